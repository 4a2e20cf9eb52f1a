"""Writes that a sweep came to its end."""

from datetime import datetime

from django.utils import timezone

from outbox.models import Heartbeat


def beat(*, name: str, now: datetime | None = None) -> None:
    """One statement; several processes may beat at once."""
    row = Heartbeat(name=name, at=now or timezone.now())
    Heartbeat.objects.bulk_create([row], update_conflicts=True, unique_fields=["name"], update_fields=["at"])
