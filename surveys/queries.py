"""What the trends show, for page and CSV alike: frozen points, attendance by week, format changes. Nothing else of a survey."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from reviews.models import Review, Series, Stage
from surveys import charts, pooling
from surveys.models import FormatChange, TrendPoint

WEEK = timedelta(days=7)
EVER = 0


@dataclass(frozen=True)
class Choice:
    """What of the trends is looked at: one series or all, and the last so many weeks or (EVER) all."""

    series: Series | None = None
    weeks: int = 12


@dataclass(frozen=True)
class Week:
    """The meetings of one week: how many, how many people came to them, and how many had been invited."""

    monday: date
    meetings: int
    came: int
    invited: int


@dataclass(frozen=True)
class Line:
    """A statement through the weeks."""

    slug: str
    text: str
    dots: list[charts.Dot]

    @property
    def name(self) -> str:
        """Of its heading on the page."""
        return f"statement-{self.slug}"


@dataclass(frozen=True)
class Trends:
    """`score` and each line by first week; `weeks` without gaps in between are those with a meeting."""

    choice: Choice
    score: list[charts.Dot]
    lines: list[Line]
    weeks: list[Week]
    changes: list[FormatChange]

    @property
    def answers(self) -> int:
        return sum(dot.n for dot in self.score)

    @property
    def mean(self) -> float:
        return sum(dot.value * dot.n for dot in self.score) / self.answers

    @property
    def about(self) -> bool:
        return any(dot.about for dot in self.score)

    @property
    def attendance(self) -> "Attendance | None":
        return attendance(self.weeks)

    @property
    def axis(self) -> charts.Axis | None:
        """From the first week shown to the last."""
        mondays = (
            [dot.first for dot in self.score] + [dot.last for dot in self.score] + [each.monday for each in self.weeks]
        )
        return charts.Axis(min(mondays), max(mondays)) if mondays else None


@dataclass(frozen=True)
class Attendance:
    """People at a meeting, on average, in the second half of the weeks and, where there are two halves, in the first."""

    now: float
    before: float | None


def trends(choice: Choice) -> Trends:
    """Everything of the page in a constant number of queries."""
    since = _since(choice)
    points = _of(TrendPoint.objects.all(), choice)
    changes = FormatChange.objects.all()
    if choice.series:
        changes = changes.filter(Q(series=choice.series) | Q(series=None))
    if since:
        points, changes = points.filter(last_week__gte=since), changes.filter(since__gte=since)
    found = list(points)
    return Trends(choice, _score(found), _lines(found), _weeks(choice, since), list(changes.select_related("series")))


def _since(choice: Choice) -> date | None:
    """The Monday of the first week looked at; this week is the last one."""
    if choice.weeks == EVER:
        return None
    today = timezone.localdate()
    return today - timedelta(days=today.weekday()) - WEEK * (choice.weeks - 1)


def _of(points: QuerySet[TrendPoint], choice: Choice) -> QuerySet[TrendPoint]:
    return points.filter(series=choice.series) if choice.series else points


def _joined(values: Iterable[tuple[tuple[date, date], pooling.Value]]) -> list[charts.Dot]:
    """One dot for each span of weeks, from the points that are shown of it in the several series."""
    spans: dict[tuple[date, date], list[pooling.Value]] = defaultdict(list)
    for span, value in values:
        spans[span].append(value)
    return [_dot(span, pooling.joined(spans[span])) for span in sorted(spans)]


def _dot(span: tuple[date, date], value: pooling.Value) -> charts.Dot:
    return charts.Dot(*span, round(value.mean, 2), value.n, value.about)


def _score(points: Sequence[TrendPoint]) -> list[charts.Dot]:
    return _joined(
        (
            (point.first_week, point.last_week),
            pooling.Value(point.frozen["score"], point.answers_n, point.frozen["about"]),
        )
        for point in points
    )


def _lines(points: Sequence[TrendPoint]) -> list[Line]:
    """Each wording is a line of its own."""
    words: dict[str, str] = {}
    values: dict[str, list[tuple[tuple[date, date], pooling.Value]]] = defaultdict(list)
    for point in points:
        for told in point.frozen["statements"]:
            words[told["slug"]] = told["text"]
            value = pooling.Value(told["mean"], told["n"], told["about"])
            values[told["slug"]].append(((point.first_week, point.last_week), value))
    return [Line(slug, text, _joined(values[slug])) for slug, text in words.items()]


def _weeks(choice: Choice, since: date | None) -> list[Week]:
    """Meetings of restricted reviews are not counted, for anybody: the page is the same for all who see it."""
    held = Review.objects.filter(stage=Stage.HELD, restricted=False, incident__restricted=False)
    if choice.series:
        held = held.filter(series=choice.series)
    if since:
        held = held.filter(ended_at__date__gte=since - timedelta(days=1))
    counted = held.annotate(
        came=Count("attendances", distinct=True),
        invited=Count("participations", filter=Q(participations__removed_at=None), distinct=True),
    )
    by_week: dict[date, list[tuple[int, int]]] = defaultdict(list)
    for review in counted.only("ended_at", "meets_at", "time_zone"):
        week = pooling.week_of(review.ended_at or review.meets_at, review.zone)
        if not since or week >= since:
            by_week[week].append((review.came, review.invited))
    return [
        Week(monday, len(rows), sum(came for came, _i in rows), sum(invited for _c, invited in rows))
        for monday, rows in sorted(by_week.items())
    ]


def attendance(weeks: Sequence[Week]) -> Attendance | None:
    if not weeks:
        return None
    half = len(weeks) // 2
    early, late = weeks[:half], weeks[half:]
    return Attendance(_people(late), _people(early) if early else None)


def _people(weeks: Sequence[Week]) -> float:
    return round(sum(each.came for each in weeks) / sum(each.meetings for each in weeks), 1)
