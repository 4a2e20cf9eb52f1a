"""Chats with people who have no account: facilitators ask them outside Debrief and note what they said. No message is ever sent to them."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.models import User
from incidents.models import Involvement
from reviews.actions.interviews import midnight
from reviews.models import Interview, Review


class AlreadyNoted(Exception):
    """What they said is written down already, or they have an account by now and are asked by a message."""


@transaction.atomic
def note(*, review: Review, involvement: Involvement, by: User, answer: str, said_on: date, until: date) -> Interview:
    """Write down that somebody said yes or no to a chat, and the day on which its notes go. Raises AlreadyNoted."""
    Review.objects.select_for_update().get(pk=review.pk)
    same = review.interviews.filter(involvement=involvement)
    same.filter(taken_back_at__isnull=False).delete()
    if involvement.user_id or same.exists():
        raise AlreadyNoted
    made = Interview.objects.create(
        review=review,
        name=involvement.who,
        involvement=involvement,
        asked_by=by,
        until=until,
        delete_at=midnight(until, review.time_zone),
        answer=answer,
        said_on=said_on,
        answered_at=timezone.now(),
    )
    audit.record(by=by, did="interview.noted", subject=made)
    return made
