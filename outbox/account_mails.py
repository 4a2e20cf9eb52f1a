"""Mails of accounts as rows of the outbox: kinds, what they say, and the way out that accounts are handed."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts import carrier, mails
from accounts.models import User
from outbox import choices
from outbox.actions import at_once
from outbox.choices import Choice
from outbox.kinds import PROMISE, Kind, register
from outbox.mail import Mail
from outbox.models import Message


def carry(*, kind: str, to: User | str, until: datetime, payload: Mapping[str, str | int]) -> bool:
    return at_once.send(kind=kind, to=to, until=until, payload=dict(payload))


def render(message: Message) -> Mail:
    """Each a thread of its own: two codes are no conversation."""
    letter = mails.written(message.kind, message.recipient or message.address, message.payload)
    return Mail(subject=letter.subject, text=letter.text, html=letter.html, thread=message.message_id)


def wanted(message: Message) -> str:
    return mails.wanted(message.kind, message.payload)


def everything() -> None:
    """Somebody waits for them before a page, so they go before all others. What invites can be sent again; the rest is forgotten."""
    for name, label in mails.LABELS.items():
        register(Kind(name, label, render, wanted, priority=PROMISE, fleeting=name != mails.INVITATION))
    about = _("Codes, links and word of a new password: you asked for them, or should know if it was not you.")
    choices.register(Choice("account", _("About your account"), about, tuple(mails.LABELS), fixed=True, order=2))
    carrier.register(carry)
