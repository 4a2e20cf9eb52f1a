"""Before and after a format change: two means and an honest interval of their difference, resampled. A plain rule, without Django.

What is resampled are the points of the trends (a week, or several), not the answers: answers of one meeting are alike, and
taking them for independent would make every change look certain. The interval is a percentile interval of the resampled
differences, widened for small numbers (Hesterberg, "What Teachers Should Know About the Bootstrap", 2015: expanded percentile).
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

# Fewer points or answers on one side: nothing can be told, whatever the figures look like.
LEAST_POINTS, LEAST_ANSWERS = 4, 20
ROUNDS = 2000
# Student's t, 97.5 per cent, by degrees of freedom; beyond the table the normal distribution is near enough.
T = {3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 8: 2.306, 9: 2.262, 10: 2.228, 11: 2.201, 12: 2.179, 15: 2.131}
T |= {20: 2.086, 30: 2.042, 60: 2.0}


@dataclass(frozen=True)
class Sample:
    """One point: a mean from 1 to 5 of `n` answers; `about` when a band stands in for it."""

    mean: float
    n: int
    about: bool = False


@dataclass(frozen=True)
class Side:
    """All points of one side; `mean` is None where there are none."""

    mean: float | None
    answers: int
    points: int


@dataclass(frozen=True)
class Compared:
    """`low` and `high` bound the difference (after less before) in 95 of 100 cases; None: too few answers to tell."""

    before: Side
    after: Side
    low: float | None = None
    high: float | None = None

    @property
    def enough(self) -> bool:
        return self.low is not None

    @property
    def difference(self) -> float | None:
        if self.before.mean is None or self.after.mean is None or not self.enough:
            return None
        return round(self.after.mean - self.before.mean, 2)

    @property
    def verdict(self) -> str:
        """ "few", "up", "down", or "unclear" when the difference may as well be chance."""
        if self.low is None or self.high is None:
            return "few"
        return "up" if self.low > 0 else "down" if self.high < 0 else "unclear"


def compare(before: Sequence[Sample], after: Sequence[Sample], seed: int = 0) -> Compared:
    """The same points and seed give the same interval, in whatever order they come."""
    early, late = _sorted(before), _sorted(after)
    told = _side(early), _side(late)
    if any(side.points < LEAST_POINTS or side.answers < LEAST_ANSWERS for side in told):
        return Compared(*told)
    rng = random.Random(seed)  # noqa: S311 — figures that anybody can compute again
    drawn = sorted(_drawn(rng, late) - _drawn(rng, early) for _ in range(ROUNDS))
    tail = _tail(min(len(early), len(late)))
    low, high = drawn[int(tail * ROUNDS)], drawn[-1 - int(tail * ROUNDS)]
    # A band hides up to half a step on either side of its middle.
    blur = sum(_blur(side) for side in (early, late))
    return Compared(*told, round(low - blur, 2), round(high + blur, 2))


def _sorted(points: Sequence[Sample]) -> list[Sample]:
    return sorted((each for each in points if each.n), key=lambda each: (each.mean, each.n, each.about))


def _mean(points: Sequence[Sample]) -> float:
    return sum(each.mean * each.n for each in points) / sum(each.n for each in points)


def _side(points: Sequence[Sample]) -> Side:
    mean = round(_mean(points), 2) if points else None
    return Side(mean, sum(each.n for each in points), len(points))


def _drawn(rng: random.Random, points: Sequence[Sample]) -> float:
    return _mean(rng.choices(points, k=len(points)))


def _blur(points: Sequence[Sample]) -> float:
    """The share of answers that are told as a band, times half its width."""
    return 0.5 * sum(each.n for each in points if each.about) / sum(each.n for each in points)


def _tail(n: int) -> float:
    """The share cut off at each end: less than 2.5 per cent, the fewer points the less."""
    known = max(df for df in T if df <= n - 1)
    return NormalDist().cdf(-sqrt(n / (n - 1)) * T[known])
