"""The two mails that accounts sends by itself, while the person who asked for them waits: an invitation, and a reminder of the account."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.invitations import link
from accounts.models import AccountInvitation, User


def _send(to: str, subject: str, template: str, context: dict[str, object]) -> None:
    EmailMessage(subject, render_to_string(template, context), to=[to]).send()


def send_invitation(invitation: AccountInvitation) -> None:
    """Raises OSError (smtplib's among them) when the mail cannot be handed over."""
    context = {"invitation": invitation, "link": link(invitation)}
    if invitation.invited_by:
        subject = _("Debrief: %(name)s invites you") % {"name": invitation.invited_by}
    else:
        subject = _("Debrief: make your account")
    _send(invitation.email, subject, "accounts/mails/invitation.txt", context)


def send_already_here(person: User) -> None:
    """To somebody who asks for an account and has one."""
    context = {"person": person, "link": settings.BASE_URL + reverse("account_login")}
    _send(person.email, _("Debrief: you have an account"), "accounts/mails/already_here.txt", context)
