"""Small template filters that every page may use: moments in the reader's zone, people's initials."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import zones

register = template.Library()

MINUTE, HOUR, DAY = 60, 3600, 86400


@register.filter
def moment(value: datetime | None) -> str:
    """A time in the reader's zone, with its zone's short name: "Tue 3 Mar 2026, 15:00 CET"."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return f"{date_format(local, 'D j M Y, H:i')} {local.tzname()}"


@register.filter
def instant(value: datetime | None) -> str:
    """A moment as programs read it: "2026-03-03T15:00:00+01:00". What `|date:'c'` gives, in a fifth of its time."""
    return "" if value is None else timezone.localtime(value).isoformat()


@register.filter
def moment_in(value: datetime | None, zone: str) -> str:
    """A time in the zone named by the second argument: "15:00 CET", for the place of a meeting or an incident."""
    if value is None:
        return ""
    local = value.astimezone(ZoneInfo(zone or "UTC"))
    return f"{local:%H:%M} {local.tzname()}"


@register.filter
def differs_in(value: datetime | None, zone: str) -> bool:
    """Whether the clock in that zone shows something else than the reader's."""
    if value is None or not zone:
        return False
    return timezone.localtime(value).utcoffset() != value.astimezone(ZoneInfo(zone)).utcoffset()


@register.filter
def there(value: datetime | None, zone: str) -> str:
    """The time in another zone, to stand beside the reader's: "15:00 CET", with the day when it is another one there."""
    if value is None:
        return ""
    local = value.astimezone(ZoneInfo(zone or "UTC"))
    other_day = local.date() != timezone.localtime(value).date()
    return f"{date_format(local, 'D j M, H:i' if other_day else 'H:i')} {local.tzname()}"


def _beside(own: str, value: datetime | None, zone: str) -> str:
    return (
        _("%(own)s (%(there)s there)") % {"own": own, "there": there(value, zone)} if differs_in(value, zone) else own
    )


@register.filter
def moment_beside(value: datetime | None, zone: str) -> str:
    """The reader's time with the meeting's beside it when the clocks differ: "Tue 3 Mar 2026, 15:00 CET (19:30 IST there)"."""
    return _beside(moment(value), value, zone)


@register.filter
def day(value: datetime | date | None) -> str:
    """The day in the reader's zone: "Tue 3 Mar", with the year unless it is this one."""
    if value is None:
        return ""
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    return date_format(local, "D j M" if local.year == timezone.localdate().year else "D j M Y")


@register.filter
def clock(value: datetime | None) -> str:
    """The time of day in the reader's zone: "15:00"."""
    return "" if value is None else f"{timezone.localtime(value):%H:%M}"


@register.filter
def clock_beside(value: datetime | None, zone: str) -> str:
    """The time of day in the reader's zone, with the meeting's beside it when the clocks differ: "15:00 (19:30 IST there)"."""
    return _beside(clock(value), value, zone)


@register.filter
def own_clock(value: datetime | None, zone: str) -> str:
    """The reader's time of day, to stand beside that of another zone: "15:00", with the day when it is another one there."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    other_day = local.date() != value.astimezone(ZoneInfo(zone or "UTC")).date()
    return date_format(local, "D j M, H:i" if other_day else "H:i")


@register.filter
def soon(value: datetime | None) -> str:
    """A time in the coming days, in the reader's zone: "today 15:00", "tomorrow 15:00", "Tue 15:00"."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    days = (local.date() - timezone.localdate()).days
    name = {0: _("today"), 1: _("tomorrow")}.get(days, date_format(local, "D"))
    return f"{name} {date_format(local, 'H:i')}"


def rounded(seconds: float) -> tuple[int, int]:
    """The largest unit alone, as its seconds, and how many of it: (DAY, 2), (HOUR, 5), (MINUTE, 10); (0, 0) for under a minute."""
    if seconds < MINUTE:
        return 0, 0
    unit = DAY if seconds >= 2 * DAY else HOUR if seconds >= 90 * MINUTE else MINUTE
    return unit, round(seconds / unit)


def away(unit: int, count: int, later: bool) -> str:
    """So many units from now in words: "in 2 days", "now", "3 hours ago"."""
    if not unit:
        return _("now")
    if unit == DAY:
        span = ngettext("%(count)d day", "%(count)d days", count)
    elif unit == HOUR:
        span = ngettext("%(count)d hour", "%(count)d hours", count)
    else:
        span = ngettext("%(count)d minute", "%(count)d minutes", count)
    return (_("in %(span)s") if later else _("%(span)s ago")) % {"span": span % {"count": count}}


@register.filter
def until(value: datetime | None) -> str:
    """How far away a time is: "in 2 days", "now", "3 hours ago"."""
    if value is None:
        return ""
    seconds = (value - timezone.now()).total_seconds()
    return away(*rounded(abs(seconds)), seconds > 0)


@register.filter
def initials(name: object) -> str:
    """The first letters of the first and last word of a name."""
    words = str(name).split()
    return "".join(word[0] for word in ([words[0], words[-1]] if len(words) > 1 else words)).upper()


@register.simple_tag
def zone_clocks() -> tuple[tuple[str, str], ...]:
    """Every time zone one can pick, with the time there now."""
    return zones.clocks()
