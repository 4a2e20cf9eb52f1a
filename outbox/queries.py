"""Reads of messages, shaped for pages: what was promised to whom, and how it stands."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
    could = (
        message.deadline_at is not None and message.due_at <= message.deadline_at
    )  # else it was planned at short notice
    late = could and message.deadline_at is not None and (message.sent_at or now) > message.deadline_at
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


def held() -> list[Message]:
    """What is held back until a person decides, oldest first."""
    return list(Message.objects.filter(state=State.HELD).select_related("recipient").order_by("due_at", "pk"))


@dataclass(frozen=True)
class Promise:
    """What was promised by a time, over all its people. `state`: open, kept or missed; `late_by` for the one it was missed most for."""

    state: str
    sent: int
    people: int
    unreachable: int = 0
    late_by: timedelta | None = None

    @property
    def words(self) -> str:
        if self.late_by:
            return _("missed by %(time)s") % {"time": hours_and_minutes(self.late_by)}
        if self.unreachable:
            return ngettext(
                "%(count)d person could not be reached", "%(count)d people could not be reached", self.unreachable
            ) % {"count": self.unreachable}
        return _("kept") if self.state == "kept" else _("not all sent yet")


def promise(*, subject: str, kinds: Collection[str], now: datetime | None = None) -> Promise | None:
    """How the promise of this subject stands; nothing if none was made. One query."""
    moment = now or timezone.now()
    promised = Message.objects.filter(subject=subject, kind__in=kinds, deadline_at__isnull=False)
    rows = list(promised.exclude(state=State.CANCELLED).only("state", "sent_at", "deadline_at"))
    if not rows:
        return None
    sent = sum(row.state == State.SENT for row in rows)
    unreachable = sum(row.state in (State.FAILED, State.EXPIRED) for row in rows)
    lateness = max((row.sent_at or moment) - row.deadline_at for row in rows if row.deadline_at)
    late_by = lateness if lateness > timedelta(0) else None
    state = "missed" if late_by or unreachable else "kept" if sent == len(rows) else "open"
    return Promise(state, sent, len(rows), unreachable, late_by)


def hours_and_minutes(length: timedelta) -> str:
    """As in "2 h 10 min" or "10 min"; at least a minute."""
    hours, minutes = divmod(max(1, int(length.total_seconds() // 60)), 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": minutes}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes}
