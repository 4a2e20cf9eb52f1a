"""The live regions of questions, the parking lot, the rabbit hole and the close; shared by all who take part."""

from collections.abc import Callable
from typing import Any

from django.template.loader import render_to_string

from reviews.models import RabbitHole, Review
from reviews.queries import questions as queries
from reviews.queries import room
from reviews.room_review import review_of

Gather = Callable[[Review], dict[str, Any]]


def _questions(review: Review) -> dict[str, Any]:
    return {"questions": [each for each in queries.for_all(review) if not each.taken_off]}


def _parked(review: Review) -> dict[str, Any]:
    return {"parked": queries.parked(review)}


def _rabbit(review: Review) -> dict[str, Any]:
    hole = queries.newest_hole(review)
    asking = hole is not None and hole.state == RabbitHole.State.ASKING
    return {"hole": hole, "slot": room.now(review).slot if asking else None}


def _closing(review: Review) -> dict[str, Any]:
    record = queries.record(review)
    closing = queries.is_closing(review)
    more = {"open": queries.open_questions(review), "parked": queries.parked(review)} if closing else {}
    return {"record": record, "is_closing": closing} | more


def _region(name: str, gather: Gather) -> Callable[[str], str]:
    def render(uid: str) -> str:
        review = review_of(uid)
        return render_to_string(f"reviews/room/{name}.html", {"review": review} | gather(review)) if review else ""

    return render


PARTS = {
    "questions": _region("questions", _questions),
    "parked": _region("parked", _parked),
    "rabbit": _region("rabbit", _rabbit),
    "closing": _region("closing_shared", _closing),
}
