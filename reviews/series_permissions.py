"""Who may look after a series, read a document with fresh eyes, and look back at a meeting. A stranger to a series gets 404."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.verdicts import YES, Verdict, no
from reviews import permissions, series_care
from reviews.models import FacilitatorRequest, Participation, Review, SecondReading, Series, SeriesFacilitator
from reviews.series_care import LEADS as LEADS

OPEN = Q(restricted=False, incident__restricted=False)


def visible_series(user: User) -> QuerySet[Series]:
    """Those with an open review or none at all, and those the person belongs to; the others are known to their own people."""
    # Asked of each series, so that the first open review answers for all the others it has.
    told = Exists(Review.objects.filter(OPEN, series=OuterRef("pk")))
    empty = ~Exists(Review.objects.filter(series=OuterRef("pk")))
    mine = Participation.objects.filter(user=user, removed_at=None, review__series__isnull=False)
    in_turn = SeriesFacilitator.objects.filter(user=user)
    own = Q(pk__in=mine.values("review__series")) | Q(pk__in=in_turn.values("series"))
    return Series.objects.filter(Q(told) | Q(empty) | own)


def see_series(user: User, series: Series) -> Verdict:
    return YES if visible_series(user).filter(pk=series.pk).exists() else no(_("This series is not open."))


def facilitate_series(user: User, series: Series) -> Verdict:
    """Its day and format, its rotation, its attendance; as with its ground rules, its survey's statements and its webhooks."""
    return YES if series_care.looks_after(user, series) else no(series_care.NOT_YOURS)


def start_series(user: User) -> Verdict:
    """As anyone may start a review."""
    return YES


def see_readiness(user: User, review: Review) -> Verdict:
    """The facilitators, and whoever they asked to read the document with fresh eyes."""
    if SecondReading.objects.filter(review=review, reader=user).exclude(ended_at__isnull=False, answer="").exists():
        return permissions.take_part(user, review)
    if permissions.facilitate(user, review):
        return YES
    return no(_("This list is for the facilitators, and for those they ask to read the document before the meeting."))


def ask_reader(user: User, review: Review) -> Verdict:
    return permissions.change_plan(user, review)


def request_facilitator(user: User, review: Review) -> Verdict:
    return permissions.change_plan(user, review)


def look_back(user: User, review: Review) -> Verdict:
    """Its facilitators alone; who runs the installation or manages people has no way in."""
    return permissions.decide_left(user, review)


def answer_request(user: User, request: FacilitatorRequest) -> Verdict:
    """Whoever was asked, as long as they may know of the review: one that became restricted is not for them any more."""
    if request.asked.filter(pk=user.pk).exists():
        return permissions.see(user, request.review)
    return no(_("Somebody else was asked."))
