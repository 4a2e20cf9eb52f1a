"""Rows of the home page about second readings, reviews that look for a facilitator, and looking back after a meeting."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from reviews.models import FacilitatorRequest, LookBack, Participation, SecondReading, Stage
from reviews.permissions import visible_reviews
from reviews.series_access import claim_token
from reviews.series_permissions import LEADS
from reviews.todo import DUE, MEETING, Task

FRESH = timedelta(days=7)  # a look back is asked for while the meeting is remembered


def rows(user: User) -> list[Task]:
    """Three queries, whoever it is."""
    return [*_readings(user), *_requests(user), *_look_backs(user)]


def _readings(user: User) -> Iterator[Task]:
    here = Participation.objects.filter(review=OuterRef("review"), user=user, removed_at=None)
    waiting = SecondReading.objects.filter(Exists(here), reader=user, ended_at=None, review__stage=Stage.PREPARING)
    for each in waiting.select_related("review__incident", "asked_by"):
        what = _("%(who)s asks you to read it with fresh eyes") % {"who": each.asked_by or _("A facilitator")}
        url = reverse("reviews:readiness", args=[each.review.uid])
        yield Task(what, str(each.review), url, each.review.due_at, "care", _("to read"), at=DUE)


def _requests(user: User) -> Iterator[Task]:
    known = visible_reviews(user).filter(stage=Stage.PREPARING).values("pk")
    waiting = FacilitatorRequest.objects.filter(asked=user, ended_at=None, review__in=known)
    for each in waiting.select_related("review__incident"):
        url = reverse("reviews:claim", args=[claim_token(each, user)])
        yield Task(_("Would you facilitate this review?"), str(each.review), url, each.review.meets_at, at=MEETING)


def _look_backs(user: User) -> Iterator[Task]:
    written = LookBack.objects.filter(review=OuterRef("review"), by=user)
    led = Participation.objects.filter(~Exists(written), user=user, role=LEADS, removed_at=None)
    led = led.filter(review__stage=Stage.HELD, review__meets_at__gt=timezone.now() - FRESH)
    for place in led.select_related("review__incident"):
        url = reverse("reviews:look_back", args=[place.review.uid])
        yield Task(_("Look back: what went well, what to try"), str(place.review), url, None, "", _("private"))
