"""Whom to talk to next, and why: moments that nobody else can tell, and parts nobody has spoken for. A plain rule without Django.

The guides advise to begin with those nearest to the work, and not to forget those beside it: support, people who had to
tell customers, teams that depend on it (Howie, "Interview"; Dekker, Field Guide, on gathering several views of one moment).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

ALONE = timedelta(minutes=10)  # nobody else's perspective is told within this long before or after

ONLY_THEIRS, THEIRS, NEW_PART, NEAREST = 4, 1, 3, 2


@dataclass(frozen=True)
class Witness:
    """Somebody involved: their part's key ("" if none was written down), and the moments told from their perspective."""

    key: int
    name: str
    part: str = ""
    moments: Sequence[datetime] = ()
    asked: bool = False


@dataclass(frozen=True)
class Next:
    """One to talk to: how many moments only they saw and how many they saw at all, and whether their part is not heard yet."""

    key: int
    only: int
    seen: int
    new_part: bool
    nearest: bool

    @property
    def weight(self) -> int:
        return (
            ONLY_THEIRS * self.only
            + THEIRS * (self.seen - self.only)
            + NEW_PART * self.new_part
            + NEAREST * self.nearest
        )


def alone(witness: Witness, others: Sequence[Witness]) -> int:
    """How many of their moments have nobody else's perspective near."""
    elsewhere = [moment for other in others if other.key != witness.key for moment in other.moments]
    return sum(1 for mine in witness.moments if all(abs(mine - moment) > ALONE for moment in elsewhere))


def order(witnesses: Sequence[Witness], nearest: frozenset[str]) -> list[Next]:
    """Those not asked yet, who to talk to first first; `nearest` are the parts that did the work. Names break a tie."""
    heard = {witness.part for witness in witnesses if witness.asked}
    names = {witness.key: witness.name.casefold() for witness in witnesses}
    rows = [
        Next(
            key=witness.key,
            only=alone(witness, witnesses),
            seen=len(witness.moments),
            new_part=bool(witness.part) and witness.part not in heard,
            nearest=witness.part in nearest,
        )
        for witness in witnesses
        if not witness.asked
    ]
    return sorted(rows, key=lambda row: (-row.weight, names[row.key]))
