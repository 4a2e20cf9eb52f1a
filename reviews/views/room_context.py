"""What every page of the room shows: the shared regions as a stream would send them, and the reader's own part."""

from typing import Any

from django.utils import timezone

from accounts.requests import UserRequest
from live.regions import snapshot
from reviews import permissions
from reviews.actions import rabbit_holes
from reviews.actions import room as actions
from reviews.forms.narrative import EventNoteForm
from reviews.forms.room import PointForm
from reviews.models import Review, Stage
from reviews.queries import coming, narrative, opening, plan, room_people
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
        "choices": queries.my_choices(review, request.user),
        "votes_too": review.poll.voting_facilitators.filter(pk=request.user.pk).exists(),
        "my_parts": coming.parts(review, request.user, timezone.now()),
        "my_telling": narrative.mine(review, request.user),
        "note_form": EventNoteForm(),
        "form": form or PointForm(),
        "may_facilitate": permissions.facilitate(request.user, review),
        "is_on": review.stage == Stage.MEETING,
        **opening.mine(request.user, review),
        **own_questions(review, request.user),
    }


def people(request: UserRequest, review: Review) -> dict[str, Any]:
    """What the desk shows of the people: private signals, the reader's share of talking, who leads and who could."""
    return {
        "review": review,
        "is_on": review.stage == Stage.MEETING,
        "signals": room_people.signals(review),
        "talked": room_people.talked(review, request.user),
        "desk": room_people.desk(review, request.user),
        "may_allow_guests": permissions.allow_guests(request.user, review),
        "others": room_people.others(review, request.user),
    }
