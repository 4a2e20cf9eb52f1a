"""Small template filters that every page may use: moments in the reader's zone, people's initials."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone
from django.utils.formats import date_format

register = template.Library()


@register.filter
def moment(value: datetime | None) -> str:
    """A time in the reader's zone, with its zone's short name: "Tue 3 Mar 2026, 15:00 CET"."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return f"{date_format(local, 'D j M Y, H:i')} {local.tzname()}"


@register.filter
def moment_in(value: datetime | None, zone: str) -> str:
    """A time in the zone named by the second argument: "15:00 CET", for the place of a meeting or an incident."""
    if value is None:
        return ""
    local = value.astimezone(ZoneInfo(zone or "UTC"))
    return f"{date_format(local, 'H:i')} {local.tzname()}"


@register.filter
def initials(name: str) -> str:
    """The first letters of the first and last word of a name."""
    words = str(name).split()
    return "".join(word[0] for word in ([words[0], words[-1]] if len(words) > 1 else words)).upper()
