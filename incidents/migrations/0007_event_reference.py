"""Documents speak of a moment by a number of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0006_what_was_known_then"),
    ]

    operations = [
        migrations.AddField(
            model_name="timelineevent",
            name="reference",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
    ]
