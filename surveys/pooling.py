"""Which points the trends get: a week each, weeks with too few answers pooled until there are enough. A plain rule, without Django.

A point is made of figures that are shown anyway, or of answers that are shown nowhere else and are k or more together.
The two are never mixed: beside a shown result, a mixed mean would tell the few answers in it by subtraction.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from surveys import anonymity


@dataclass(frozen=True)
class Value:
    """One statement's mean of `n` answers; `about` when a band stands in for it, with the middle of the band."""

    mean: float
    n: int
    about: bool = False


@dataclass(frozen=True)
class Rated:
    """A sealed survey. `counts` maps a statement to {value: number}; `week` is the Monday of the meeting's week."""

    key: int
    week: date
    k: int
    counts: Mapping[str, Mapping[int, int]]

    @property
    def answers(self) -> int:
        return max((sum(each.values()) for each in self.counts.values()), default=0)

    @property
    def hidden(self) -> bool:
        """Too few answers for a result of its own."""
        return not anonymity.may_show(self.answers, self.k)


@dataclass(frozen=True)
class Point:
    """What is frozen and drawn: from the Monday `first` to the Monday `last`, which surveys, and a value for each statement."""

    first: date
    last: date
    keys: tuple[int, ...]
    answers: int
    values: Mapping[str, Value]

    @property
    def score(self) -> Value:
        return joined(self.values.values())


def week_of(moment: datetime, zone: ZoneInfo) -> date:
    """The Monday of its week, by the clock of that place."""
    day = moment.astimezone(zone).date()
    return day - timedelta(days=day.weekday())


def joined(values: Iterable[Value]) -> Value:
    """The mean of means, each weighing as much as it has answers; `about` if one of them is."""
    told = list(values)
    n = sum(each.n for each in told)
    return Value(sum(each.mean * each.n for each in told) / n, n, any(each.about for each in told))


def points(surveys: Sequence[Rated]) -> list[Point]:
    """The points that can be drawn now; surveys that are in none of them wait for others.

    Surveys with a result of their own make the point of their week. The others are gathered, week after week, until they
    are k together.
    """
    open_ones = [each for each in surveys if not each.hidden]
    weeks = sorted({each.week for each in open_ones})
    shown = [_of_shown([each for each in open_ones if each.week == week]) for week in weeks]
    return sorted(
        [*shown, *_pooled(each for each in surveys if each.hidden)], key=lambda point: (point.first, point.last)
    )


def _of_shown(surveys: Sequence[Rated]) -> Point:
    """Computed from what each one's page shows, so that nothing can be learned by comparing."""
    statements = dict.fromkeys(slug for each in surveys for slug in each.counts)
    values = {
        slug: joined(_told(each.counts[slug], each.k) for each in surveys if slug in each.counts) for slug in statements
    }
    return _point(surveys, values)


def _pooled(surveys: Iterable[Rated]) -> Iterable[Point]:
    """Surveys that asked the same statements are gathered together: a few answers to a wording that is asked no more
    must not hold up those to the new one."""
    gathered: dict[frozenset[str], list[Rated]] = {}
    for each in sorted((each for each in surveys if each.answers), key=lambda each: (each.week, each.key)):
        waiting = gathered.setdefault(frozenset(each.counts), [])
        waiting.append(each)
        k = max(one.k for one in waiting)
        totals = _totals(waiting)
        if totals and all(anonymity.may_show(sum(counts.values()), k) for counts in totals.values()):
            yield _point(waiting, {slug: _told(counts, k) for slug, counts in totals.items()})
            waiting.clear()


def _totals(surveys: Sequence[Rated]) -> dict[str, dict[int, int]]:
    totals: dict[str, dict[int, int]] = {}
    for each in surveys:
        for slug, counts in each.counts.items():
            into = totals.setdefault(slug, dict.fromkeys(anonymity.VALUES, 0))
            for value, n in counts.items():
                into[value] += n
    return totals


def _told(counts: Mapping[int, int], k: int) -> Value:
    """As shown: the mean, or the middle of the band where only that may be told."""
    shown = anonymity.shown(counts, k)
    if shown is None:
        raise ValueError("fewer than k answers")
    if shown.mean is not None:
        return Value(shown.mean, shown.n)
    low, high = shown.band or (1, 5)
    return Value((low + high) / 2, shown.n, about=True)


def _point(surveys: Sequence[Rated], values: Mapping[str, Value]) -> Point:
    weeks = [each.week for each in surveys]
    return Point(
        min(weeks), max(weeks), tuple(each.key for each in surveys), sum(each.answers for each in surveys), values
    )
