"""How often something comes back: by month, and whether it is rising or fading. A plain rule, without Django."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

SPAN = timedelta(days=91)  # a quarter of a year: shorter spans hold too few incidents to compare


@dataclass(frozen=True)
class Month:
    first: date
    count: int


def months(days: Sequence[date], today: date, most: int = 12) -> list[Month]:
    """The last `most` months up to this one, oldest first, each with how many of the days lie in it."""
    counted = Counter((day.year, day.month) for day in days)
    numbers = [today.year * 12 + today.month - 1 - back for back in range(most - 1, -1, -1)]
    return [Month(date(n // 12, n % 12 + 1, 1), counted[(n // 12, n % 12 + 1)]) for n in numbers]


def direction(days: Sequence[date], today: date) -> str:
    """ "new", "rising", "steady", "fading" or "quiet": the last quarter of a year against the one before it."""
    recent = sum(1 for day in days if day > today - SPAN)
    before = sum(1 for day in days if today - 2 * SPAN < day <= today - SPAN)
    if not recent:
        return "fading" if before else "quiet"
    if recent == len(days):
        return "new"
    return "rising" if recent > before else "steady" if recent == before else "fading"
