"""Where everything stands in the figure of a timeline: moments as numbered dots over a clock, nights and gaps behind them.

A plain rule, without Django: marks in, geometry out; templates/incidents/figure/timeline.html draws it. Nothing depends on
colour: dots have numbers, the current one a second ring, one without a time a broken outline, nights and gaps their words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from incidents import nights
from incidents.gaps import Gap

WIDTH, EDGE = 760, 24  # in units of the picture
TOP, FIRST_LANE, LANE, FOOT = 30, 54, 24, 20
RADIUS, BESIDE = 9, 24  # of a dot; how far apart two in one lane stand at least, with a ring around one of them
MOST_LANES = 8
ROOM_FOR_WORDS = 34  # a band of this width has room for its word
A_DAY, A_MONTH = timedelta(days=1), timedelta(days=30)
STEPS = (5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10080, 43200, 129600, 525600)  # minutes between two ticks
MOST_TICKS = 9
DAYS_WITH_NIGHTS = 60  # of more days they would be stripes
SHORTEST = timedelta(minutes=10)  # that the clock shows
LONGEST = timedelta(days=36_525)  # a century is a slip of the pen, and no clock for all the others


@dataclass(frozen=True)
class Mark:
    """One moment with its number in the list beside the figure. `at`, aware, is only a place when it is not `timed`."""

    number: int
    at: datetime
    what: str
    href: str = ""
    timed: bool = True
    current: bool = False


@dataclass(frozen=True)
class Dot:
    mark: Mark
    x: float
    y: float
    r: int = RADIUS
    ring: int = RADIUS + 4

    @property
    def words_y(self) -> float:
        """The baseline of its number."""
        return self.y + 3.4


@dataclass(frozen=True)
class Band:
    """A night or a gap; `middle` is where its word stands, if there is `room` for one."""

    x: float
    width: float

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)

    @property
    def end(self) -> float:
        return round(self.x + self.width, 1)

    @property
    def room(self) -> bool:
        return self.width >= ROOM_FOR_WORDS


@dataclass(frozen=True)
class Tick:
    """`day` at the first tick of each day, else None; clock: of whole days "", of whole months the year."""

    x: float
    clock: str
    day: date | None


@dataclass(frozen=True)
class Figure:
    width: int
    height: int
    dots: list[Dot]
    nights: list[Band]
    gaps: list[Band]
    ticks: list[Tick]
    top: int = TOP

    @property
    def floor(self) -> int:
        """Where the words of nights and gaps stand."""
        return self.height - 5

    @property
    def gap_word(self) -> int:
        """Where the word of a gap stands, under the axis and over the dots."""
        return self.top + 9

    @property
    def current(self) -> Dot | None:
        return next((dot for dot in self.dots if dot.mark.current), None)

    @property
    def depth(self) -> int:
        return self.height - self.top


@dataclass(frozen=True)
class _Axis:
    """From an instant to an instant, over the picture's width."""

    since: datetime
    until: datetime

    def x(self, at: datetime) -> float:
        share = (at - self.since) / (self.until - self.since)
        return round(EDGE + share * (WIDTH - 2 * EDGE), 1)

    def band(self, since: datetime, until: datetime) -> Band:
        x = self.x(since)
        return Band(x, round(self.x(until) - x, 1))


def figure(marks: Sequence[Mark], zone: ZoneInfo, gaps: Sequence[Gap] = ()) -> Figure | None:
    """The marks in their order, on the clock of `zone`; None for fewer than two, or a century apart. Gaps outside their span are left out."""
    if len(marks) < 2:
        return None
    first, last = min(mark.at for mark in marks), max(mark.at for mark in marks)
    if last - first > LONGEST:
        return None
    spare = max((last - first) / 40, (SHORTEST - (last - first)) / 2)
    axis = _Axis(first - spare, last + spare)
    dots = list(_dots(marks, axis))
    height = int(max(dot.y for dot in dots)) + LANE // 2 + FOOT
    dark = nights.between(axis.since, axis.until, zone) if (axis.until - axis.since).days <= DAYS_WITH_NIGHTS else ()
    return Figure(
        width=WIDTH,
        height=height,
        dots=dots,
        nights=[axis.band(*night) for night in dark],
        gaps=[axis.band(gap.since, gap.until) for gap in gaps if first <= gap.since and gap.until <= last],
        ticks=list(_ticks(axis, zone)),
    )


def _dots(marks: Sequence[Mark], axis: _Axis) -> Iterator[Dot]:
    """Each in the first lane where it fits beside its neighbour; when all are full, in the one that is free for longest."""
    ends: list[float] = []
    for mark in marks:
        x = axis.x(mark.at)
        free = next((lane for lane, end in enumerate(ends) if x - end >= BESIDE), None)
        if free is None and len(ends) < MOST_LANES:
            ends.append(x)
            free = len(ends) - 1
        lane = free if free is not None else min(range(len(ends)), key=ends.__getitem__)
        ends[lane] = x
        yield Dot(mark, x, FIRST_LANE + LANE * lane)


def _ticks(axis: _Axis, zone: ZoneInfo) -> Iterator[Tick]:
    """At whole hours of the clock there."""
    minutes = (axis.until - axis.since) / timedelta(minutes=1)
    step = timedelta(minutes=next((each for each in STEPS if minutes / each <= MOST_TICKS), STEPS[-1]))
    at = datetime.combine(axis.since.astimezone(zone).date(), time(), zone)
    day: date | None = None
    while at < axis.until:
        local = at.astimezone(zone)
        if at >= axis.since:
            clock = f"{local:%Y}" if step >= A_MONTH else "" if step >= A_DAY else f"{local:%H:%M}"
            yield Tick(axis.x(at), clock, None if local.date() == day else local.date())
            day = local.date()
        at += step
