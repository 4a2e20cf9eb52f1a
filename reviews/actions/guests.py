"""Guests without an account: letting them in by code, their signs of life, their vote. Each is bound to one device."""

from django.db import transaction
from django.utils import timezone

import live
from accounts.actions import audit
from accounts.models import User
from reviews import permissions
from reviews.actions.attendance import WORTH_KEEPING
from reviews.actions.polls import NotOpen
from reviews.models import GuestVote, Poll, Review, RoomGuest, TalkingPoint

MOST = 200  # guests in one room


class NotWelcome(Exception):
    """The room is not open to guests, or not any more."""


class Full(Exception):
    """So many guests came that it is rather a mistake or mischief."""


def _locked(review: Review) -> Review:
    return Review.objects.select_for_update(of=("self",)).select_related("incident").get(pk=review.pk)


@transaction.atomic
def allow(*, review: Review, by: User, allowed: bool) -> None:
    """Raises NotWelcome for a restricted review. Turned off, guests who are here lose the room at once."""
    held = _locked(review)
    if allowed and not permissions.allow_guests(by, held):
        raise NotWelcome
    held.guests_allowed = allowed
    held.save(update_fields=["guests_allowed"])
    audit.record(by=by, did="room.guests_allowed" if allowed else "room.guests_not_allowed", subject=held)


@transaction.atomic
def come_in(*, review: Review, name: str) -> RoomGuest:
    """Raises NotWelcome or Full."""
    held = _locked(review)
    if not permissions.guests_welcome(held):
        raise NotWelcome
    if held.room_guests.filter(by_device=True).count() >= MOST:
        raise Full
    now = timezone.now()
    guest = RoomGuest.objects.create(review=held, name=name, by_device=True, from_at=now, to_at=now)
    audit.record(by=None, did="room.guest_came", subject=held)
    live.publish(f"room:{held.uid}", "poll", "people")
    return guest


def seen(*, guest: RoomGuest) -> None:
    """A sign of life, kept when the last one is a while ago."""
    now = timezone.now()
    RoomGuest.objects.filter(pk=guest.pk, to_at__lt=now - WORTH_KEEPING).update(to_at=now)


@transaction.atomic
def vote(*, guest: RoomGuest, point: TalkingPoint) -> None:
    """One vote a device, changed by voting again. Raises NotOpen. As for everybody, no record says who chose what."""
    poll = Poll.objects.select_for_update(of=("self",)).select_related("review").get(pk=point.poll_id)
    stands = poll.points.filter(pk=point.pk, aside_at=None).exists()
    if poll.state != Poll.State.OPEN or poll.review_id != guest.review_id or not stands:
        raise NotOpen
    GuestVote.objects.bulk_create(
        [GuestVote(poll=poll, guest=guest, point=point)],
        update_conflicts=True,
        unique_fields=["poll", "guest"],
        update_fields=["point"],
    )
    live.publish(f"room:{poll.review.uid}", "poll")
