"""The mails that accounts send by themselves, while the person who asked for them waits: what each says, and how long it is of use.

Each is a row of the outbox (accounts.carrier). No row holds a link that opens something: it is made when the mail is written.
Only the code of a sign-in has to wait in its row, until the mail has left.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import carrier
from accounts.invitations import link
from accounts.models import AccountInvitation, User
from accounts.templatetags.face import day

INVITATION, ALREADY_HERE = "account.invitation", "account.already_here"
CODE, RESET = "account.login_code", "account.password_reset_key"
# Of a name that allauth's next release may bring.
OTHER = "account.other"
LABELS = {
    INVITATION: gettext_lazy("account: invitation"),
    ALREADY_HERE: gettext_lazy("account: there is one already"),
    CODE: gettext_lazy("account: sign-in code"),
    RESET: gettext_lazy("account: link for a new password"),
    "account.unknown_account": gettext_lazy("account: none with this address"),
    "account.password_changed": gettext_lazy("account: password changed"),
    "account.password_reset": gettext_lazy("account: new password set by a link"),
    "account.password_set": gettext_lazy("account: password set"),
    OTHER: gettext_lazy("account: other word about it"),
}
ALLAUTHS = "account/email/"
OF_USE, RESET_OF_USE = timedelta(days=1), timedelta(hours=1)


@dataclass(frozen=True)
class Letter:
    """A mail without its envelope."""

    subject: str
    text: str
    html: str


def in_layout(
    *, subject: str, lines: Sequence[str], title: str = "", code: str = "", button: tuple[str, str] | None = None
) -> str:
    """The HTML of a mail: its title (empty: the subject), paragraphs, a code after the first, one button (label, absolute link)."""
    words = {"subject": subject, "title": title, "lines": lines, "code": code, "button": button}
    return render_to_string("outbox/mail.html", words)


def written(kind: str, to: "User | str", payload: dict[str, Any]) -> Letter:
    """What a mail of one of LABELS says to an account or an address."""
    if kind == INVITATION:
        return _invitation(AccountInvitation.objects.select_related("invited_by").get(pk=payload["invitation"]))
    if kind == ALREADY_HERE:
        return _already_here()
    ask_url = settings.BASE_URL + reverse("account_reset_password")
    email = str(to.email) if isinstance(to, User) else to
    context = {"email": email, "code": payload.get("code", ""), "ask_url": ask_url}
    if kind == RESET and isinstance(to, User):
        key = f"{user_pk_to_url_str(to)}-{app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(to)}"
        context["password_reset_url"] = get_adapter().get_reset_password_from_key_url(key)
    mail: EmailMultiAlternatives = get_adapter().render_mail(f"{ALLAUTHS}{payload['name']}", context["email"], context)
    [html] = mail.alternatives
    return Letter(str(mail.subject), str(mail.body), str(html[0]))


def wanted(kind: str, payload: dict[str, Any]) -> str:
    """ "" unless it would open nothing any more."""
    if kind != INVITATION:
        return ""
    found = AccountInvitation.objects.filter(pk=payload["invitation"]).first()
    return "" if found and not (found.is_used or found.is_expired) else _("the invitation was withdrawn or used")


def send_allauths(name: str, address: str, code: str) -> bool:
    """One of allauth's, by the name of its template. To the account with this address, whoever asked for it."""
    kind = f"account.{name}"
    until = {CODE: timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT), RESET: RESET_OF_USE}.get(kind, OF_USE)
    person = User.objects.filter(email=address.strip().lower(), is_active=True).first()
    payload = {"name": name} | ({"code": code} if code else {})
    return carrier.send(
        kind=kind if kind in LABELS else OTHER, to=person or address, until=timezone.now() + until, payload=payload
    )


def send_invitation(invitation: AccountInvitation) -> bool:
    """Whether it has left; if not, it is tried again as long as the link works."""
    until = invitation.expires_at
    return carrier.send(kind=INVITATION, to=invitation.email, until=until, payload={"invitation": invitation.pk})


def send_already_here(person: User) -> bool:
    """To somebody who asks for an account and has one."""
    return carrier.send(kind=ALREADY_HERE, to=person, until=timezone.now() + OF_USE, payload={})


def _letter(subject: str, lines: list[str], button: tuple[str, str]) -> Letter:
    words = {"subject": subject, "lines": lines, "button": button}
    html = in_layout(subject=subject, lines=lines, button=button)
    return Letter(subject, render_to_string("outbox/mail.txt", words), html)


def _invitation(invitation: AccountInvitation) -> Letter:
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
    return _letter(subject, lines, (_("Make my account"), link(invitation)))


def _already_here() -> Letter:
    lines = [
        _("Somebody, perhaps you, asked for an account with this address. There is one already."),
        _("Sign in by a mailed code or with your password. If it was not you, you need not do anything."),
    ]
    button = (_("Sign in"), settings.BASE_URL + reverse("account_login"))
    return _letter(_("You have an account on Debrief"), lines, button)
