"""What the trends show, for page and CSV alike: sums and frozen points that a sweep has stored, and format changes. Nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from accounts.models import Team
from reviews.models import Series
from surveys import charts, measures
from surveys.models import FormatChange, ScoreSpan, Statement, WeekFact

WEEK = timedelta(days=7)
EVER = 0
# Above so many weeks the page draws four of them as one; a five-year chart of single weeks cannot be read.
MOST_WEEKS, WEEKS_TOGETHER = 104, 4
SCORE = "score"


@dataclass(frozen=True)
class Choice:
    """What of the trends is looked at: one series or all, meetings where a team was, and the last so many weeks or (EVER) all."""

    series: Series | None = None
    weeks: int = 12
    team: Team | None = None

    @property
    def scope(self) -> str:
        return measures.scope(self.series.pk if self.series else None, self.team.pk if self.team else None)


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
class Attendance:
    """People at a meeting, on average, in the second half of the weeks and, where there are two halves, in the first."""

    now: float
    before: float | None


@dataclass(frozen=True)
class Trends:
    """`score` and each line by first week; `figures` in the order of the page, only those of which there is any."""

    choice: Choice
    score: list[charts.Dot]
    lines: list[Line]
    figures: list[tuple[measures.Measure, list[charts.Pair]]]
    meetings: dict[date, int]
    changes: list[FormatChange]

    @property
    def answers(self) -> int:
        return sum(dot.n for dot in self.score)

    @property
    def mean(self) -> float:
        return sum(dot.value * dot.n for dot in self.score) / self.answers

    @property
    def attendance(self) -> Attendance | None:
        people = dict(self.figures_of(measures.PEOPLE))
        return attendance([(people.get(week, 0), meetings) for week, meetings in self.meetings.items()])

    def figures_of(self, key: str) -> list[tuple[date, float]]:
        return [(pair.week, pair.part) for measure, pairs in self.figures if measure.key == key for pair in pairs]

    @property
    def axis(self) -> charts.Axis | None:
        """From the first week shown to the last."""
        mondays = [*(day for dot in self.score for day in (dot.first, dot.last)), *self.meetings]
        if not mondays:
            return None
        first, last = min(mondays), max(mondays)
        step = WEEKS_TOGETHER if (last - first) / WEEK >= MOST_WEEKS else 1
        return charts.Axis(charts.slot_of(first, step), charts.slot_of(last, step), step)


def trends(choice: Choice) -> Trends:
    """Everything of the page in a constant number of queries, none of which reads a review, an answer or a point."""
    since = _since(choice)
    weeks = WeekFact.objects.filter(scope=choice.scope, **({"week__gte": since} if since else {}))
    rows = list(weeks.values_list("week", "meetings", "figures", "told"))
    response: list[charts.Pair] | None = None
    if choice.team:
        # Answers are never split by team: these are whole results, shown as they stand on their reviews' pages.
        spans = [(week, week, told) for week, _m, _f, told in rows if told]
    else:
        spans, response = _spans(choice, since)
    score, lines = _dots(spans)
    return Trends(
        choice,
        score,
        lines,
        _figures([(week, figures) for week, _m, figures, _t in rows], response),
        {week: meetings for week, meetings, _f, _t in rows},
        changes(choice.series, since),
    )


def changes(series: Series | None, since: date | None = None) -> list[FormatChange]:
    """Those that are about the series; with none, all."""
    found = FormatChange.objects.select_related("series")
    if series:
        found = found.filter(Q(series=series) | Q(series=None))
    return list(found.filter(since__gte=since) if since else found)


def _since(choice: Choice) -> date | None:
    """The Monday of the first week looked at; this week is the last one."""
    if choice.weeks == EVER:
        return None
    today = timezone.localdate()
    return today - timedelta(days=today.weekday()) - WEEK * (choice.weeks - 1)


Told = dict[str, list[float]]
Spans = list[tuple[date, date, Told]]


def _spans(choice: Choice, since: date | None) -> tuple[Spans, list[charts.Pair]]:
    """The joined points, and how many answered of those who were asked in them."""
    found = ScoreSpan.objects.filter(scope=choice.scope, **({"last_week__gte": since} if since else {}))
    rows = list(found.values_list("first_week", "last_week", "told", "answers_n", "asked_n"))
    response: dict[date, tuple[float, float]] = {}
    for _first, last, _told, answers, asked in rows:
        if asked is not None:
            part, whole = response.get(last, (0, 0))
            response[last] = (part + answers, whole + asked)
    pairs = [charts.Pair(week, *pair) for week, pair in sorted(response.items())]
    return [(first, last, told) for first, last, told, _n, _a in rows], pairs


def _dots(spans: Spans) -> tuple[list[charts.Dot], list[Line]]:
    """Each wording is a line of its own."""
    dots: dict[str, list[charts.Dot]] = {}
    for first, last, told in spans:
        for slug, (mean, n, about) in told.items():
            dots.setdefault(slug, []).append(charts.Dot(first, last, round(mean, 2), int(n), bool(about)))
    score = dots.pop(SCORE, [])
    words = dict(Statement.objects.values_list("slug", "text"))
    return score, [Line(slug, text, dots[slug]) for slug, text in words.items() if slug in dots]


def _figures(
    weeks: Sequence[tuple[date, dict[str, tuple[float, float]]]], response: list[charts.Pair] | None
) -> list[tuple[measures.Measure, list[charts.Pair]]]:
    """`response`: of the points, where it is not of the weeks."""
    found = []
    for measure in measures.MEASURES:
        pairs = [charts.Pair(week, *each) for week, figures in weeks if (each := figures.get(measure.key)) and each[1]]
        if measure.key == measures.RESPONSE and response is not None:
            pairs = response
        if pairs:
            found.append((measure, pairs))
    return found


def attendance(weeks: Sequence[tuple[float, int]]) -> Attendance | None:
    """By week: how many people came, to how many meetings."""
    if not weeks:
        return None
    half = len(weeks) // 2
    early, late = weeks[:half], weeks[half:]
    return Attendance(_people(late), _people(early) if early else None)


def _people(weeks: Sequence[tuple[float, int]]) -> float:
    return round(sum(came for came, _m in weeks) / sum(meetings for _c, meetings in weeks), 1)
