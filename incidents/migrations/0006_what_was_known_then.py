"""Moments: what was known then, whose time is known, and the order that people gave those of one instant."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incidents", "0005_evidence_in")]

    operations = [
        migrations.AddField(
            "timelineevent",
            "known_then",
            models.TextField(blank=True, default="", verbose_name="what was known then"),
        ),
        migrations.AddField(
            "timelineevent", "timed", models.BooleanField(default=True, verbose_name="its time is known")
        ),
        migrations.AddField("timelineevent", "position", models.PositiveIntegerField(default=0)),
        migrations.AlterModelOptions("timelineevent", {"ordering": ["at", "position", "pk"]}),
    ]
