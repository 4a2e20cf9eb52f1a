"""Who could facilitate a review: the people of its series' rotation in a fair order, each with the reasons; and what they wrote afterwards."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.templatetags.face import day
from reviews import neutral
from reviews.models import FacilitatorRequest, Interview, LookBack, Participation, Review, SeriesFacilitator
from reviews.queries import chat, series
from reviews.series_permissions import LEADS


@dataclass(frozen=True)
class Choice:
    """user: who could; neutral: nothing speaks against it; reasons: why, or why not, in words."""

    user: User
    neutral: bool
    reasons: list[str]


def choices(review: Review) -> list[Choice]:
    """In a fair order, without those who facilitate this review already; a constant number of queries."""
    people = _rotation(review)
    last = series.led_last(people)
    involved = review.incident.involvements.filter(user__isnull=False).select_related("user")
    there = {each.user.pk: each.user for each in involved if each.user}
    interviewed = _interviewed(review)
    managed = _managed(people, interviewed or there)
    found = [
        neutral.Candidate(pk, str(user), pk in there, pk in interviewed, tuple(managed[pk]), last.get(pk))
        for pk, user in people.items()
    ]
    asked = bool(interviewed)
    return [Choice(people[each.person], each.neutral, _reasons(each, asked)) for each in neutral.in_turn(found)]


def _interviewed(review: Review) -> dict[int, User]:
    """Who was asked for a conversation and has not said no; those with an account alone can manage or be managed. Nobody yet: whoever was in the incident would be asked."""
    asked = Interview.objects.filter(review=review, taken_back_at=None).exclude(answer=Interview.Answer.NO)
    return {each.person.pk: each.person for each in asked.select_related("person") if each.person}


def _rotation(review: Review) -> dict[int, User]:
    """For a restricted review only those who are in it: nobody hears of it by being asked."""
    leads = Participation.objects.filter(review=review, role=LEADS, removed_at=None).values("user")
    rows = SeriesFacilitator.objects.filter(series=review.series_id, user__is_active=True).exclude(user__in=leads)
    if chat.is_private(review):
        rows = rows.filter(user__in=Participation.objects.filter(review=review, removed_at=None).values("user"))
    return {each.user_id: each.user for each in rows.select_related("user")}


def _managed(people: dict[int, User], interviewed: dict[int, User]) -> dict[int, list[str]]:
    """Teams have no named manager, so a manager counts as managing everyone of the teams they are in."""
    managers = [pk for pk, user in people.items() if user.is_manager]
    through = User.teams.through.objects
    by_team: dict[int, list[int]] = defaultdict(list)
    for person, team in through.filter(user__in=list(interviewed)).values_list("user", "team"):
        by_team[team].append(person)
    found: dict[int, list[str]] = defaultdict(list)
    for manager, team in through.filter(user__in=managers).values_list("user", "team"):
        names = [str(interviewed[person]) for person in by_team[team] if person != manager]
        found[manager] += [name for name in names if name not in found[manager]]
    return found


def _reasons(candidate: neutral.Candidate, asked: bool) -> list[str]:
    """`asked`: people are interviewed already, so that nobody has to guess who would be."""
    against = []
    if candidate.involved:
        against.append(_("was in this incident"))
    if candidate.interviewed:
        against.append(_("is interviewed about it"))
    if candidate.manages:
        words = (
            _("manages %(names)s, interviewed about it")
            if asked
            else _("manages %(names)s, who would be asked about it")
        )
        against.append(words % {"names": ", ".join(candidate.manages)})
    turn = _("last led on %(day)s") % {"day": day(candidate.last_led)} if candidate.last_led else _("has not led yet")
    if against:
        return [*against, turn]
    nobody = _("manages nobody who is interviewed") if asked else _("manages nobody who would be asked about it")
    return [_("was not in this incident"), nobody, turn]


def waiting(review: Review) -> FacilitatorRequest | None:
    rows = FacilitatorRequest.objects.filter(review=review, ended_at=None).select_related("asked_by")
    return rows.prefetch_related("asked").first()


def look_backs(review: Review) -> list[LookBack]:
    """Of all its facilitators, for all of them."""
    return list(LookBack.objects.filter(review=review).select_related("by").order_by("pk"))


def own_look_back(review: Review, user: User) -> LookBack | None:
    return LookBack.objects.filter(review=review, by=user).first()


def log(user: User) -> QuerySet[LookBack]:
    """What the person wrote over time and what co-facilitators wrote to them, newest meeting first: only of reviews that
    they still facilitate."""
    led = Participation.objects.filter(user=user, role=LEADS, removed_at=None).values("review")
    rows = LookBack.objects.filter(review__in=led).select_related("by", "review__incident", "review__series")
    return rows.order_by("-review__meets_at", "review", "pk")
