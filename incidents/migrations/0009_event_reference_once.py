"""From now on a number is chosen by chance, and is one moment's alone."""

from django.db import migrations, models

import incidents.models.timeline


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0008_number_the_events"),
    ]

    operations = [
        migrations.AlterField(
            model_name="timelineevent",
            name="reference",
            field=models.PositiveIntegerField(default=incidents.models.timeline.new_reference, editable=False),
        ),
        migrations.AddConstraint(
            model_name="timelineevent",
            constraint=models.UniqueConstraint(fields=("incident", "reference"), name="event_reference_once"),
        ),
    ]
