"""The meeting's clock: wall times in zones, the 24 hours, how long a meeting should be, minutes on the agenda.

Plain rules. The 24 hours are counted in UTC (design decision 1); Jeli's guide: share at least 24 hours before.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

NOTICE = timedelta(hours=24)
SHORTEST = 30
LONGEST = 120


class NoSuchTime(ValueError):
    """The clocks jump over this wall time on that day."""


def instant(wall: datetime, zone: str) -> datetime:
    """The moment in UTC of a wall time (naive) in an IANA zone; the first of the two when the clocks go back.

    Raises NoSuchTime for a time that the clocks jump over.
    """
    moment = wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)
    if moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != wall:
        raise NoSuchTime(wall)
    return moment


def nearest(wall: datetime, zone: str) -> tuple[datetime, bool]:
    """The instant of a wall time, and whether the clocks jump over it; then it is as long after the jump as it was meant.

    For a time chosen under other rules than today's: somebody who chooses anew is told instead (NoSuchTime).
    """
    try:
        return instant(wall, zone), False
    except NoSuchTime:
        return wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC), True


def shows(moment: datetime, zone: str, wall: datetime) -> bool:
    """Whether the clock of the zone shows this wall time at that moment, to the minute."""
    return moment.astimezone(ZoneInfo(zone)).replace(second=0, microsecond=0, tzinfo=None) == wall


def enough_notice(meets_at: datetime, now: datetime) -> bool:
    """Whether at least 24 real hours are left."""
    return meets_at - now >= NOTICE


def useful_minutes(events: int) -> int:
    """The slot, in minutes, that a timeline of so many events fills: two a moment and half an hour around it.

    Rounded to a quarter of an hour, between half an hour and two hours (longer meetings lose people: split them).
    """
    wanted = 30 + 2 * events
    return max(SHORTEST, min(LONGEST, -(-wanted // 15) * 15))


def too_short(minutes: int, events: int) -> bool:
    return minutes < useful_minutes(events)


@dataclass(frozen=True)
class Share:
    """One part of the agenda and its minutes."""

    kind: str
    minutes: int


# Weights of the six parts of the guide; the narrative grows with its events and with the people it is told from (each
# takes a moment to begin), the themes with their number.
FIXED = {"opening": 5.0, "overview": 5.0, "questions": 8.0, "steps": 6.0}
LEAST = 2
ORDER = ("opening", "overview", "narrative", "themes", "questions", "steps")


def agenda(slot: int, events: int, themes: int, speakers: int = 0) -> list[Share]:
    """Six parts whose minutes add up to `slot`; every part has at least two minutes."""
    narrative = 8.0 + 1.5 * min(events, 30) + 1.5 * min(speakers, 10)
    weights = {**FIXED, "narrative": narrative, "themes": 10.0 + 4.0 * min(themes, 8)}
    spare = slot - LEAST * len(ORDER)
    total = sum(weights.values())
    minutes = {kind: LEAST + int(spare * weights[kind] / total) for kind in ORDER}
    minutes["themes"] += slot - sum(minutes.values())
    return [Share(kind, minutes[kind]) for kind in ORDER]


def ready_due(meets_at: datetime, now: datetime) -> datetime:
    """When the document's link goes out once it is ready: within 72 hours of the meeting now, earlier ones at 72 hours."""
    return max(now, meets_at - timedelta(hours=72))
