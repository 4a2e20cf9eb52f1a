"""Lines of a table of several points of view on one clock. A plain rule, without Django.

Each line is a stretch of time in which something is written; the stretches are as long as the whole asks for. Moments keep
their order, also those without a time: these have lines of their own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

STEPS = (1, 5, 15, 30, 60, 180, 360, 1440)  # minutes of one line
MOST_LINES = 160


@dataclass(frozen=True)
class Told:
    """A moment by its key, in the lane of whose perspective it is."""

    key: int
    lane: str
    at: datetime
    timed: bool = True


@dataclass(frozen=True)
class Line:
    """What stands beside each other; `at` is where the stretch begins, `timed` is false for a moment without a time."""

    at: datetime
    timed: bool = True
    told: list[Told] = field(default_factory=list)


def step_for(first: datetime, last: datetime) -> timedelta:
    """The shortest stretch of which the whole has not too many."""
    minutes = (last - first) / timedelta(minutes=1)
    return timedelta(minutes=next((each for each in STEPS if minutes / each <= MOST_LINES), STEPS[-1]))


def slot_of(at: datetime, step: timedelta, zone: ZoneInfo) -> datetime:
    """The beginning of the stretch that holds it, on the clock of `zone`."""
    local = at.astimezone(zone)
    midnight = datetime.combine(local.date(), time(), zone)
    if step >= timedelta(days=1):
        return midnight
    wall = local.replace(tzinfo=None) - midnight.replace(tzinfo=None)
    return at - wall % step


def lines(told: Sequence[Told], slots: Iterable[datetime], step: timedelta, zone: ZoneInfo) -> list[Line]:
    """For the moments in their order, and for the stretches `slots` in which there is only evidence."""
    found: list[Line] = []
    for each in told:
        at = slot_of(each.at, step, zone)
        last = found[-1] if found else None
        if each.timed and last and last.timed and last.at == at:
            last.told.append(each)
        else:
            found.append(Line(at, each.timed, [each]))
    known = {line.at for line in found if line.timed}
    evidence = [Line(at) for at in sorted(set(slots) - known)]
    return sorted([*evidence, *found], key=lambda line: line.at)
