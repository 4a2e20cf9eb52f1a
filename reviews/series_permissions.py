"""Who may look after a series, read a document with fresh eyes, and look back at a meeting. A stranger to a series gets 404."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.verdicts import YES, Verdict, no
from reviews import permissions
from reviews.models import FacilitatorRequest, Participation, Review, SecondReading, Series, SeriesFacilitator

OPEN = Q(restricted=False, incident__restricted=False)
LEADS = Participation.Role.FACILITATOR


def visible_series(user: User) -> QuerySet[Series]:
    """Those with an open review or none at all, and those the person belongs to; the others are known to their own people."""
    told = Review.objects.filter(OPEN, series__isnull=False).values("series")
    mine = Participation.objects.filter(user=user, removed_at=None, review__series__isnull=False).values(
        "review__series"
    )
    in_turn = SeriesFacilitator.objects.filter(user=user).values("series")
    known = Q(pk__in=told) | Q(pk__in=mine) | Q(pk__in=in_turn)
    return Series.objects.filter(known | Q(reviews=None)).distinct()


def see_series(user: User, series: Series) -> Verdict:
    return YES if visible_series(user).filter(pk=series.pk).exists() else no(_("This series is not open."))


def facilitate_series(user: User, series: Series) -> Verdict:
    """Those in its rotation, and those who facilitate one of its reviews, as with its ground rules and webhooks."""
    leads = Participation.objects.filter(review__series=series, user=user, role=LEADS, removed_at=None)
    if leads.exists() or SeriesFacilitator.objects.filter(series=series, user=user).exists():
        return YES
    return no(_("Only the facilitators of this series may do this. Ask one of them to add you."))


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
