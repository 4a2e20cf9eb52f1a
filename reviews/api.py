"""Reviews and follow-ups in the JSON interface: to read, and to create for importers. Nothing of interviews, votes or answers."""

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import require
from accounts.api import Call, Created, Rows, Shape, creation, known, listing, one
from accounts.api_schema import (
    READERS,
    choice,
    day,
    fields,
    flag,
    line,
    moment,
    moment_of,
    or_null,
    says,
    text,
    uid,
    whole,
)
from accounts.api_told import Problem
from accounts.models import User
from incidents.api import MOST_NUMBER, ZONE, the_incident
from reviews import api_examples, permissions, tracked_links
from reviews.actions import follow_ups_in, reviews
from reviews.actions.reviews import Plan, ShortNotice
from reviews.forms.follow_ups import WHY_NO_LINK
from reviews.models import FollowUp, Review, Stage
from reviews.queries import follow_ups
from reviews.series_permissions import visible_series

REVIEW = Shape(
    "Review",
    fields(
        {
            "uid": uid(),
            "incident": uid("The uid of its incident."),
            "title": {"type": "string"},
            "series": or_null({"type": "string", "description": "The name of the standing meeting it belongs to."}),
            "stage": choice(list(Stage.values)),
            "meets_at": moment(),
            "time_zone": {"type": "string"},
            "minutes": whole(15, 240),
            "restricted": flag("Whether its people alone know of it."),
            "document_ready_at": or_null(moment()),
            "started_at": or_null(moment()),
            "ended_at": or_null(moment()),
            "cancelled_at": or_null(moment()),
        }
    ),
    api_examples.REVIEW,
)
NEW_REVIEW = Shape(
    "NewReview",
    fields(
        {
            "incident": uid("The uid of its incident."),
            "meets_at": moment("To the minute."),
            "time_zone": ZONE,
            "minutes": whole(15, 240) | {"default": 60},
            "series": or_null(line(100, "The name of a series that exists.")),
            "restricted": flag("Its people alone know of it, and of its incident.") | {"default": False},
            "short_notice_reason": line(
                300, "Why it is right that fewer than 24 hours are left, or that it lies in the past."
            ),
        },
        ["incident", "meets_at", "time_zone"],
    ),
    api_examples.NEW_REVIEW,
)
FOLLOW_UP = Shape(
    "FollowUp",
    fields(
        {
            "id": whole(1, MOST_NUMBER),
            "review": uid("The uid of its review."),
            "what": {"type": "string"},
            "why": {"type": "string", "description": "What it helps with."},
            "owner": or_null({"type": "string", "description": "The owner's name."}),
            "due": or_null(day()),
            "state": choice(["open", "done", "not"], "“not”: it was chosen not to do it."),
            "chosen_not_because": or_null({"type": "string", "description": "Why it was chosen not to do it."}),
            "tracked_at": or_null({"type": "string", "description": "A link to where it is tracked."}),
            "agreed_at": moment(),
            "settled_at": or_null(moment("When it was done, or chosen not to be done.")),
        }
    ),
    api_examples.FOLLOW_UP,
)
NEW_FOLLOW_UP = Shape(
    "NewFollowUp",
    fields(
        {
            "what": says(500),
            "why": text(500, "What it helps with."),
            "owner": or_null(line(254, "The e-mail address of somebody in the review; without it, you.")),
            "due": or_null(day()),
            "chosen_not_because": or_null(says(500, "The reason, when it was chosen not to do it.")),
            "tracked_at": or_null(
                line(500, "A link to where it is tracked: https or http, without a name or password.")
            ),
        },
        ["what"],
    ),
    api_examples.NEW_FOLLOW_UP,
)


def _review(review: Review) -> dict[str, Any]:
    times = {name: getattr(review, name) for name in ("meets_at", "started_at", "ended_at", "cancelled_at")}
    times["document_ready_at"] = review.document.ready_at
    return {
        "uid": str(review.uid),
        "incident": str(review.incident.uid),
        "title": review.incident.title,
        "series": review.series.name if review.series else None,
        "stage": review.stage,
        "time_zone": review.time_zone,
        "minutes": review.minutes,
        "restricted": review.restricted or review.incident.restricted,
        **{name: at.isoformat() if at else None for name, at in times.items()},
    }


def _follow_up(found: FollowUp) -> dict[str, Any]:
    return {
        "id": found.pk,
        "review": str(found.review.uid),
        "what": found.what,
        "why": found.why,
        "owner": found.taken_on_by or None,
        "due": found.due.isoformat() if found.due else None,
        "state": found.state,
        "chosen_not_because": found.reason if found.chosen_not else None,
        "tracked_at": found.tracked.url if hasattr(found, "tracked") else None,
        "agreed_at": found.agreed_at.isoformat(),
        "settled_at": found.settled_at.isoformat() if found.settled_at else None,
    }


def _reviews(person: User) -> QuerySet[Review]:
    return permissions.visible_reviews(person).select_related("incident", "series", "document").order_by("pk")


def _the_review(person: User, uid: UUID | str) -> Review:
    found: Review = known(_reviews(person).filter(uid=uid))
    return found


def _follow_ups(person: User) -> QuerySet[FollowUp]:
    """By the same rule as on the pages."""
    return follow_ups.visible(person).select_related("review", "owner", "tracked").order_by("pk")


@listing(REVIEW)
def list_reviews(call: Call) -> Rows:
    """All reviews that you may know of, in the order in which they were started."""
    return Rows(_reviews(call.person), _review)


@one(REVIEW)
def read_review(call: Call, uid: UUID | str) -> dict[str, Any]:
    """One review."""
    return _review(_the_review(call.person, uid))


@creation(NEW_REVIEW, REVIEW)
def create_review(call: Call) -> Created:
    """Start a review of an incident; you are its facilitator, and nobody else is invited by this.

    409 when fewer than 24 hours are left and no reason is given, when there is no such series, or when the zone's clock
    does not show that time just once.
    """
    sent = call.sent
    incident = the_incident(call.person, sent["incident"])
    require(permissions.start_review(call.person, incident))
    plan = _plan(call.person, sent)
    try:
        made = reviews.start(incident=incident, by=call.person, plan=plan, invite=[])
    except ShortNotice:
        raise Problem(
            409, _("Fewer than 24 hours are left: say why that is right here in short_notice_reason.")
        ) from None
    return Created(reverse("api:review", args=[made.uid]), _review(_the_review(call.person, made.uid)))


def _plan(person: User, sent: dict[str, Any]) -> Plan:
    name = sent.get("series")
    series = visible_series(person).filter(name=name).first() if name else None
    if name and series is None:
        raise Problem(409, _("There is no series of this name."))
    at = moment_of(sent["meets_at"]).replace(second=0, microsecond=0)
    plan = Plan(
        wall=at.astimezone(ZoneInfo(sent["time_zone"])).replace(tzinfo=None),
        time_zone=sent["time_zone"],
        minutes=int(sent.get("minutes", 60)),
        restricted=sent.get("restricted", False),
        series=series,
        short_notice_reason=sent.get("short_notice_reason", ""),
    )
    if plan.meets_at != at:
        raise Problem(409, _("The clock of this zone shows that time twice; choose the first one."))
    return plan


@listing(FOLLOW_UP)
def list_follow_ups(call: Call) -> Rows:
    """All follow-ups that you may know of, in the order in which they were agreed."""
    return Rows(_follow_ups(call.person), _follow_up)


@listing(FOLLOW_UP)
def list_follow_ups_of_review(call: Call, uid: UUID | str) -> Rows:
    """The follow-ups of one review."""
    return Rows(_follow_ups(call.person).filter(review=_the_review(call.person, uid)), _follow_up)


@one(FOLLOW_UP)
def read_follow_up(call: Call, number: int) -> dict[str, Any]:
    """One follow-up."""
    return _follow_up(known(_follow_ups(call.person).filter(pk=number)))


@creation(NEW_FOLLOW_UP, FOLLOW_UP)
def create_follow_up(call: Call, uid: UUID | str) -> Created:
    """Write down what was agreed, as the facilitators of the review may; or, with a reason, what was chosen not to be done.

    Its owner is reminded, and chats hear of it, as of one that was written here. 409 when nobody in the review has the owner's
    address, when the link is none, or the review was cancelled.
    """
    review = _the_review(call.person, uid)
    require(permissions.facilitate(call.person, review))
    if review.stage == Stage.CANCELLED:
        raise Problem(409, str(permissions.NOTHING_ASKED))
    sent = call.sent
    made = follow_ups_in.bring_in(
        review=review,
        by=call.person,
        what=sent["what"],
        owner=_owner(call, review),
        due=READERS["date"](sent["due"]) if sent.get("due") else None,
        why=sent.get("why", ""),
        url=_link(sent.get("tracked_at") or ""),
        reason=sent.get("chosen_not_because") or "",
    )
    made.refresh_from_db()
    return Created(reverse("api:follow_up", args=[made.pk]), _follow_up(made))


def _link(url: str) -> str:
    try:
        return tracked_links.checked(url) if url else ""
    except tracked_links.BadLink as error:
        raise Problem(409, str(WHY_NO_LINK[error.why])) from None


def _owner(call: Call, review: Review) -> User:
    address = (call.sent.get("owner") or "").lower()
    if not address:
        return call.person
    place = review.participations.filter(user__email=address, removed_at=None).select_related("user").first()
    if place is None:
        raise Problem(409, _("Nobody in this review has the owner's address."))
    return place.user
