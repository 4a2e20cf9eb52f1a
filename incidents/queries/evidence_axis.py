"""The time axis over the evidence: how much was said when, with the nights shaded, each bar a way to jump there."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.core.cache import cache
from django.db.models import Count, DateTimeField, Max, Min
from django.db.models.functions import Trunc

from incidents import nights
from incidents.models import EvidenceItem, Incident

WIDE, HIGH = 960, 56
MOST_BARS = 480
MOST_JUMPS = 24  # links for the keyboard: fewer and wider than the bars
STEPS = [
    ("minute", timedelta(minutes=1)),
    ("hour", timedelta(hours=1)),
    ("day", timedelta(days=1)),
    ("month", timedelta(days=31)),
]
SECONDS_KEPT = 3600


@dataclass(frozen=True)
class Bar:
    """In units of the figure; `at` is the moment it stands for."""

    at: datetime
    x: int
    width: int
    y: int
    height: int
    count: int

    @property
    def local(self) -> str:
        """As the field "Go to" takes it, on the clock of those who responded, in whose zone `at` is."""
        return f"{self.at:%Y-%m-%dT%H:%M}"


@dataclass(frozen=True)
class Jump:
    """A link to the first bar of a stretch; day and clock are those of the incident's zone."""

    bar: Bar
    count: int

    @property
    def day(self) -> date:
        return self.bar.at.date()

    @property
    def clock(self) -> str:
        return f"{self.bar.at:%H:%M}"


@dataclass(frozen=True)
class Axis:
    begins: datetime
    ends: datetime
    step: str
    bars: list[Bar]
    nights: list[tuple[int, int]]
    wide: int = WIDE
    high: int = HIGH

    @property
    def jumps(self) -> list[Jump]:
        """The same as the bars, in at most so many stretches of equal length, without the empty ones."""
        found = groupby(self.bars, key=lambda bar: min(bar.x * MOST_JUMPS // self.wide, MOST_JUMPS - 1))
        stretches = [list(bars) for _stretch, bars in found]
        return [Jump(bars[0], sum(bar.count for bar in bars)) for bars in stretches]


def axis(incident: Incident) -> Axis | None:
    """Of everything in sight; None while there are not two moments. Kept for an hour, since it changes with imports alone."""
    dated = EvidenceItem.objects.visible().filter(incident=incident, at__isnull=False)
    ends = dated.aggregate(first=Min("at"), last=Max("at"), newest=Max("pk"), n=Count("pk"))
    if not ends["first"] or ends["first"] == ends["last"]:
        return None
    key = f"evidence-axis:{incident.pk}:{ends['newest']}:{ends['n']}:{incident.time_zone}"
    found: Axis | None = cache.get(key)
    if found is None:
        found = _drawn(incident, ends["first"], ends["last"])
        cache.set(key, found, SECONDS_KEPT)
    return found


def _drawn(incident: Incident, first: datetime, last: datetime) -> Axis:
    step, length = next(
        (each for each in STEPS if (last - first) / each[1] <= MOST_BARS), ("year", timedelta(days=366))
    )
    dated = EvidenceItem.objects.visible().filter(incident=incident, at__isnull=False)
    truncated = Trunc("at", step, tzinfo=incident.zone, output_field=DateTimeField())
    counts = list(dated.annotate(slot=truncated).values_list("slot").annotate(n=Count("pk")).order_by("slot"))
    most = max(n for _slot, n in counts)
    begins = counts[0][0]
    span = (counts[-1][0] + length - begins) / timedelta(seconds=1)
    width = max(2, int(length / timedelta(seconds=1) / span * WIDE))

    def x(at: datetime) -> int:
        return int((at - begins) / timedelta(seconds=1) / span * WIDE)

    bars = [_bar(slot, n, most, x(slot), width) for slot, n in counts]
    dark = nights.between(begins, counts[-1][0] + length, incident.zone) if step in ("minute", "hour") else ()
    return Axis(begins, last, step, bars, [(x(since), max(1, x(until) - x(since))) for since, until in dark])


def _bar(at: datetime, count: int, most: int, x: int, width: int) -> Bar:
    height = max(2, round(count / most * HIGH))
    return Bar(at, x, width, HIGH - height, height, count)
