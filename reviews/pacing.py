"""When each item of the agenda begins and ends, from what has happened so far. A plain rule, without Django.

An overrun is shared out over what is left, also while it lasts: every later item gives up its part of the minutes, and
keeps at least one. `static/js/pacing.js` says the same on open pages, where time goes by without a word from the server.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import floor

MINUTE = timedelta(minutes=1)
EARLY = timedelta(hours=1)  # a room that is opened longer before its time is held now instead


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
    """From when to when it is, was or will be. `minutes` is what it has now; `planned` what it should have: as planned, and added since."""

    key: int
    begins_at: datetime
    ends_at: datetime
    minutes: int
    planned: int
    state: str  # done, now, next

    @property
    def shortened(self) -> bool:
        return self.state != "done" and self.minutes < self.planned


def span(meets_at: datetime, minutes: int, opened_at: datetime | None) -> tuple[datetime, datetime]:
    """From when to when the meeting is: by its planned slot, also when the room is opened a little early or late.

    Opened long before the slot or after it, the meeting is held then, as long as it was planned.
    """
    ends_at = meets_at + minutes * MINUTE
    if opened_at is None:
        return meets_at, ends_at
    if not meets_at - EARLY <= opened_at < ends_at:
        return opened_at, opened_at + minutes * MINUTE
    return max(meets_at, opened_at), ends_at


@dataclass(frozen=True)
class Pace:
    """What the expected times follow from: the items that have not begun, free from when and until when.

    begun: whether the meeting has; before, it is late at most until its slot is over.
    """

    ahead: Sequence[Planned]
    free_from: datetime
    until: datetime
    begun: bool

    @property
    def told(self) -> str:
        """The items as open pages read them: "key:minutes", one after the other."""
        return "".join(f"{each.key}:{each.minutes} " for each in self.ahead)

    def begins(self, now: datetime) -> datetime:
        """When the first of them begins if the present part ends as soon as it may."""
        return max(self.free_from, now) if self.begun or now < self.until else self.free_from


def pace(items: Sequence[Planned], begins_at: datetime, ends_at: datetime) -> Pace:
    """The meeting is from `begins_at` to `ends_at`."""
    begun = _begun(on_time(items, begins_at), ends_at)
    free_from = max([slot.ends_at for slot in begun], default=begins_at)
    return Pace([item for item in items if not item.started_at], free_from, ends_at, bool(begun))


def on_time(items: Sequence[Planned], begins_at: datetime) -> list[Planned]:
    """The first item begins with the meeting, not with the room that was opened before, unless somebody moved on already."""
    begun = [item for item in items if item.started_at]
    early = begun[0].key if len(begun) == 1 and not begun[0].ended_at else None
    return [
        replace(item, started_at=max(item.started_at, begins_at)) if item.started_at and item.key == early else item
        for item in items
    ]


def slots(items: Sequence[Planned], begins_at: datetime, ends_at: datetime, now: datetime | None = None) -> list[Slot]:
    """One slot an item, in the order of the agenda; `now` is None where time does not go on: for a meeting that is over."""
    found = {slot.key: slot for slot in _begun(on_time(items, begins_at), ends_at)}
    left = pace(items, begins_at, ends_at)
    free_from = left.begins(now) if now else left.free_from
    minutes_left = shared([item.minutes for item in left.ahead], left.until - free_from)
    for item, minutes in zip(left.ahead, minutes_left, strict=True):
        until = free_from + minutes * MINUTE
        found[item.key] = Slot(item.key, free_from, until, minutes, item.minutes, "next")
        free_from = until
    return [found[item.key] for item in items]


def _begun(items: Sequence[Planned], ends_at: datetime) -> list[Slot]:
    """Those that were ended; and the one that is on, with its part of what was left when it began."""
    ahead = [item.minutes for item in items if not item.started_at]
    found = []
    for item in items:
        if item.started_at and item.ended_at:
            planned = item.minutes + item.extended
            found.append(Slot(item.key, item.started_at, item.ended_at, planned, planned, "done"))
        elif item.started_at:
            minutes = shared([item.minutes, *ahead], ends_at - item.started_at)[0] + item.extended
            until = item.started_at + minutes * MINUTE
            found.append(Slot(item.key, item.started_at, until, minutes, item.minutes + item.extended, "now"))
    return found


def shared(minutes: Sequence[int], left: timedelta) -> list[int]:
    """The minutes as planned if they fit, else cut alike until they do; each keeps one. The largest remainders are rounded up.

    Less than half a minute is no overrun.
    """
    room = max(floor(left / MINUTE + 0.5), len(minutes))
    planned = sum(minutes)
    if planned <= room:
        return list(minutes)
    exact = [max(1.0, each * room / planned) for each in minutes]
    cut = [int(each) for each in exact]
    by_remainder = sorted(range(len(exact)), key=lambda at: (cut[at] - exact[at], at))
    for at in by_remainder[: max(0, room - sum(cut))]:
        cut[at] += 1
    return cut
