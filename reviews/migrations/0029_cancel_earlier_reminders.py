"""Reminders of one follow-up each gave way to one mail a morning: those that still wait are taken back, or they would fail one by one."""

from typing import Any

from django.db import migrations

EARLIER = ("review.follow_up_due", "review.follow_up_open")


def take_back(apps: Any, schema_editor: Any) -> None:
    waiting = apps.get_model("outbox", "Message").objects.filter(
        kind__in=EARLIER, state__in=("pending", "claimed", "held")
    )
    waiting.update(
        state="cancelled",
        last_error="reminders come in one mail a morning now",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0028_said_aloud"),
        ("outbox", "0004_server_answer_and_heartbeat"),
    ]
    operations = [migrations.RunPython(take_back, migrations.RunPython.noop)]
