"""Invites people to a review, gives them a part in it, and lets them go."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import live
from accounts.actions import audit, invitations
from accounts.models import User
from incidents import permissions
from incidents.actions import incidents
from incidents.models import Incident
from outbox.actions import messages
from reviews.actions import promises
from reviews.models import Participation, PendingInvitation, Review


class LastFacilitator(Exception):
    """A review always has at least one facilitator."""


def place(*, review: Review, user: User, by: User, role: str) -> Participation:
    """Give somebody a place, or give back the one they had; plans no message."""
    found, _made = Participation.objects.update_or_create(
        review=review, user=user, defaults={"role": role, "removed_at": None, "invited_by": by}
    )
    if permissions.edit(by, review.incident):
        incidents.add_member(incident=review.incident, user=user, may_edit=_facilitates(review.incident, user), by=by)
    else:  # nobody hands on a right that they do not have
        incidents.add_members(incident=review.incident, users=[user], by=by)
    audit.record(by=by, did=f"review.{role}", subject=review, person=user.pk)
    return found


def _facilitates(incident: Incident, user: User) -> bool:
    """A review of this incident, this one or another."""
    places = Participation.objects.filter(review__incident=incident, user=user, removed_at=None)
    return places.filter(role=Participation.Role.FACILITATOR).exists()


def place_all(*, review: Review, users: Sequence[User], by: User) -> None:
    """Give each a place as a participant, as `place` gives one; in as many statements as for one. Plans no message."""
    role = Participation.Role.PARTICIPANT
    places = [Participation(review=review, user=user, role=role, invited_by=by) for user in users]
    Participation.objects.bulk_create(
        places,
        update_conflicts=True,
        unique_fields=["review", "user"],
        update_fields=["role", "removed_at", "invited_by"],
    )
    incidents.add_members(incident=review.incident, users=users, by=by)
    audit.record_all(by=by, did=f"review.{role}", subject=review, people=users)


@transaction.atomic
def invite(*, review: Review, by: User, users: list[User]) -> None:
    here = set(review.participations.filter(removed_at=None).values_list("user_id", flat=True))
    new = {user.pk: user for user in users if user.pk not in here}
    place_all(review=review, users=list(new.values()), by=by)
    promises.plan(review)
    _counted_anew(review)


def _counted_anew(review: Review) -> None:
    """The room says how many of those who are there have voted, agreed and answered, and who has the desk is told."""
    live.publish(f"room:{review.uid}", "poll", "people", "agreed", "recording")


@transaction.atomic
def invite_address(*, review: Review, by: User, email: str) -> None:
    """Someone with an account is invited; someone without one gets a link that creates it first."""
    known = User.objects.filter(email=email.strip().lower()).first()
    if known:
        invite(review=review, by=by, users=[known])
        return
    invitation = invitations.invite(email=email, by=by)
    PendingInvitation.objects.get_or_create(review=review, invitation=invitation, defaults={"invited_by": by})
    promises.plan(review)
    audit.record(by=by, did="review.address_invited", subject=review)


@transaction.atomic
def claim(*, review: Review, user: User) -> None:
    """An account that was just created takes the places that waited for its address."""
    waiting = review.pending_invitations.filter(invitation__email=user.email).select_related("invited_by").first()
    if waiting is None:
        return
    inviter = waiting.invited_by or user
    messages.hand_over(subject=review.topic, address=waiting.invitation.email, to=user)
    waiting.delete()
    invite(review=review, by=inviter, users=[user])


@transaction.atomic
def withdraw(*, waiting: PendingInvitation, by: User) -> None:
    """Somebody without an account is off the list: a mistyped address, or they were invited by mistake."""
    review = waiting.review
    messages.cancel(subject=review.topic, address=waiting.invitation.email, because=_("no longer invited"))
    audit.record(by=by, did="review.address_withdrawn", subject=review)
    waiting.delete()


@transaction.atomic
def remove(*, place: Participation, by: User) -> None:
    """They no longer see a restricted review; open pages of theirs end at once. Raises LastFacilitator."""
    review = place.review
    facilitators = review.participations.filter(removed_at=None, role=Participation.Role.FACILITATOR)
    if place.role == Participation.Role.FACILITATOR and facilitators.count() == 1:
        raise LastFacilitator
    place.removed_at = timezone.now()
    place.save(update_fields=["removed_at"])
    incidents.remove_member(incident=review.incident, user=place.user, by=by)
    messages.cancel(subject=review.topic, recipient=place.user, because=_("no longer invited"))
    audit.record(by=by, did="review.removed", subject=review, person=place.user_id)
    live.revoke(f"room:{review.uid}")
    _counted_anew(review)


@transaction.atomic
def set_role(*, place: Participation, by: User, role: str) -> None:
    """Facilitator or participant. Raises LastFacilitator."""
    review = place.review
    facilitators = review.participations.filter(removed_at=None, role=Participation.Role.FACILITATOR)
    if place.role == Participation.Role.FACILITATOR != role and facilitators.count() == 1:
        raise LastFacilitator
    place.role = role
    place.save(update_fields=["role"])
    facilitates = role == Participation.Role.FACILITATOR
    if facilitates and review.poll.votes.filter(voter=place.user).exists():
        review.poll.voting_facilitators.add(place.user)  # who has voted goes on voting
    incidents.add_member(incident=review.incident, user=place.user, may_edit=facilitates, by=by)
    audit.record(by=by, did=f"review.{role}", subject=review, person=place.user_id)
    promises.plan(review)
    live.revoke(f"room:{review.uid}")
    _counted_anew(review)


@transaction.atomic
def reply(*, review: Review, user: User, answer: str) -> None:
    """ "yes" or "no" to the meeting; may be changed until it begins."""
    review.participations.filter(user=user, removed_at=None).update(reply=answer)
    audit.record(by=user, did="review.replied", subject=review, answer=answer)
