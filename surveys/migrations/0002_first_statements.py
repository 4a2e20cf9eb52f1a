"""The four statements that every survey begins with."""

from django.db import migrations

STATEMENTS = [
    ("good-use", "This meeting was a good use of my time."),
    ("right-things", "I think we discussed the right things."),
    ("safe", "This meeting felt safe and constructive."),
    ("learned", "I learned something new."),
]


def write(apps, schema_editor):
    Statement = apps.get_model("surveys", "Statement")
    for position, (slug, text) in enumerate(STATEMENTS, start=1):
        Statement.objects.get_or_create(slug=slug, defaults={"text": text, "position": position})


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_surveys")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
