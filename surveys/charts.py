"""Where the marks of a chart stand. A plain rule, without Django: across in per cent of the width, down in pixels, so that
a chart fits every screen with its letters at their size."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from math import sqrt

WEEK = timedelta(days=7)
LEFT, RIGHT = 6.0, 97.0
TOP, FOOT = 26, 24
MOST_LABELS = 6


@dataclass(frozen=True)
class Axis:
    """The weeks from left to right, by their Mondays."""

    first: date
    last: date

    @property
    def weeks(self) -> list[date]:
        return [self.first + WEEK * number for number in range((self.last - self.first).days // 7 + 1)]

    @property
    def slot(self) -> float:
        """The width of one week."""
        return (RIGHT - LEFT) / len(self.weeks)

    def middle(self, week: date) -> float:
        return round(LEFT + ((week - self.first).days // 7 + 0.5) * self.slot, 2)

    def ticks(self) -> list["Tick"]:
        """A label for every week, or for every so many that they do not run into each other."""
        every = -(-len(self.weeks) // MOST_LABELS)
        return [Tick(self.middle(week), week) for week in self.weeks[:: -every or -1]][::-1]


@dataclass(frozen=True)
class Tick:
    x: float
    week: date


@dataclass(frozen=True)
class Line:
    """A line of the scale and its label."""

    y: float
    label: int


@dataclass(frozen=True)
class Mark:
    """A point: its middle, its radius, from where to where it reaches, and where its words stand."""

    x: float
    y: float
    r: float
    left: float
    right: float
    words_y: float
    anchor: str
    value: float
    n: int
    about: bool
    first: date
    last: date

    @property
    def wide(self) -> bool:
        return self.first != self.last


@dataclass(frozen=True)
class Segment:
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Bar:
    x: float
    width: float
    y: float
    height: float
    value: int
    week: date

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


@dataclass(frozen=True)
class Flag:
    """A format change: an upright line with its words beside it; `anchor` is the side on which they stand."""

    x: float
    words_y: float
    anchor: str
    what: str
    since: date


@dataclass(frozen=True)
class Chart:
    height: int
    floor: float
    lines: list[Line]
    ticks: list[Tick]
    flags: list[Flag]
    marks: list[Mark] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)


@dataclass(frozen=True)
class Dot:
    """What a mark is made of: a mean from 1 to 5 of `n` answers, from the Monday `first` to the Monday `last`."""

    first: date
    last: date
    value: float
    n: int
    about: bool = False


def _anchor(x: float) -> str:
    return "start" if x < 18 else "end" if x > 82 else "middle"


def _flags(axis: Axis, changes: Sequence[tuple[date, str]]) -> list[Flag]:
    """Those within the weeks shown; their words take turns in two rows, so that neighbours stay readable."""
    inside = [(since, what) for since, what in changes if axis.first <= since < axis.last + WEEK]
    flags = []
    for number, (since, what) in enumerate(inside):
        x = round(LEFT + (since - axis.first).days / 7 * axis.slot, 2)
        flags.append(Flag(x, 10 + 12 * (number % 2), "end" if x > 50 else "start", what, since))
    return flags


def scores(axis: Axis, dots: Sequence[Dot], changes: Sequence[tuple[date, str]], height: int) -> Chart:
    """Means from 1 to 5 on one scale; the more answers, the larger the point. Points of a single week are joined by a line."""
    span = height - TOP - FOOT

    def down(value: float) -> float:
        return round(TOP + (5 - value) / 4 * span, 1)

    marks = [_mark(axis, dot, down(dot.value)) for dot in dots]
    alone = [mark for mark in marks if not mark.wide]
    segments = [Segment(a.x, a.y, b.x, b.y) for a, b in pairwise(alone)]
    lines = [Line(down(value), value) for value in range(5, 0, -1)]
    return Chart(height, down(1), lines, axis.ticks(), _flags(axis, changes), marks, segments)


def _mark(axis: Axis, dot: Dot, y: float) -> Mark:
    left, right = axis.middle(max(dot.first, axis.first)), axis.middle(dot.last)
    x, r = (left + right) / 2, min(11.0, 3 + sqrt(dot.n))
    words_y = y - r - 6 if y - r > TOP else y + r + 15
    return Mark(x, y, round(r, 1), left, right, words_y, _anchor(x), dot.value, dot.n, dot.about, dot.first, dot.last)


def bars(axis: Axis, values: Sequence[tuple[date, int]], changes: Sequence[tuple[date, str]], height: int) -> Chart:
    """Numbers by week, from zero up."""
    span = height - TOP - FOOT
    most = _round_up(max((value for _week, value in values), default=1))
    floor = TOP + span
    found = [_bar(axis, week, value, floor, round(value / most * span, 1)) for week, value in values]
    lines = [Line(floor - part * span / 2, most * part // 2) for part in (2, 1, 0)]
    return Chart(height, floor, lines, axis.ticks(), _flags(axis, changes), bars=found)


def _bar(axis: Axis, week: date, value: int, floor: float, height: float) -> Bar:
    width = round(min(axis.slot * 0.6, 8.0), 2)
    return Bar(round(axis.middle(week) - width / 2, 2), width, floor - height, height, value, week)


def _round_up(most: int) -> int:
    """The top of a scale: an even number that is easy to read."""
    step = 2 if most <= 20 else 20 if most <= 200 else 200
    return max(step, -(-most // step) * step)
