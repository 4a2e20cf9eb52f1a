"""Guests without an account: letting them in by code, their signs of life, their vote. Each is bound to one device."""

from django.db import transaction
from django.utils import timezone

import live
from accounts.actions import audit
from accounts.models import User
from reviews import permissions
from reviews.actions import questions, recording
from reviews.actions.attendance import WORTH_KEEPING
from reviews.actions.polls import AllUsed, NotOpen
from reviews.intervals import GRACE
from reviews.models import GuestVote, Poll, RecordingAnswer, Review, RoomGuest, TalkingPoint
from reviews.queries import opening, voting

MOST = 200  # guests in one room
LONGEST = 70  # letters of a name that gets a number
MOST_QUESTIONS = 20  # of one guest


class NotWelcome(Exception):
    """The room is not open to guests, or not any more."""


class AskedEnough(Exception):
    """One device has asked more than a person asks in a meeting."""


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
    if not allowed:
        recording.left(guests=opening.on_devices_unanswered(held))
    audit.record(by=by, did="room.guests_allowed" if allowed else "room.guests_not_allowed", subject=held)
    live.publish(f"room:{held.uid}", "poll", "agreed", "recording")
    live.revoke(f"room:{held.uid}")


@transaction.atomic
def come_in(*, review: Review, name: str) -> RoomGuest:
    """Raises NotWelcome or Full."""
    held = _locked(review)
    if not permissions.guests_welcome(held):
        raise NotWelcome
    if held.room_guests.filter(by_device=True).count() >= MOST:
        raise Full
    now = timezone.now()
    name = _told_apart(held, name)
    guest = RoomGuest.objects.create(review=held, name=name, by_device=True, from_at=now, to_at=now)
    audit.record(by=None, did="room.guest_came", subject=held)
    live.publish(f"room:{held.uid}", "poll", "people", "agreed", "recording")
    return guest


def _told_apart(review: Review, name: str) -> str:
    """The second Gil is “Gil (2)”: wherever names are read, it is clear which of them is meant."""
    taken = {each.lower() for each in review.room_guests.filter(by_device=True).values_list("name", flat=True)}
    numbered = (f"{name[:LONGEST]} ({n})" for n in range(2, MOST + 2))
    return next(each for each in [name, *numbered] if each.lower() not in taken)


def quiet(*, review: Review) -> None:
    """Guests who are not heard from any more, and have not said whether they may be recorded, have left."""
    if review.recorded and review.guests_allowed:
        lately = timezone.now() - GRACE
        recording.left(
            guests=[each for each in opening.on_devices_unanswered(review) if each.to_at and each.to_at < lately]
        )


def came_in(*, guest: RoomGuest) -> None:
    """The page is loaded: whoever was taken to have left is there, and is asked what newcomers are."""
    seen(guest=guest)
    if RecordingAnswer.objects.filter(guest=guest, ended_at=None, answer=RecordingAnswer.Answer.AWAY).exists():
        recording.came(review=guest.review, user=guest)


def seen(*, guest: RoomGuest) -> None:
    """A sign of life, kept when the last one is a while ago. Who comes back after a silence is asked again what newcomers are."""
    now = timezone.now()
    kept = RoomGuest.objects.filter(pk=guest.pk, to_at__lt=now - WORTH_KEEPING).update(to_at=now)
    if kept and guest.to_at and now - guest.to_at > GRACE:
        recording.came(review=guest.review, user=guest)


@transaction.atomic
def vote(*, guest: RoomGuest, point: TalkingPoint) -> None:
    """A device has as many votes as everybody. With one it moves to the new point; with more, raises AllUsed until one is
    taken back. Raises NotOpen. As for everybody, no record says who chose what.
    """
    poll = _open_poll(guest, point)
    RoomGuest.objects.select_for_update(of=("self",), no_key=True).get(pk=guest.pk)
    mine = dict(poll.guest_votes.filter(guest=guest).values_list("slot", "point"))
    if point.pk in mine.values():
        return
    free = next((slot for slot in range(1, poll.votes_each + 1) if slot not in mine), 0)
    if not free and poll.votes_each > 1:
        raise AllUsed
    GuestVote.objects.bulk_create(
        [GuestVote(poll=poll, guest=guest, point=point, slot=free or 1)],
        update_conflicts=True,
        unique_fields=["poll", "guest", "slot"],
        update_fields=["point"],
    )
    live.publish(f"room:{poll.review.uid}", "poll")


@transaction.atomic
def take_vote_back(*, guest: RoomGuest, point: TalkingPoint) -> None:
    """Raises NotOpen."""
    poll = _open_poll(guest, point)
    poll.guest_votes.filter(guest=guest, point=point).delete()
    live.publish(f"room:{poll.review.uid}", "poll")


def _open_poll(guest: RoomGuest, point: TalkingPoint) -> Poll:
    """It stays open until this transaction ends."""
    voting.hold(point.poll_id)
    poll = Poll.objects.select_related("review").get(pk=point.poll_id)
    stands = poll.points.filter(pk=point.pk, aside_at=None).exists()
    if poll.state != Poll.State.OPEN or poll.review_id != guest.review_id or not stands:
        raise NotOpen
    return poll


@transaction.atomic
def ask(*, guest: RoomGuest, text: str) -> None:
    """A question for everyone, shown with the guest's name; the facilitators may let it go. Raises AskedEnough. The same twice is once."""
    RoomGuest.objects.select_for_update().get(pk=guest.pk)
    if guest.questions.filter(text=text).exists():
        return
    if guest.questions.count() >= MOST_QUESTIONS:
        raise AskedEnough
    questions.ask(review=guest.review, by=guest, text=text, for_all=True)
