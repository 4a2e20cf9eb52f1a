"""Who has not been seen at a series' meetings for long: so that somebody can ask kindly, not so that anybody is counted. A plain rule."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

MISSED = 3  # meetings since they were last there
LONG = timedelta(days=28)


@dataclass(frozen=True)
class Presence:
    """came: how many of the meetings; last: the day of the last one they were at; missed: how many there were since."""

    came: int
    last: date | None
    missed: int

    def long_away(self, today: date) -> bool:
        """They were there before, and since then several meetings and some weeks went by without them."""
        return self.last is not None and self.missed >= MISSED and today - self.last >= LONG


def presence(meetings: Sequence[tuple[int, date]], at: Collection[int]) -> Presence:
    """meetings: (key, day), newest first; at: the keys of those where the person was."""
    there = [place for place, (key, _day) in enumerate(meetings) if key in at]
    if not there:
        return Presence(0, None, len(meetings))
    return Presence(len(there), meetings[there[0]][1], there[0])
