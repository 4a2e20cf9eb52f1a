"""What the room's pages need of questions: a person's own part, and what is left for the facilitators."""

from typing import Any

from django.utils import timezone

from accounts.models import User
from reviews.forms.questions import AskForm, ParkForm
from reviews.models import Review
from reviews.queries import questions as queries


def own_questions(review: Review, user: User) -> dict[str, Any]:
    """For the attendee's page: forms, own questions and votes, the own answer about the rabbit hole."""
    hole = queries.newest_hole(review)
    return {
        "mine": queries.mine(review, user),
        "hole": hole,
        "hole_answer": queries.my_answer(hole, user),
        "ask_form": AskForm(auto_id="ask-%s"),
        "park_form": ParkForm(auto_id="park-%s"),
        "server_now": timezone.now(),
    }


def desk_questions(review: Review) -> dict[str, Any]:
    """For the desk: how much is left to decide, most wanted questions first."""
    return {
        "open_questions": queries.open_questions(review),
        "undecided": queries.undecided_items(review),
        "closing_begun": queries.is_closing(review),
    }
