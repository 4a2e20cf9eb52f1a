"""What is promised to everyone, planned for those too who are invited by their address and have no account yet."""

from dataclasses import replace
from datetime import datetime

from accounts.actions import invitations
from outbox.models import Message
from outbox.planning import Planned
from reviews import promises
from reviews.models import PendingInvitation, Review

TOLD = (Message.State.SENT, Message.State.CLAIMED)
THEIRS = {promises.INVITATION: promises.ACCOUNT_INVITATION}
NOBODY: frozenset[int] = frozenset()


def planned(review: Review, situation: promises.Situation) -> list[Planned]:
    """The same rule as for people with an account; the way in stays open until the meeting ends. A constant number of queries."""
    waiting = _waiting(review)
    if not waiting:
        return []
    invitations.keep_open(invitations=[each.invitation_id for each in waiting], until=review.ends_at)
    before = _told(review, (promises.ACCOUNT_INVITATION, promises.MOVED), version__lt=review.plan_version)
    has_it = _told(review, (promises.READY,), state=Message.State.SENT)
    theirs = replace(
        situation,
        facilitators=NOBODY,
        people=frozenset(each.pk for each in waiting),
        told_before=frozenset(each.pk for each in waiting if each.invitation.email in before),
        has_document=frozenset(each.pk for each in waiting if each.invitation.email in has_it),
    )
    by_number = {each.pk: each for each in waiting}
    return [_row(review, by_number[need.person], need) for need in promises.needs(theirs)]


def called_off(review: Review, now: datetime, until: datetime) -> list[Planned]:
    """Word that the meeting is off, to those who knew of it."""
    told = _told(review, (promises.ACCOUNT_INVITATION, promises.MOVED, promises.READY))
    off = (each for each in _waiting(review) if each.invitation.email in told)
    return [_row(review, each, promises.Need(promises.CANCELLED, each.pk, now, until)) for each in off]


def news(review: Review, kind: str, version: int, now: datetime, until: datetime) -> list[Planned]:
    """Something that came of the meeting, to those who never made their account; the way in is open as long as it is news."""
    waiting = _waiting(review)
    invitations.keep_open(invitations=[each.invitation_id for each in waiting], until=until)
    return [_row(review, each, promises.Need(kind, each.pk, now, until), version) for each in waiting]


def _waiting(review: Review) -> list[PendingInvitation]:
    return list(review.pending_invitations.select_related("invitation").order_by("pk"))


def _told(review: Review, kinds: tuple[str, ...], **where: object) -> set[str]:
    """The addresses, in small letters, to which such a message was sent or is in hand."""
    rows = Message.objects.filter(subject=review.topic, kind__in=kinds, state__in=TOLD, recipient=None)
    return {address.lower() for address in rows.filter(**where).values_list("address", flat=True)}


def _row(review: Review, to: PendingInvitation, need: promises.Need, version: int = 0) -> Planned:
    return Planned(
        kind=THEIRS.get(need.kind, need.kind),
        due_at=need.due_at,
        expires_at=need.expires_at,
        deadline_at=need.deadline_at,
        address=to.invitation.email,
        version=version or review.plan_version,
        payload={"review": str(review.uid), "pending": to.pk},
    )
