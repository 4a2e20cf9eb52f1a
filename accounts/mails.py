"""The mails that accounts sends by itself, while the person who asked for them waits; in the layout of all other mails."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.invitations import link
from accounts.models import AccountInvitation, User
from accounts.templatetags.face import day


def in_layout(
    *, subject: str, lines: Sequence[str], facts: Sequence[tuple[str, str]] = (), button: tuple[str, str] | None = None
) -> str:
    """The HTML of a mail: paragraphs, a few facts, one button (label, absolute link)."""
    words = {"subject": subject, "lines": lines, "facts": facts, "button": button}
    return render_to_string("outbox/mail.html", words)


def _send(to: str, *, subject: str, lines: Sequence[str], button: tuple[str, str]) -> None:
    words = {"subject": subject, "lines": lines, "button": button}
    mail = EmailMultiAlternatives(subject, render_to_string("outbox/mail.txt", words), to=[to])
    mail.attach_alternative(in_layout(subject=subject, lines=lines, button=button), "text/html")
    mail.send()


def send_invitation(invitation: AccountInvitation) -> None:
    """Raises OSError (smtplib's among them) when the mail cannot be handed over."""
    if invitation.invited_by:
        name = {"name": invitation.invited_by}
        subject = _("%(name)s invites you to Debrief") % name
        first = (
            _("%(name)s invites you to Debrief, where your company looks back at incidents to learn from them.") % name
        )
    else:
        subject = _("Make your account on Debrief")
        first = _("You asked for an account on Debrief, where your company looks back at incidents to learn from them.")
    until = _("The link makes your account; it is for you alone and works until %(day)s.")
    lines = [first, until % {"day": day(invitation.expires_at)}]
    _send(invitation.email, subject=subject, lines=lines, button=(_("Make my account"), link(invitation)))


def send_already_here(person: User) -> None:
    """To somebody who asks for an account and has one."""
    lines = [
        _("Somebody, perhaps you, asked for an account with this address. There is one already."),
        _("Sign in by a mailed code or with your password. If it was not you, you need not do anything."),
    ]
    button = (_("Sign in"), settings.BASE_URL + reverse("account_login"))
    _send(person.email, subject=_("You have an account on Debrief"), lines=lines, button=button)
