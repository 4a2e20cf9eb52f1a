"""Keeps the sums of the trends: takes in what was held and what changed since, and forgets what became restricted.

Safe to run at any time and twice: every sum of a week is made anew from the facts of its meetings.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from reviews.models import Review
from surveys import measures, pooling
from surveys.actions.trends import week_of
from surveys.models import ReviewFact, ScoreSpan, TrendPoint, WeekFact
from surveys.queries import facts as reading

# A meeting of the last weeks is looked at often: points are ticked off and parts checked then. An older one once a day.
RECENT, OFTEN, SELDOM = timedelta(days=60), timedelta(minutes=5), timedelta(days=1)
AT_ONCE = 500
COMPARED = ("series_number", "week", "figures", "by_team", "told")
Told = dict[str, list[Any]]
Span = tuple[date, date]


@transaction.atomic
def take_in() -> int:
    """Bring everything up to date, at most AT_ONCE reviews a call; answers how many were looked at."""
    weeks = _forget()
    due = _due()
    found = reading.gather(due) if due else {}
    known = {each.review_id: each for each in ReviewFact.objects.filter(review__in=found)}
    rows = [_row(review, found[review.pk]) for review in due]
    for row in rows:
        weeks |= _touched(row, known.get(row.review_id))
    ReviewFact.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["review"], update_fields=[*COMPARED, "looked_at"]
    )
    for week in weeks | _out_of_step():
        _sum(week)
    _join()
    return len(due)


def _forget() -> set[date]:
    """Those that may no longer be counted; answers their weeks."""
    gone = ReviewFact.objects.exclude(review__in=Review.objects.filter(reading.held_and_open()))
    weeks = set(gone.values_list("week", flat=True))
    gone.delete()
    return weeks


def _due() -> list[Review]:
    now = timezone.now()
    stale = Q(fact=None) | Q(fact__looked_at__lt=now - SELDOM)
    stale |= Q(ended_at__gt=now - RECENT, fact__looked_at__lt=now - OFTEN)
    held = Review.objects.filter(reading.held_and_open()).filter(stale)
    return list(held.select_related("incident").order_by("ended_at", "pk")[:AT_ONCE])


def _row(review: Review, found: reading.Facts) -> ReviewFact:
    return ReviewFact(
        review=review,
        series_number=review.series_id,
        week=week_of(review),
        figures=_listed(found.figures),
        by_team={team: _listed(figures) for team, figures in found.by_team.items()},
        told=found.told,
        looked_at=timezone.now(),
    )


def _touched(row: ReviewFact, known: ReviewFact | None) -> set[date]:
    """The weeks whose sums change by it."""
    if known and all(getattr(known, name) == getattr(row, name) for name in COMPARED):
        return set()
    return {row.week} | ({known.week} if known else set())


def _listed(figures: measures.Figures) -> dict[str, list[float]]:
    """As JSON gives it back."""
    return {key: list(pair) for key, pair in figures.items()}


def _out_of_step() -> set[date]:
    """Weeks whose sum is of another number of meetings than there are: one was deleted, or a series or team."""
    facts = dict(ReviewFact.objects.values_list("week").annotate(n=Count("pk")).order_by())
    sums = dict(WeekFact.objects.filter(scope=measures.scope()).values_list("week", "meetings"))
    return {week for week in {*facts, *sums} if facts.get(week, 0) != sums.get(week, 0)}


def _sum(week: date) -> None:
    by_scope: dict[str, list[tuple[dict[str, list[float]], Told]]] = defaultdict(list)
    for fact in ReviewFact.objects.filter(week=week):
        for scope, team in measures.scopes(fact.series_number, [int(team) for team in fact.by_team]):
            figures = fact.figures | (fact.by_team[str(team)] if team else {})
            by_scope[scope].append((figures, fact.told))
    WeekFact.objects.filter(week=week).delete()
    WeekFact.objects.bulk_create(
        WeekFact(
            scope=scope,
            week=week,
            meetings=len(rows),
            figures=_listed(measures.added(figures for figures, _told in rows)),
            told=joined(told for _figures, told in rows),
        )
        for scope, rows in by_scope.items()
    )


def joined(many: Iterable[Told]) -> Told:
    """Means of means, statement by statement, each weighing as much as it has answers."""
    values: dict[str, list[pooling.Value]] = defaultdict(list)
    for told in many:
        for slug, (mean, n, about) in told.items():
            values[slug].append(pooling.Value(mean, n, about))
    found = {slug: pooling.joined(each) for slug, each in values.items()}
    return {slug: [round(value.mean, 4), value.n, value.about] for slug, value in found.items()}


def _join() -> None:
    """Points that were drawn since: their spans of weeks are joined anew, within their series and for all."""
    new = list(TrendPoint.objects.filter(counted=False).select_for_update(of=("self",)))
    spans = {(point.first_week, point.last_week) for point in new}
    of_weeks = TrendPoint.objects.filter(first_week__in={first for first, _last in spans})
    points: dict[tuple[str, Span], list[TrendPoint]] = defaultdict(list)
    for point in of_weeks.order_by("pk"):
        span = (point.first_week, point.last_week)
        if span in spans:
            for scope, _team in measures.scopes(point.series_id):
                points[scope, span].append(point)
    ScoreSpan.objects.bulk_create(
        [_span(scope, span, found) for (scope, span), found in points.items()],
        update_conflicts=True,
        unique_fields=["scope", "first_week", "last_week"],
        update_fields=["told", "answers_n", "asked_n"],
    )
    TrendPoint.objects.filter(pk__in=[point.pk for point in new]).update(counted=True)


def _span(scope: str, span: Span, points: Collection[TrendPoint]) -> ScoreSpan:
    asked = [point.asked_n for point in points]
    return ScoreSpan(
        scope=scope,
        first_week=span[0],
        last_week=span[1],
        told=joined(_told(point) for point in points),
        answers_n=sum(point.answers_n for point in points),
        asked_n=None if None in asked else sum(each or 0 for each in asked),
    )


def _told(point: TrendPoint) -> Told:
    statements = {each["slug"]: [each["mean"], each["n"], each["about"]] for each in point.frozen["statements"]}
    return {"score": [point.frozen["score"], point.answers_n, point.frozen["about"]], **statements}
