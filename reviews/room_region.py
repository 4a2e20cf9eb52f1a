"""The live regions of the room: where the meeting is, its agenda, and the poll. Nothing personal is in them."""

from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from accounts.models import User
from live.regions import Region, register
from reviews import permissions
from reviews.models import Review
from reviews.queries import room as queries
from reviews.room_region_questions import PARTS


def _review(uid: str) -> Review | None:
    try:
        return Review.objects.select_related("incident", "poll").filter(uid=uid).first()
    except (ValidationError, ValueError):
        return None


def render_now(uid: str) -> str:
    review = _review(uid)
    context = {"review": review, "now": queries.now(review)} if review else {}
    return render_to_string("reviews/room/now.html", context) if review else ""


def render_agenda(uid: str) -> str:
    review = _review(uid)
    context = {"review": review, "agenda": queries.agenda(review)} if review else {}
    return render_to_string("reviews/room/agenda.html", context) if review else ""


def render_poll(uid: str) -> str:
    review = _review(uid)
    context = {"review": review, "ballot": queries.ballot(review)} if review else {}
    return render_to_string("reviews/room/poll.html", context) if review else ""


def may_listen(user: User, uid: str) -> bool:
    review = _review(uid)
    return bool(review and permissions.take_part(user, review))


def regions() -> None:
    """Make "room:<review uid>" known; called once, when the app is ready."""
    parts = {"now": render_now, "agenda": render_agenda, "poll": render_poll} | PARTS
    register("room", [Region(name, render, may_listen) for name, render in parts.items()])
