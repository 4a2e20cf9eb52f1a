"""Hours of night, on the clock of those who responded. A plain rule, without Django."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

BEGINS, ENDS = 22, 6  # o'clock
DAY = timedelta(days=1)


def at_night(at: datetime | None, zone: ZoneInfo) -> bool:
    return at is not None and not ENDS <= at.astimezone(zone).hour < BEGINS


def between(since: datetime, until: datetime, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    """The nights from one instant to another, each cut to it, in UTC; a change of the clocks falls where it fell."""
    day = since.astimezone(zone).date() - DAY
    while (begins := datetime.combine(day, time(BEGINS), zone)) < until:
        ends = datetime.combine(day + DAY, time(ENDS), zone)
        left, right = max(begins, since), min(ends, until)
        if left < right:
            yield left.astimezone(UTC), right.astimezone(UTC)
        day += DAY


def share(since: datetime, until: datetime, zone: ZoneInfo) -> str:
    """ "all" of a stretch was night, "part" of it, or "none"."""
    if until - since >= DAY:  # whatever hour it begins at; not to be counted night by night over the centuries
        return "part"
    dark = sum(((right - left) for left, right in between(since, until, zone)), timedelta())
    if not dark:
        return "none"
    return "all" if dark >= until - since else "part"
