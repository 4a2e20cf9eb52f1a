"""The signed link that stops one choice of one person without signing in (RFC 8058), for digests and reminders."""

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from accounts.models import User
from outbox import choices
from outbox.choices import Choice
from outbox.links import absolute
from outbox.models import Message

_signer = Signer(salt="outbox.stopping")


def token(person: int, choice: Choice) -> str:
    """Without a time: a mail of last year can still be stopped."""
    return _signer.sign_object([person, choice.name])


def link(message: Message) -> str:
    """The absolute address for this message's headers and foot; empty where one click must not do it."""
    choice = choices.of_kind(message.kind)
    if choice is None or choice.fixed or not choice.one_click or message.recipient_id is None:
        return ""
    return absolute(reverse("outbox:stop", args=[token(message.recipient_id, choice)]))


def read(written: str) -> tuple[User, Choice] | None:
    """Whom and what a token is about; None for one that was altered, or whose account or choice is gone."""
    try:
        number, name = _signer.unsign_object(written)
    except (BadSignature, ValueError, TypeError):
        return None
    person, choice = User.objects.filter(pk=number).first(), choices.named(name)
    return (person, choice) if person and choice and choice.one_click and not choice.fixed else None
