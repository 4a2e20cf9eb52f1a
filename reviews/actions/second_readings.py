"""Asks somebody to read a document with fresh eyes before the meeting, and keeps their answer."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.models import User
from outbox.actions import messages
from outbox.planning import Planned
from reviews import series_messages
from reviews.actions import people
from reviews.models import Review, SecondReading

A_DAY = timedelta(days=1)


def _tell(reading: SecondReading, kind: str, to: User | None) -> None:
    review, now = reading.review, timezone.now()
    if to is None:
        return
    row = Planned(
        kind=kind,
        recipient=to,
        due_at=now,
        expires_at=max(review.meets_at, now + A_DAY),
        part=str(reading.pk),
        payload={"review": str(review.uid), "reading": reading.pk},
    )
    messages.plan(subject=review.topic, rows=[row])


@transaction.atomic
def ask(*, review: Review, by: User, reader: User) -> SecondReading:
    """A message goes to them; whoever is not in the review yet is invited to it. Asked twice is asked once."""
    people.invite(review=review, by=by, users=[reader])
    reading, new = SecondReading.objects.get_or_create(
        review=review, reader=reader, ended_at=None, defaults={"asked_by": by}
    )
    if new:
        audit.record(by=by, did="second_reading.asked", subject=review, reader=reader.pk)
        _tell(reading, series_messages.SECOND_READING, reader)
    return reading


@transaction.atomic
def answer(*, reading: SecondReading, says: str, words: str) -> bool:
    """Looks ready, or not yet because …; of two windows the first counts. Whoever asked is told that there is an answer."""
    number = reading.review.document.latest_number
    waiting = SecondReading.objects.filter(pk=reading.pk, ended_at=None)
    if not waiting.update(answer=says, words=words, revision=number, ended_at=timezone.now()):
        return False
    audit.record(by=reading.reader, did="second_reading.answered", subject=reading.review)
    _tell(reading, series_messages.SECOND_READ, reading.asked_by)
    return True


@transaction.atomic
def take_back(*, reading: SecondReading, by: User) -> None:
    """They need not read it any more; a message that has not gone out yet stays unsent."""
    if SecondReading.objects.filter(pk=reading.pk, ended_at=None).update(ended_at=timezone.now()):
        audit.record(by=by, did="second_reading.taken_back", subject=reading.review, reader=reading.reader_id)
