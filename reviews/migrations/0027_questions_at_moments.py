"""Questions may be pinned to a moment of the narrative."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incidents", "0006_what_was_known_then"), ("reviews", "0026_archive_preview_and_record")]

    operations = [
        migrations.AddField(
            "question",
            "event",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="questions",
                to="incidents.timelineevent",
            ),
        ),
        migrations.AddField("question", "about", models.TextField(blank=True, default="")),
    ]
