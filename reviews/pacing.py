"""When each item of the agenda begins and ends, from what has happened so far. A plain rule, without Django.

Only what is recorded counts, never the present moment, so that an open page and a fresh one say the same.
An overrun is shared out over what is left: every later item gives up its part of the minutes, and keeps at least one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Planned:
    """An item as it was planned and as it went; times are None for not yet."""

    key: int
    minutes: int
    extended: int = 0
    started_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True)
class Slot:
    """From when to when it is, was or will be. `minutes` is what it has now; `planned` what it should have had."""

    key: int
    begins_at: datetime
    ends_at: datetime
    minutes: int
    planned: int
    state: str  # done, now, next

    @property
    def shortened(self) -> bool:
        return self.state == "next" and self.minutes < self.planned


def slots(items: Sequence[Planned], begins_at: datetime, ends_at: datetime) -> list[Slot]:
    """One slot an item, in the order of the agenda; the meeting is from `begins_at` to `ends_at`."""
    free_from, found = begins_at, dict[int, Slot]()
    for item in items:
        if item.started_at:
            found[item.key] = _been(item, item.started_at)
            free_from = max(free_from, found[item.key].ends_at)
    left = [item for item in items if not item.started_at]
    for item, minutes in zip(left, shared([item.minutes for item in left], ends_at - free_from), strict=True):
        until = free_from + minutes * MINUTE
        found[item.key] = Slot(item.key, free_from, until, minutes, item.minutes, "next")
        free_from = until
    return [found[item.key] for item in items]


def _been(item: Planned, started_at: datetime) -> Slot:
    """Begun: until it was ended, or until its minutes are over."""
    minutes = item.minutes + item.extended
    until = item.ended_at or started_at + minutes * MINUTE
    return Slot(item.key, started_at, until, minutes, item.minutes, "done" if item.ended_at else "now")


def shared(minutes: Sequence[int], left: timedelta) -> list[int]:
    """The minutes as planned if they fit, else cut alike until they do; each keeps one. The largest remainders are rounded up."""
    room = max(int(left / MINUTE), len(minutes))
    planned = sum(minutes)
    if planned <= room:
        return list(minutes)
    exact = [max(1.0, each * room / planned) for each in minutes]
    cut = [int(each) for each in exact]
    by_remainder = sorted(range(len(exact)), key=lambda at: (cut[at] - exact[at], at))
    for at in by_remainder[: max(0, room - sum(cut))]:
        cut[at] += 1
    return cut
