"""Reads of messages, shaped for pages: what was promised to whom, and how it stands."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from outbox.kinds import label_of
from outbox.models import Message

State = Message.State


@dataclass(frozen=True)
class Standing:
    """How a message stands, in a word; `tone` is the badge's colour: ok, care, late or quiet."""

    word: str
    tone: str


@dataclass(frozen=True)
class Proof:
    """One line of the proof: `when` is the time that matters in this state, `detail` the reason in plain words or empty."""

    message: Message
    who: str
    label: str
    word: str
    tone: str
    when: datetime
    detail: str


def standing(message: Message, now: datetime) -> Standing:
    late = message.deadline_at is not None and (message.sent_at or now) > message.deadline_at
    match message.state:
        case State.SENT:
            return Standing(_("sent late"), "care") if late else Standing(_("sent"), "ok")
        case State.FAILED:
            return Standing(_("could not be delivered"), "late")
        case State.EXPIRED:
            return Standing(_("not sent in time"), "late")
        case State.CANCELLED:
            return Standing(_("no longer needed"), "quiet")
        case State.HELD:
            return Standing(_("held back"), "care")
    return _waiting(message, now, late)


def _waiting(message: Message, now: datetime, late: bool) -> Standing:
    if late:
        return Standing(_("late"), "late")
    if message.attempts and message.state == State.PENDING:
        return Standing(_("being tried again"), "care")
    if message.due_at > now:
        return Standing(_("due"), "quiet")
    return Standing(_("on its way"), "quiet")


def state_word(message: Message, now: datetime) -> str:
    return standing(message, now).word


def for_subject(subject: str, kinds: Collection[str] | None = None) -> list[Proof]:
    """Who gets or got what, by due time and then by name; one query."""
    messages = Message.objects.filter(subject=subject).select_related("recipient")
    if kinds is not None:
        messages = messages.filter(kind__in=kinds)
    now = timezone.now()
    return [_proof(message, now) for message in messages.order_by("due_at", "recipient__name", "address", "pk")]


def _proof(message: Message, now: datetime) -> Proof:
    stand = standing(message, now)
    return Proof(
        message=message,
        who=message.to_name or _("someone whose account is gone"),
        label=label_of(message.kind),
        word=stand.word,
        tone=stand.tone,
        when=message.sent_at or message.due_at,
        detail=message.last_error,
    )


def notified(*, subject: str, kinds: Collection[str]) -> set[int]:
    """The people (ids) to whom such a message was sent, or is being sent right now: who must hear if it changes."""
    told = Message.objects.filter(subject=subject, kind__in=kinds, state__in=[State.SENT, State.CLAIMED])
    return {pk for pk in told.values_list("recipient_id", flat=True) if pk is not None}
