"""An archive that is being brought in is remembered, for whoever clicks twice."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reviews", "0029_cancel_earlier_reminders")]

    operations = [
        migrations.AddField("archivepreview", "confirmed_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "archivepreview",
            "review",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="reviews.review"
            ),
        ),
    ]
