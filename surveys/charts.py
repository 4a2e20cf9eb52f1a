"""Where the marks of a chart stand. A plain rule, without Django: across in per cent of the width, down in pixels, so that
a chart fits every screen with its letters at their size."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from math import ceil, sqrt

WEEK = timedelta(days=7)
LEFT, RIGHT = 6.0, 97.0
TOP, FOOT = 26, 24
MOST_LABELS = 6
# From this height on a chart has room for words; up to so many slots a mark has room for its number.
HIGH = 200
ROOMY = 14
# From so many means on it can be told which is out of the common: one so many times as large as most of them.
TELLS, FAR = 4, 4


def slot_of(week: date, step: int) -> date:
    """The first Monday of the `step` weeks in which this one is drawn; the same whatever else is shown."""
    return week - WEEK * (week.toordinal() // 7 % step)


@dataclass(frozen=True)
class Axis:
    """The weeks from left to right, by their Mondays; `step` of them stand in one slot."""

    first: date
    last: date
    step: int = 1

    @cached_property
    def weeks(self) -> list[date]:
        """The first Monday of each slot."""
        count = (self.last - self.first).days // 7 // self.step + 1
        return [self.first + WEEK * self.step * number for number in range(count)]

    @cached_property
    def slot(self) -> float:
        """The width of one slot."""
        return (RIGHT - LEFT) / len(self.weeks)

    def middle(self, week: date) -> float:
        return round(LEFT + ((week - self.first).days // 7 // self.step + 0.5) * self.slot, 2)

    def ticks(self) -> list["Tick"]:
        """A label for every slot, or for every so many that they do not run into each other."""
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
class Dot:
    """What a mark is made of: a mean from 1 to 5 of `n` answers, from the Monday `first` to the Monday `last`.

    Its words are given by who knows the language: `weeks` when, `told` the mean, `label` the mean and how many answers.
    """

    first: date
    last: date
    value: float
    n: int
    about: bool = False
    weeks: str = ""
    told: str = ""
    label: str = ""


@dataclass(frozen=True)
class Pair:
    """A part and its whole in a week, or a sum and of how many it is; words as in Dot."""

    week: date
    part: float
    whole: float
    weeks: str = ""
    label: str = ""

    @property
    def mean(self) -> float:
        return self.part / self.whole


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
    dot: Dot

    @property
    def wide(self) -> bool:
        return self.dot.first != self.dot.last


@dataclass(frozen=True)
class Segment:
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Bar:
    """A filled bar from the floor up to `y`, before the outline of its whole up to `whole_y` where there is one.

    `cut`: it is longer than there is room for; the scale is that of the others.
    """

    x: float
    width: float
    y: float
    height: float
    whole_y: float | None
    whole_height: float
    words_y: float
    middle: float
    anchor: str
    number: str
    pair: Pair
    cut: bool = False

    @property
    def right(self) -> float:
        return round(self.x + self.width, 2)


@dataclass(frozen=True)
class Change:
    """A format change as a chart needs it; `letter` stands for its words where there is little room."""

    since: date
    what: str
    letter: str
    href: str = ""


@dataclass(frozen=True)
class Flag:
    """An upright line with its words beside it; `anchor` is the side on which they stand."""

    x: float
    words_y: float
    anchor: str
    words: str
    change: Change


@dataclass(frozen=True)
class Chart:
    height: int
    floor: float
    far: bool
    lines: list[Line]
    ticks: list[Tick]
    flags: list[Flag]
    marks: list[Mark] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)

    @property
    def cut(self) -> bool:
        return any(bar.cut for bar in self.bars)


def _anchor(x: float) -> str:
    return "start" if x < 18 else "end" if x > 82 else "middle"


def _flags(axis: Axis, changes: Sequence[Change], height: int) -> list[Flag]:
    """Those within the weeks shown; their words take turns in two rows, so that neighbours stay readable."""
    inside = [each for each in changes if axis.first <= each.since < axis.last + WEEK * axis.step]
    flags = []
    for number, change in enumerate(inside):
        x = round(LEFT + (change.since - axis.first).days / 7 / axis.step * axis.slot, 2)
        words = change.what if height >= HIGH else change.letter
        flags.append(Flag(x, 9 + 14 * (number % 2), "end" if x > 50 else "start", words, change))
    return flags


def together(dots: Sequence[Dot], step: int) -> list[Dot]:
    """The dots of a slot as one, each weighing as much as it has answers."""
    if step == 1:
        return list(dots)
    spans: dict[tuple[date, date], list[Dot]] = defaultdict(list)
    for dot in dots:
        spans[slot_of(dot.first, step), slot_of(dot.last, step)].append(dot)
    found = []
    for span in sorted(spans):
        n = sum(dot.n for dot in spans[span])
        mean = sum(dot.value * dot.n for dot in spans[span]) / n
        found.append(Dot(*span, round(mean, 2), n, any(dot.about for dot in spans[span])))
    return found


def pairs_together(pairs: Sequence[Pair], step: int) -> list[Pair]:
    """The pairs of a slot, added up."""
    slots: dict[date, Pair] = {}
    for pair in pairs:
        week = slot_of(pair.week, step)
        before = slots.get(week, Pair(week, 0, 0))
        slots[week] = replace(before, part=round(before.part + pair.part, 2), whole=before.whole + pair.whole)
    return [slots[week] for week in sorted(slots)]


def scores(axis: Axis, dots: Sequence[Dot], changes: Sequence[Change], height: int) -> Chart:
    """Means from 1 to 5 on one scale; the more answers, the larger the point. Points of a single week are joined by a line."""
    span = height - TOP - FOOT

    def down(value: float) -> float:
        return round(TOP + (5 - value) / 4 * span, 1)

    marks = [_mark(axis, dot, down(dot.value)) for dot in dots]
    alone = [mark for mark in marks if not mark.wide]
    segments = [Segment(a.x, a.y, b.x, b.y) for a, b in pairwise(alone)]
    lines = [Line(down(value), value) for value in range(5, 0, -1)]
    flags = _flags(axis, changes, height)
    return Chart(height, down(1), axis.step > 1, lines, axis.ticks(), flags, marks, segments)


def _mark(axis: Axis, dot: Dot, y: float) -> Mark:
    left, right = axis.middle(max(dot.first, axis.first)), axis.middle(dot.last)
    most = 11.0 if len(axis.weeks) <= ROOMY else 5.0
    x, r = round((left + right) / 2, 2), round(min(most, 3 + sqrt(dot.n)), 1)
    words_y = y - r - 6 if y - r > TOP else y + r + 15
    return Mark(x, y, r, left, right, round(words_y, 1), _anchor(x), dot)


def bars(axis: Axis, pairs: Sequence[Pair], changes: Sequence[Change], height: int, *, mean: bool = False) -> Chart:
    """Parts before their wholes, or means, from zero up."""
    tops = [pair.mean if mean else max(pair.whole, pair.part) for pair in pairs]
    most = _round_up(ceil(_top(tops) if mean else max(tops, default=1)))
    floor = height - FOOT
    found = [_bar(axis, pair, most, floor, mean) for pair in pairs]
    lines = [Line(floor - part * (floor - TOP) / 2, most * part // 2) for part in (2, 1, 0)]
    return Chart(height, floor, axis.step > 1, lines, axis.ticks(), _flags(axis, changes, height), bars=found)


def _bar(axis: Axis, pair: Pair, most: int, floor: int, mean: bool) -> Bar:
    """The number of a mean always stands above its bar while there is room; the words of all come with hover and focus."""
    width = round(min(axis.slot * 0.6, 8.0), 2)
    value, scale = (pair.mean if mean else pair.part), (floor - TOP) / most
    cut = value > most
    high, whole = round(min(value, most) * scale, 1), round(pair.whole * scale, 1)
    middle = axis.middle(pair.week)
    top = high if mean else max(high, whole)
    number = f"{value:.1f}".removesuffix(".0") if cut or len(axis.weeks) <= ROOMY else ""
    y, whole_y = round(floor - high, 1), None if mean else round(floor - whole, 1)
    x = round(middle - width / 2, 2)
    return Bar(x, width, y, high, whole_y, whole, round(floor - top - 5, 1), middle, _anchor(middle), number, pair, cut)


def _top(means: Sequence[float]) -> float:
    """Where the scale ends: with the highest, or above all the others where one or a few tower over them (a review of an incident
    of years ago) and would make them look alike."""
    ordered = sorted(means)
    usual = ordered[len(ordered) * 3 // 4 - 1] if len(ordered) >= TELLS else 0
    highest = max((each for each in ordered if each <= FAR * usual), default=0)
    return highest or max(ordered, default=1)


def _round_up(most: int) -> int:
    """The top of a scale: an even number that is easy to read."""
    step = 2 if most <= 20 else 20 if most <= 200 else 200
    return max(step, -(-most // step) * step)
