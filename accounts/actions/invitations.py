"""Inviting people who have no account yet, and what they do with the link."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.invitations import token_of
from accounts.link_codes import digest
from accounts.models import AccountInvitation, User

GOOD_FOR = timedelta(days=14)


class AlreadyHere(Exception):
    """The address has an account; there is nothing to invite to."""


class NoLongerOpen(Exception):
    """The link was used, has expired, or the address got an account in another way."""


@transaction.atomic
def invite(*, email: str, by: User | None) -> AccountInvitation:
    """An open invitation for the address, good for 14 days from now; asking again renews the one that is open.

    `by` None: the person asked for it (sign-up by domain). The link is built by `accounts.invitations.link` when it is sent.
    Raises AlreadyHere.
    """
    email = email.strip().lower()
    if User.objects.filter(email=email).exists():
        raise AlreadyHere(email)
    invitation = AccountInvitation.objects.filter(email=email, accepted_at=None).order_by("pk").last()
    if invitation is None:
        invitation = AccountInvitation(email=email, invited_by=by)
    invitation.token_hash = digest(token_of(invitation))
    invitation.expires_at = timezone.now() + GOOD_FOR
    invitation.save()
    audit.record(by=by, did="account.invited", subject=invitation)
    return invitation


def keep_open(*, invitations: Collection[int], until: datetime) -> None:
    """These (ids), if nobody has accepted them yet, are good until then at least: a mail that is still to come leads by their link."""
    waiting = AccountInvitation.objects.filter(pk__in=invitations, accepted_at=None, expires_at__lt=until)
    waiting.update(expires_at=until)


@transaction.atomic
def withdraw(*, invitation: AccountInvitation, by: User) -> None:
    """The link stops working; the same address can be invited again."""
    audit.record(by=by, did="account.invitation_withdrawn", subject=invitation)
    invitation.delete()


@transaction.atomic
def accept(*, token: str, name: str, time_zone: str, password: str | None = None) -> User:
    """The account for an open invitation; without a password the person signs in by mailed codes.

    Raises AccountInvitation.DoesNotExist for an unknown token, NoLongerOpen for one that cannot be used any more.
    """
    invitation = AccountInvitation.objects.select_for_update().get(token_hash=digest(token))
    if invitation.is_used or invitation.is_expired or User.objects.filter(email=invitation.email).exists():
        raise NoLongerOpen
    person = User.objects.create_user(invitation.email, name=name, password=password, time_zone=time_zone)
    invitation.accepted_at, invitation.accepted_by = timezone.now(), person
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    audit.record(by=person, did="account.created", subject=person)
    return person
