"""What the beginning and the end of a meeting mean for the people in it: the code, who leads, and what is forgotten."""

from django.utils import timezone

from accounts.models import User
from reviews import join_codes
from reviews.actions import attendance
from reviews.models import Review

TRIES = 20


class NoCode(Exception):
    """No free code was found, which with 148 million of them means that something else is wrong."""


def begin(*, review: Review, by: User) -> None:
    """Whoever opens the room leads, and from now on it can be joined by a code."""
    review.led_by, review.join_code = by, _free_code()
    review.save(update_fields=["led_by", "join_code"])


def _free_code() -> str:
    for _try in range(TRIES):
        code = join_codes.made()
        if not Review.objects.filter(join_code=code).exists():
            return code
    raise NoCode


def finish(*, review: Review) -> None:
    """The code is dead, and private signals are deleted; presence and talking end with the meeting. Called by the action that ends it."""
    now = review.ended_at or timezone.now()
    attendance.finish(review=review, at=now)
    review.comfort_signals.all().delete()
    review.talk_spans.filter(to_at=None).update(to_at=now)
    review.join_code, review.guests_allowed = "", False
    review.save(update_fields=["join_code", "guests_allowed"])
