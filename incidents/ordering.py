"""The order of the moments of a narrative. A plain rule, without Django.

Time decides. What time leaves open people decide: the order of moments of the same instant, and the place of one without
a time. That one keeps the instant of the moment it stands behind, so that one order holds everywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise


class OutOfTime(ValueError):
    """A moment would stand before one that happened earlier."""


@dataclass(frozen=True)
class Placed:
    """One moment; `at` of one that is not `timed` is the instant at whose place it stands."""

    key: int
    at: datetime
    timed: bool = True
    position: int = 0


def may_swap(first: Placed, second: Placed) -> bool:
    """Whether two neighbours may change places."""
    return first.at == second.at or not (first.timed and second.timed)


def moved(rows: Sequence[Placed], key: int, to: int) -> list[Placed]:
    """The rows as they stand when the one of this key goes to the index `to`. Raises OutOfTime."""
    held = next(row for row in rows if row.key == key)
    others = [row for row in rows if row.key != key]
    to = max(0, min(to, len(others)))
    order = [*others[:to], held, *others[to:]]
    timed = [row for row in order if row.timed]
    if any(later.at < earlier.at for earlier, later in pairwise(timed)):
        raise OutOfTime
    return _at_their_places(order)


def _at_their_places(order: Sequence[Placed]) -> list[Placed]:
    """Those without a time take the instant of the one before them, the first ones that of the first with a time."""
    at = next((row.at for row in order if row.timed), min(row.at for row in order))
    found = []
    for position, row in enumerate(order):
        at = row.at if row.timed else at
        found.append(replace(row, at=at, position=position))
    return found
