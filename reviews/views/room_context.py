"""What every page of the room shows: the shared regions as a stream would send them, and the reader's own part."""

from typing import Any

from django.utils import timezone

from accounts.requests import UserRequest
from live.regions import snapshot
from reviews import permissions
from reviews.actions import room as actions
from reviews.forms.narrative import EventNoteForm
from reviews.forms.room import PointForm
from reviews.models import Review, Stage
from reviews.queries import coming, narrative, plan
from reviews.queries import room as queries


def context(request: UserRequest, review: Review, form: PointForm | None = None) -> dict[str, Any]:
    topic = actions.topic(review)
    return {
        "review": review,
        "topic": topic,
        "regions": snapshot(request.user, topic),
        "spine": plan.spine(review, "meeting"),
        "ballot": queries.ballot(review),
        "choices": queries.my_choices(review, request.user),
        "votes_too": review.poll.voting_facilitators.filter(pk=request.user.pk).exists(),
        "my_parts": coming.parts(review, request.user, timezone.now()),
        "my_telling": narrative.mine(review, request.user),
        "note_form": EventNoteForm(),
        "form": form or PointForm(),
        "may_facilitate": permissions.facilitate(request.user, review),
        "is_on": review.stage == Stage.MEETING,
    }
