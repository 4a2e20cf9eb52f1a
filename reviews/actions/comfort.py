"""Private signals to the facilitators. No audit entry is written, because an entry would keep who sent one beyond the meeting."""

from django.db import transaction
from django.utils import timezone

import live
from accounts.models import User
from reviews.models import ComfortSignal, Review


def _tell(review: Review) -> None:
    live.publish(f"room:{review.uid}", "signals")


@transaction.atomic
def send(*, review: Review, by: User, kind: str) -> None:
    """The same again before it was seen stays one, with its newest time."""
    ComfortSignal.objects.update_or_create(
        review=review, user=by, kind=kind, seen_at=None, defaults={"at": timezone.now()}
    )
    _tell(review)


@transaction.atomic
def take_back(*, review: Review, by: User) -> None:
    """Whoever sent it may take it back, seen or not."""
    review.comfort_signals.filter(user=by).delete()
    _tell(review)


@transaction.atomic
def seen(*, signal: ComfortSignal) -> None:
    signal.seen_at = timezone.now()
    signal.save(update_fields=["seen_at"])
    _tell(signal.review)
