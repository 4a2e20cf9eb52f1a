"""A meeting that was held with an idea parked in it, and clocks moved to when something is due."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from accounts.models import User
from outbox.models import Message
from reviews.actions import choosing, closing, parked, room
from reviews.models import ParkedItem, Review, Series
from tests.reviews import plan_case


def held(by: User, *invited: User, restricted: bool = False, series: Series | None = None) -> tuple[Review, ParkedItem]:
    """Ended on Friday 6 March 2026, 15:00 UTC, with one idea that soaks."""
    review = plan_case.review(by, *invited, restricted=restricted)
    Review.objects.filter(pk=review.pk).update(series=series)
    review = room.open_room(review=Review.objects.get(pk=review.pk), by=by)
    item = parked.park(review=review, by=by, text="Rename the hosts", kind=ParkedItem.Kind.FIX)
    parked.soak(item=item, by=by)
    review = closing.end(review=review, by=by)
    ended(review, datetime(2026, 3, 6, 15, 0, tzinfo=UTC))
    return fresh(review), ParkedItem.objects.select_related("review").get(pk=item.pk)


def ended(review: Review, at: datetime) -> None:
    Review.objects.filter(pk=review.pk).update(ended_at=at, time_zone="UTC")


def soaking(review: Review) -> Review:
    """As it is right after the meeting."""
    ended(review, timezone.now())
    return fresh(review)


def fresh(review: Review) -> Review:
    return Review.objects.select_related("incident", "document", "series").get(pk=review.pk)


def waiting(kind: str) -> list[Message]:
    return list(Message.objects.filter(kind=kind, state=Message.State.PENDING).order_by("pk"))


def come_due(kind: str) -> None:
    """Its time has come: an hour ago."""
    at = timezone.now() - timedelta(hours=1)
    Message.objects.filter(kind=kind).update(due_at=at, next_attempt_at=at, expires_at=at + timedelta(days=1))


def asked(review: Review) -> list[str]:
    return [message.recipient.name for message in waiting(choosing.CHOOSE) if message.recipient]
