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
from reviews.models import Poll, Review, Stage
from reviews.queries import coming, narrative, opening, plan, questions, room_people, voting
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
        **own_vote(request, review, form),
        **own_parts(request, review),
        **own_telling(request, review),
        **opening.mine(request.user, review),
        **own_questions(review, request.user),
        "sent": room_people.sent(review, request.user),
    }


def own_vote(request: UserRequest, review: Review, form: PointForm | None = None) -> dict[str, Any]:
    """The reader's own part of the poll: what a vote is answered with, so nothing that others see is gathered for it."""
    return {
        "review": review,
        "ballot": queries.ballot(review),
        "choices": queries.my_choices(review, request.user),
        "votes_too": review.poll.voting_facilitators.filter(pk=request.user.pk).exists(),
        "form": form or PointForm(),
        "may_facilitate": permissions.facilitate(request.user, review),
        "is_on": review.stage == Stage.MEETING,
    }


def own_parts(request: UserRequest, review: Review) -> dict[str, Any]:
    """For which parts of the meeting the reader comes."""
    return {"review": review, "my_parts": coming.parts(review, request.user, timezone.now())}


def own_telling(request: UserRequest, review: Review) -> dict[str, Any]:
    """The reader's own part of the narrative."""
    return {"review": review, "my_telling": narrative.mine(review, request.user), "note_form": EventNoteForm()}


def leading(review: Review) -> dict[str, Any]:
    """What the desk's next step depends on."""
    return {
        "review": review,
        "is_on": review.stage == Stage.MEETING,
        "document_waits": plan.document_waits(review) if review.stage == Stage.PREPARING else "",
        "now": queries.now(review),
        "telling_goes_on": bool((place := narrative.place(review)) and place.after),
        "poll": review.poll,
        "has_points": review.poll.points.filter(aside_at=None).exists(),
        "turnout": voting.turnout(review.poll) if review.poll.state == Poll.State.OPEN else None,
        "left_n": questions.left(review),
        "words_waiting": review.comfort_signals.filter(seen_at=None).count(),
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
        "guests_here": room_people.guests_here(review),
        "others": room_people.others(review, request.user),
    }
