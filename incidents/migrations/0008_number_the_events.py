"""Moments that are there already get their row's number: reports may speak of them by it."""

from typing import Any

from django.db import migrations
from django.db.models import F


def number(apps: Any, schema_editor: Any) -> None:
    apps.get_model("incidents", "TimelineEvent").objects.filter(reference=0).update(reference=F("pk"))


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0007_event_reference"),
    ]

    operations = [
        migrations.RunPython(number, migrations.RunPython.noop),
    ]
