"""Reads for chats: which webhooks hear of a review, which reviews a webhook's digest tells of, and the pages about webhooks."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from accounts.models import Team, User
from reviews import series_care
from reviews.models import Participation, Review, Series, Stage, Webhook

A_WEEK = timedelta(days=7)
Place = Series | Team


def is_private(review: Review) -> bool:
    """Nothing about a restricted review goes into a chat, not even that there is one (design decision 5)."""
    return review.restricted or review.incident.restricted


def listening(review: Review, event: str, happened_at: datetime) -> list[Webhook]:
    """Webhooks of the review's series, and of the teams of those who take part, that ask for this event."""
    teams = Team.objects.filter(people__participations__review=review, people__participations__removed_at=None)
    belongs = Q(team__in=teams.values("pk"))
    if review.series_id:
        belongs |= Q(series=review.series_id)
    found = Webhook.objects.filter(belongs, paused_at=None, stopped_at=None, listens_since__lte=happened_at)
    return [hook for hook in found if event in hook.events]


def hears_of(hook: Webhook, review: Review) -> bool:
    """Whether the review still belongs to the webhook's series or team."""
    if hook.series_id:
        return hook.series_id == review.series_id
    return review.participations.filter(removed_at=None, user__teams=hook.team_id).exists()


def _told_of(hook: Webhook) -> QuerySet[Review]:
    public = Review.objects.filter(restricted=False, incident__restricted=False).select_related("incident")
    if hook.series_id:
        return public.filter(series=hook.series_id)
    inside = Participation.objects.filter(removed_at=None, user__teams=hook.team_id)
    return public.filter(pk__in=inside.values("review"))


@dataclass(frozen=True)
class Week:
    """What a digest tells: held in the seven days before its moment, and to come in the seven days after."""

    held: list[Review]
    coming: list[Review]


def week(hook: Webhook, moment: datetime) -> Week:
    reviews = _told_of(hook).order_by("meets_at", "pk")
    held = reviews.filter(stage=Stage.HELD, ended_at__gt=moment - A_WEEK, ended_at__lte=moment)
    coming = reviews.filter(stage=Stage.PREPARING, meets_at__gt=moment, meets_at__lte=moment + A_WEEK)
    return Week(list(held), list(coming))


def managed(user: User) -> tuple[list[Series], list[Team]]:
    """The series and teams whose webhooks this person may see, with `hooks`, how many each has."""
    series = Series.objects.annotate(hooks=Count("webhooks", distinct=True))
    if user.is_admin:
        return list(series), list(Team.objects.annotate(hooks=Count("webhooks")))
    return list(series.filter(pk__in=series_care.looked_after(user).values("pk"))), []


def who_manages(hook: Webhook) -> list[User]:
    """Who is told when it stops: who added it, with those who look after the series, or those who run the installation."""
    chosen = Q(pk__in=series_care.carers(hook.series).values("pk")) if hook.series else Q(is_admin=True)
    return list(User.objects.filter(chosen | Q(pk=hook.added_by_id or 0), is_active=True))


def knows_series(user: User, series: Series) -> bool:
    """Whether a series is anything to this person: they look after it, or they are, or anyone may be, in one of its reviews."""
    reviews = Review.objects.filter(series=series)
    inside = Q(participations__user=user, participations__removed_at=None)
    known = reviews.filter(inside | Q(restricted=False, incident__restricted=False)).exists()
    return known or series_care.looks_after(user, series)
