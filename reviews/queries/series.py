"""What the pages of a series show. Restricted reviews are in no list and no figure here, but for their own people in the weeks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.numbers import whole
from incidents.models import Incident
from incidents.permissions import visible_incidents
from reviews import permissions, slots
from reviews.models import (
    FollowUp,
    GroundRule,
    Participation,
    Review,
    Series,
    SeriesFacilitator,
    Stage,
    StandingMeeting,
    TalkingPoint,
)
from reviews.series_permissions import LEADS, OPEN, visible_series

WEEKS = 6  # ahead on the page
HELD = 12  # meetings that were
OFFERED = 8  # incidents without a review, points, follow-ups
AHEAD = (Stage.PREPARING, Stage.MEETING)


def listed(user: User) -> QuerySet[Series]:
    """With the number of open reviews held, and when the next and the last open one meets."""
    public = Q(reviews__restricted=False, reviews__incident__restricted=False)
    held, ahead = public & Q(reviews__stage=Stage.HELD), public & Q(reviews__stage__in=AHEAD)
    known = Series.objects.filter(pk__in=visible_series(user).values("pk")).select_related("standing")
    return known.annotate(
        held_n=Count("reviews", filter=held, distinct=True),
        next_at=Min("reviews__meets_at", filter=ahead),
        last_at=Max("reviews__meets_at", filter=held),
    )


def standing_of(series: Series) -> StandingMeeting | None:
    return StandingMeeting.objects.filter(series=series).first()


def open_reviews(series: Series | int | None) -> QuerySet[Review]:
    return Review.objects.filter(OPEN, series=series)


@dataclass(frozen=True)
class Week:
    """One week of the series; `reviews` are those this person may know of, with who leads them."""

    slot: slots.Week
    reviews: list[tuple[Review, list[User]]]


def weeks(series: Series, user: User) -> list[Week]:
    """Empty without a fixed day."""
    standing = standing_of(series)
    if standing is None or standing.weekday is None or standing.begins is None:
        return []
    rows = permissions.visible_reviews(user).filter(series=series, stage__in=AHEAD).select_related("incident")
    found = {review.pk: review for review in rows.distinct()}
    day = slots.Day(standing.weekday, standing.begins, series.time_zone)
    planned = [(pk, review.meets_at) for pk, review in found.items()]
    leads = leaders(found)
    coming = slots.weeks(day, timezone.now(), WEEKS, planned)
    return [Week(week, [(found[pk], leads[pk]) for pk in week.reviews]) for week in coming]


def leaders(reviews: Iterable[int]) -> dict[int, list[User]]:
    rows = Participation.objects.filter(review__in=list(reviews), role=LEADS, removed_at=None).select_related("user")
    found: dict[int, list[User]] = defaultdict(list)
    for place in rows:
        found[place.review_id].append(place.user)
    return found


def first_empty(coming: Iterable[Week]) -> Week | None:
    return next((week for week in coming if not week.reviews), None)


def chosen_empty(coming: Iterable[Week], wall: str) -> Week | None:
    """The empty week that begins at this wall time ("2026-12-01T15:00"), else the first one."""
    empty = [week for week in coming if not week.reviews]
    return next((week for week in empty if week.slot.wall.isoformat(timespec="minutes") == wall), first_empty(empty))


def held(series: Series, user: User) -> list[Review]:
    """The newest meetings that this person may know of, newest first."""
    rows = permissions.visible_reviews(user).filter(series=series, stage=Stage.HELD).select_related("incident")
    return list(rows.distinct().order_by("-meets_at", "-pk")[:HELD])


def waiting_incidents(user: User) -> list[Incident]:
    """The newest that this person may know of and that nobody has planned a review of."""
    return list(visible_incidents(user).filter(reviews=None).order_by("-detected_at", "-pk")[:OFFERED])


def asked_for(user: User, sent: Mapping[str, Any]) -> dict[str, Any]:
    """What the form of a new review begins with when it comes from an empty week: ?series=3&week=2026-12-01T15:00."""
    series = visible_series(user).filter(pk=whole(sent.get("series"), 0)).first()
    if series is None:
        return {}
    begun = {"series": series.pk, "time_zone": series.time_zone, "minutes": series.minutes}
    try:
        return begun | {"wall": datetime.fromisoformat(str(sent.get("week", ""))).replace(tzinfo=None)}
    except ValueError:
        return begun


@dataclass(frozen=True)
class FromLast:
    """What an earlier meeting hands on: talking points it did not come to, and what was agreed there."""

    review: Review
    points: list[TalkingPoint]
    follow_ups: list[FollowUp]


def from_last(series: Series | int | None, before: datetime | None = None) -> FromLast | None:
    """Of the last open review that was held (before a moment); None without a series or when it hands nothing on."""
    if series is None:
        return None
    held = open_reviews(series).filter(stage=Stage.HELD)
    held = held.filter(meets_at__lt=before) if before else held
    last = held.select_related("incident").order_by("-meets_at", "-pk").first()
    if last is None:
        return None
    points = TalkingPoint.objects.filter(poll__review=last, rank__isnull=False, discussed_at=None, aside_at=None)
    found = FromLast(last, list(points.order_by("rank")[:OFFERED]), open_follow_ups(last))
    return found if found.points or found.follow_ups else None


def for_next(user: User, review: Review) -> FromLast | None:
    """What comes to this meeting from the last one, for its facilitators while they plan it."""
    may = permissions.change_plan(user, review)
    return from_last(review.series_id, review.meets_at) if may else None


def open_follow_ups(review: Review) -> list[FollowUp]:
    """What somebody took on and has not settled: neither done nor "we chose not to"."""
    rows = FollowUp.objects.filter(review=review, chosen_not=False, settled_at=None).select_related("owner")
    return list(rows.order_by("due", "pk")[:OFFERED])


def rotation(series: Series) -> list[SeriesFacilitator]:
    return list(SeriesFacilitator.objects.filter(series=series).select_related("user"))


def may_join(series: Series) -> QuerySet[User]:
    here = SeriesFacilitator.objects.filter(series=series).values("user")
    return User.objects.filter(is_active=True).exclude(pk__in=here)


def led_last(people: Iterable[int]) -> dict[int, date]:
    """By person, the day of the latest open review that they led or are to lead, in whatever series."""
    public = Q(review__restricted=False, review__incident__restricted=False)
    rows = Participation.objects.filter(public, user__in=list(people), role=LEADS, removed_at=None)
    rows = rows.exclude(review__stage=Stage.CANCELLED)
    latest = rows.values_list("user").annotate(latest=Max("review__meets_at")).order_by()
    return {person: timezone.localdate(moment) for person, moment in latest}


def ground_rules_n(series: Series) -> int:
    return GroundRule.objects.filter(series=series).count()


def own_review(series: Series, user: User) -> Review | None:
    """The latest of the series' reviews that this person facilitates: where its ground rules are written."""
    rows = Review.objects.filter(series=series, participations__user=user, participations__role=LEADS)
    return rows.filter(participations__removed_at=None).order_by("-meets_at").first()
