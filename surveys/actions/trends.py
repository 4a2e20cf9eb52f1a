"""Draws the points of the trends, each once, and keeps the format changes that are marked on them."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.models import User
from reviews.models import Review, Series, Stage
from surveys import pooling
from surveys.models import AnswerCount, FormatChange, ReviewFact, Statement, Survey, TrendPoint

WEEK = timedelta(days=7)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@transaction.atomic
def draw() -> int:
    """Freeze a point for every week that is over and whose surveys are all sealed; answers how many are new.

    Each series is drawn apart, and so are the reviews without one. Restricted reviews are in no trend: a point of theirs
    would tell that they were held.
    """
    by_series: dict[int | None, list[Survey]] = defaultdict(list)
    for survey in _undrawn():
        by_series[survey.review.series_id].append(survey)
    return sum(_draw(series, surveys) for series, surveys in by_series.items())


def _undrawn() -> list[Survey]:
    open_ones = Survey.objects.filter(
        state=Survey.State.SEALED,
        not_offered=False,
        trend_point=None,
        review__restricted=False,
        review__incident__restricted=False,
    )
    # The lock of two sweeps at once: the second one finds these rows drawn.
    return list(open_ones.select_for_update(of=("self",)).select_related("review").order_by("pk"))


def week_of(review: Review) -> date:
    """The Monday of the week in which the meeting was, by the clock of its place."""
    return pooling.week_of(review.ended_at or review.meets_at, review.zone)


def _unfinished(series: int | None) -> set[date]:
    """Weeks with a meeting whose survey is still to come."""
    held = Review.objects.filter(series=series, stage=Stage.HELD, restricted=False, incident__restricted=False)
    held = held.filter(brought_in=None)  # they were asked about where they took place
    return {week_of(each) for each in held.exclude(survey__state=Survey.State.SEALED)}


def _draw(series: int | None, surveys: list[Survey]) -> int:
    unfinished, today = _unfinished(series), timezone.now().date()
    weeks = {each.pk: week_of(each.review) for each in surveys}
    ready = [each for each in surveys if weeks[each.pk] + WEEK <= today and weeks[each.pk] not in unfinished]
    counts = _counts(ready)
    points = pooling.points([pooling.Rated(each.pk, weeks[each.pk], each.k, counts[each.pk]) for each in ready])
    words = dict(Statement.objects.values_list("slug", "text"))
    by_number = {each.pk: each for each in ready}
    drawn = TrendPoint.objects.bulk_create(
        TrendPoint(
            series_id=series,
            first_week=point.first,
            last_week=point.last,
            answers_n=point.answers,
            asked_n=sum(by_number[key].asked_n for key in point.keys),
            frozen=_frozen(point, words),
        )
        for point in points
    )
    told = [(by_number[key], row) for point, row in zip(points, drawn, strict=True) for key in point.keys]
    for survey, row in told:
        survey.trend_point = row
    Survey.objects.bulk_update([survey for survey, _row in told], ["trend_point"], batch_size=200)
    # What a team's page may tell of them begins now; the sweep of the facts looks again.
    seen = ReviewFact.objects.filter(review__in=[survey.review_id for survey, _row in told])
    seen.update(looked_at=LONG_AGO)
    return len(points)


def _counts(surveys: list[Survey]) -> dict[int, dict[str, dict[int, int]]]:
    """By survey, by statement's slug: {value: number}. One query."""
    counts: dict[int, dict[str, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    rows = AnswerCount.objects.filter(survey__in=surveys).order_by("statement__position", "statement")
    for survey, slug, value, n in rows.values_list("survey", "statement__slug", "value", "n"):
        counts[survey][slug][value] = n
    return counts


def _frozen(point: pooling.Point, words: dict[str, str]) -> dict[str, object]:
    score = point.score
    statements = [
        {"slug": slug, "text": words[slug], "mean": round(value.mean, 2), "n": value.n, "about": value.about}
        for slug, value in point.values.items()
    ]
    return {"score": round(score.mean, 2), "about": score.about, "statements": statements}


@transaction.atomic
def note_change(*, by: User, since: date, what: str, why: str, series: Series | None) -> FormatChange:
    """From `since` on the meetings are held in another way; the trends mark it."""
    change = FormatChange.objects.create(since=since, what=what, why=why, series=series, made_by=by)
    audit.record(by=by, did="format.changed", subject=change)
    return change


@transaction.atomic
def take_off_change(*, change: FormatChange, by: User) -> None:
    """It was noted by mistake; the record of who did both stays."""
    audit.record(by=by, did="format.change_removed", subject=change)
    change.delete()
