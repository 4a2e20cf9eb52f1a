"""What every page of the room shows: the shared regions as a stream would send them, and the reader's own part."""

from typing import Any

from accounts.requests import UserRequest
from live.regions import snapshot
from reviews import permissions
from reviews.actions import rabbit_holes
from reviews.actions import room as actions
from reviews.forms.room import PointForm
from reviews.models import Review, Stage
from reviews.queries import plan
from reviews.queries import room as queries
from reviews.views.room_questions_context import own_questions


def context(request: UserRequest, review: Review, form: PointForm | None = None) -> dict[str, Any]:
    topic = actions.topic(review)
    rabbit_holes.settle(review=review)
    return {
        "review": review,
        "topic": topic,
        "regions": snapshot(request.user, topic),
        "spine": plan.spine(review, "meeting"),
        "ballot": queries.ballot(review),
        "choice": queries.my_choice(review, request.user),
        "form": form or PointForm(),
        "may_facilitate": permissions.facilitate(request.user, review),
        "is_on": review.stage == Stage.MEETING,
        **own_questions(review, request.user),
    }
