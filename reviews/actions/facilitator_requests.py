"""Looks for somebody to facilitate a review: asks several people, and the first who claims it has it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.models import User
from outbox.actions import messages
from outbox.planning import Planned
from reviews import series_messages
from reviews.actions import people, promises
from reviews.models import FacilitatorRequest, Participation, Review

A_DAY = timedelta(days=1)


class AlreadyAsked(Exception):
    """A request of this review waits already."""


def _message(request: FacilitatorRequest, kind: str, to: User) -> Planned:
    review, now = request.review, timezone.now()
    return Planned(
        kind=kind,
        recipient=to,
        due_at=now,
        expires_at=max(review.meets_at, now + A_DAY),
        part=str(request.pk),
        payload={"review": str(review.uid), "request": request.pk},
    )


@transaction.atomic
def ask(*, review: Review, by: User, users: list[User]) -> FacilitatorRequest:
    """Each gets a link of their own. Raises AlreadyAsked."""
    request, new = FacilitatorRequest.objects.get_or_create(review=review, ended_at=None, defaults={"asked_by": by})
    if not new:
        raise AlreadyAsked
    request.asked.set(users)
    audit.record(by=by, did="facilitator.requested", subject=review, request=request.pk)
    rows = [_message(request, series_messages.FACILITATOR_WANTED, user) for user in users]
    messages.plan(subject=review.topic, rows=rows)
    return request


@transaction.atomic
def claim(*, request: FacilitatorRequest, by: User) -> bool:
    """Whether this person has it now: of many who claim at the same moment one does, and twice by one person is once."""
    waits = FacilitatorRequest.objects.filter(pk=request.pk, ended_at=None)
    if not waits.update(claimed_by=by, ended_at=timezone.now()):
        return FacilitatorRequest.objects.filter(pk=request.pk, claimed_by=by).exists()
    review = request.review
    people.place(review=review, user=by, by=by, role=Participation.Role.FACILITATOR)
    audit.record(by=by, did="facilitator.claimed", subject=review, request=request.pk)
    promises.plan(review)
    if request.asked_by:
        row = _message(request, series_messages.FACILITATOR_FOUND, request.asked_by)
        messages.plan(subject=review.topic, rows=[row])
    return True


@transaction.atomic
def take_back(*, review: Review, by: User) -> None:
    """Nobody is looked for any more; messages that have not gone out yet stay unsent."""
    if FacilitatorRequest.objects.filter(review=review, ended_at=None).update(ended_at=timezone.now()):
        audit.record(by=by, did="facilitator.request_taken_back", subject=review)
