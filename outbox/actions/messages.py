"""Planning what must go out, and taking it back. The planner may run as often as it likes: the same plan makes the same rows."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import audit
from accounts.models import User
from outbox import bell, kinds
from outbox.actions.sending import send_due as send_due
from outbox.kinds import kind_of
from outbox.models import Message, new_message_id
from outbox.planning import Planned
from outbox.wanted import still_asked_for

State = Message.State
FOLLOWS_PLAN = ("due_at", "deadline_at", "expires_at", "payload", "priority")
RESEND_FOR = timedelta(days=1)


@transaction.atomic
def plan(*, subject: str, rows: Iterable[Planned], replace: Collection[str] = ()) -> int:
    """Make the subject's unsent messages be these; answers how many are new or wanted again.

    Waiting messages of the kinds in `replace` that are no longer among the rows are cancelled. What was sent, refused or
    expired is left alone. The number of statements does not grow with the rows (but for the batches of the database).
    """
    rows = still_asked_for(rows, replace)
    wanted = {key: row for row in rows if row.expires_at > row.due_at for key in [row.key(subject)]}
    known = {message.key: message for message in Message.objects.filter(subject=subject)}
    if replace:
        gone = [m.pk for m in known.values() if m.kind in replace and m.state in _OPEN and m.key not in wanted]
        _cancel(Message.objects.filter(pk__in=gone), _("the plan changed"))
    again = _revive([known[key] for key in wanted if key in known])
    _follow({known[key]: row for key, row in wanted.items() if key in known})
    new = [_new(subject, row) for key, row in wanted.items() if key not in known]
    Message.objects.bulk_create(new, ignore_conflicts=True)
    if any(row.due_at <= timezone.now() for row in wanted.values()):
        bell.ring()
    return len(new) + again


_OPEN = (State.PENDING, State.CLAIMED, State.HELD)


def _new(subject: str, row: Planned) -> Message:
    return Message(
        subject=subject,
        kind=row.kind,
        key=row.key(subject),
        recipient=row.recipient,
        address="" if row.recipient else row.address.strip(),
        version=row.version,
        channel=row.channel,
        next_attempt_at=row.due_at,
        **_values(row),
    )


def _values(row: Planned) -> dict[str, Any]:
    """Those of the row's values that may change while it waits."""
    return {
        "due_at": row.due_at,
        "deadline_at": row.deadline_at,
        "expires_at": row.expires_at,
        "payload": row.payload,
        "priority": kind_of(row.kind).priority,
    }


def _revive(messages: list[Message]) -> int:
    """What was cancelled before it was sent, and is planned again (someone was removed and invited anew), waits again."""
    cancelled = Message.objects.filter(pk__in=[m.pk for m in messages if m.state == State.CANCELLED])
    return cancelled.filter(state=State.CANCELLED).update(
        state=State.PENDING, lease_token=None, lease_until=None, last_error="", attempts=0, next_attempt_at=F("due_at")
    )


def _follow(planned: dict[Message, Planned]) -> None:
    """Waiting messages take the plan's present times and values."""
    moved, now = [], timezone.now()
    for message, row in planned.items():
        values = _values(row)
        if message.due_at <= now and row.due_at <= now:
            values["due_at"] = message.due_at  # "at once" keeps the moment when it was first meant
        if message.state in (*_OPEN, State.CANCELLED) and any(getattr(message, n) != v for n, v in values.items()):
            for name, value in values.items():
                setattr(message, name, value)
            due: datetime = values["due_at"]
            message.next_attempt_at = max(due, message.next_attempt_at) if message.attempts else due
            moved.append(message)
    Message.objects.bulk_update(moved, [*FOLLOWS_PLAN, "next_attempt_at"], batch_size=200)


@transaction.atomic
def cancel(
    *,
    subject: str,
    kinds: Collection[str] | None = None,
    recipient: User | None = None,
    address: str = "",
    because: str = "",
) -> int:
    """Take back what waits for this subject, all kinds and people unless some are named; answers how many."""
    messages = Message.objects.filter(subject=subject)
    if kinds is not None:
        messages = messages.filter(kind__in=kinds)
    if recipient is not None:
        messages = messages.filter(recipient=recipient)
    if address:
        messages = _to_address(messages, address)
    return _cancel(messages, because or _("it was taken back"))


def _to_address(messages: "Any", address: str) -> "Any":
    """Those to somebody without an account."""
    return messages.filter(recipient=None, channel=Message.Channel.EMAIL, address__iexact=address)


@transaction.atomic
def hand_over(*, subject: str, address: str, to: User) -> None:
    """Somebody who was written to by their address has an account now: what they got is theirs, what waits is planned anew."""
    theirs = _to_address(Message.objects.filter(subject=subject), address)
    _cancel(theirs, _("they have an account now"))
    theirs.update(recipient=to)


def cancel_of_payload(*, because: str, **payload: str) -> int:
    """Take back what waits, of whatever subject, with these values in its payload; answers how many."""
    return _cancel(Message.objects.filter(**{f"payload__{name}": value for name, value in payload.items()}), because)


def _cancel(messages: "Any", because: str) -> int:
    """One in hand keeps its lease: if its mail left all the same, the row will say so."""
    count: int = messages.filter(state__in=_OPEN).update(state=State.CANCELLED, last_error=because[:500])
    return count


@transaction.atomic
def forget(*, subject: str, kinds: Collection[str]) -> None:
    """Delete the rows of these kinds, sent or not: for messages whose mere existence tells what nobody may know."""
    Message.objects.filter(subject=subject, kind__in=kinds).delete()


@transaction.atomic
def hold(*, message: Message, by: User) -> bool:
    """Keep a waiting message back until someone releases it."""
    held = Message.objects.filter(pk=message.pk, state=State.PENDING).update(state=State.HELD)
    audit.record(by=by, did="message.held", subject=message)
    return bool(held)


@transaction.atomic
def release(*, message: Message, by: User | None) -> bool:
    """Let a held message go; it is sent when it is due. `by` is None for a command typed on the server."""
    free = Message.objects.filter(pk=message.pk, state=State.HELD).update(state=State.PENDING, last_error="")
    audit.record(by=by, did="message.released", subject=message)
    bell.ring()
    return bool(free)


@transaction.atomic
def hold_before(moment: datetime) -> int:
    """After a restored backup: what was due before the restore may have been sent already, so a person decides.

    A code or a link from before opens nothing by now; it goes its way to being given up.
    """
    open_rows = Message.objects.filter(state__in=[State.PENDING, State.CLAIMED], due_at__lt=moment)
    open_rows = open_rows.exclude(kind__in=kinds.fleeting())
    return open_rows.update(state=State.HELD, lease_token=None, lease_until=None, last_error=Message.RESTORED)


@transaction.atomic
def resend(*, message: Message, by: User) -> Message:
    """Send once more: a refused or expired message tries again as it is, one that was sent goes out as a new one."""
    now = timezone.now()
    audit.record(by=by, did="message.resent", subject=message)
    bell.ring()
    until = max(message.expires_at, now + RESEND_FOR)
    if message.state != State.SENT:
        Message.objects.filter(pk=message.pk).exclude(state=State.SENT).update(
            state=State.PENDING,
            attempts=0,
            next_attempt_at=now,
            expires_at=until,
            last_error="",
            lease_token=None,
            lease_until=None,
        )
        message.refresh_from_db()
        return message
    return Message.objects.create(
        kind=message.kind,
        channel=message.channel,
        subject=message.subject,
        recipient=message.recipient,
        address="" if message.recipient else message.address,
        version=message.version,
        payload=message.payload,
        key=f"{message.key}|again {now.isoformat()}"[-400:],
        message_id=new_message_id(),
        priority=message.priority,
        due_at=now,
        next_attempt_at=now,
        expires_at=until,
    )


@transaction.atomic
def shift(*, subject: str, delta: timedelta) -> int:
    """Move every time of a subject's messages, past and future alike. Only the demo does this, when it moves a story's dates."""
    moments = ("due_at", "deadline_at", "expires_at", "next_attempt_at", "sent_at", "created_at")
    count = 0
    for message in Message.objects.select_for_update().filter(~Q(state=State.CLAIMED), subject=subject):
        for name in moments:
            value = getattr(message, name)
            setattr(message, name, value and value + delta)
        message.save(update_fields=moments)
        count += 1
    bell.ring()
    return count
