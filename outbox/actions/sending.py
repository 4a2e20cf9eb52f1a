"""Sends what is due: claim in a short transaction, ask again whether it is wanted, send outside of any, finish by the lease.

A process may die at any point: what it had claimed is taken up again when its lease ends, with the same Message-ID.
"""

import logging
import random
from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from outbox import backoff, chat, kinds, mail, refusals, wanted
from outbox.actions import leases
from outbox.actions.leases import LEASE
from outbox.chat import Parcel, ToChat
from outbox.kinds import kind_of
from outbox.models import Message
from outbox.post import Post

logger = logging.getLogger(__name__)
State = Message.State
Clock = Callable[[], datetime]

BATCH = 50
DATABASE_TROUBLE = (OperationalError, InterfaceError)


def send_due(*, now: datetime | None = None, stop: Callable[[], bool] | None = None) -> int:
    """Send until nothing is due, the mail server is in trouble, or `stop` says so; answers how many were sent.

    `now` stands for the present moment (tests). Raises only when the database is gone; nothing is lost then.
    """
    clock: Clock = (lambda: now) if now else timezone.now
    halt = stop or (lambda: False)
    expire(now=clock())
    sent = 0
    with Post() as post:
        while not halt() and not post.in_trouble and (token := claim(now=clock())):
            try:
                sent += _send_batch(token, post, clock, halt)
            finally:
                give_back(token)
    return sent


def send_claimed(token: UUID) -> int:
    """What was planned under a lease already, by whoever waits for it; given back to the sweep if the mail server is in trouble."""
    with Post() as post:
        try:
            return _send_batch(token, post, timezone.now, lambda: False)
        finally:
            give_back(token)


def _ready(now: datetime) -> QuerySet[Message]:
    """Due and waiting, or claimed by someone whose lease ran out."""
    waiting = Q(state=State.PENDING, due_at__lte=now, next_attempt_at__lte=now)
    return Message.objects.filter(waiting | Q(state=State.CLAIMED, lease_until__lte=now), expires_at__gt=now)


@transaction.atomic
def claim(*, now: datetime, limit: int = BATCH) -> UUID | None:
    """Take the most urgent due messages for the length of a lease; answers the lease's token, or nothing when none is due.

    Rows that another worker is claiming right now are passed over (PostgreSQL); SQLite has one writer at a time anyway.
    """
    urgent = _ready(now).order_by("priority", F("deadline_at").asc(nulls_last=True), "due_at", "pk")
    chosen = list(urgent.select_for_update(skip_locked=True).values_list("pk", flat=True)[:limit])
    token = uuid4()
    mine = _ready(now).filter(pk__in=chosen)
    return token if chosen and mine.update(state=State.CLAIMED, lease_token=token, lease_until=now + LEASE) else None


def expire(*, now: datetime) -> int:
    """What nobody could send in time is given up, and said aloud."""
    unsent = Q(state=State.PENDING) | Q(state=State.CLAIMED, lease_until__lte=now)
    given_up = Message.objects.filter(unsent, expires_at__lte=now)
    count = given_up.update(state=State.EXPIRED, lease_token=None, lease_until=None)
    if count:
        Message.objects.filter(state=State.EXPIRED, kind__in=kinds.fleeting()).update(payload={})
        logger.error("%d messages were not sent in time and are no longer useful; see the outbox.", count)
    return count


def give_back(token: UUID) -> None:
    """Claimed but not tried: others may take it at once."""
    claimed = Message.objects.filter(lease_token=token, state=State.CLAIMED)
    claimed.update(state=State.PENDING, lease_token=None, lease_until=None)


def _send_batch(token: UUID, post: Post, clock: Clock, halt: Callable[[], bool]) -> int:
    claimed = Message.objects.filter(lease_token=token, state=State.CLAIMED).select_related("recipient")
    in_turn = list(claimed.order_by("priority", F("deadline_at").asc(nulls_last=True), "due_at", "pk"))
    sent = 0
    for message, following in zip(in_turn, [*in_turn[1:], None], strict=True):
        message.following = following
        if halt() or post.in_trouble:
            break
        sent += _deliver(message, post, clock)
    return sent


def _deliver(message: Message, post: Post, clock: Clock) -> bool:
    """One message, to the end: sent, no longer wanted, refused, or to be tried again."""
    try:
        reason = unwanted(message)
        letter = None if reason else _written(message, post)
    except DATABASE_TROUBLE:
        raise
    except Exception as error:
        logger.exception("Message %s could not be written.", message.key)
        _finish(message, state=State.FAILED, last_error=_short(_("It could not be written: %(e)s") % {"e": error}))
        return False
    if letter is None:
        _finish(message, state=State.CANCELLED, last_error=_short(reason))
        return False
    if not _begin(message, clock()):
        return False
    address = message.to_address
    try:
        answer = post.send(letter)
    except DATABASE_TROUBLE:
        raise
    except Exception as error:
        _refused(message, refusals.read(error), clock())
        return False
    _finish(
        message,
        state=State.SENT,
        sent_at=clock(),
        address=address,
        answer=answer[:300],
        attempts=message.attempts,
        last_error="",
    )
    return True


def unwanted(message: Message) -> str:
    """Why it need not go out any more, asked at the last moment; empty if it is still wanted."""
    if not message.to_address:
        return _("the account no longer exists")
    if message.recipient and not message.recipient.is_active:
        return _("the account is closed")
    if wanted.declined(message):
        return _("they do not want messages of this kind")
    return kind_of(message.kind).wanted(message)


def _written(message: Message, post: Post) -> EmailMessage | Parcel:
    """The mail in the reader's own time zone, or the parcel for a chat."""
    zone = message.recipient.zone if message.recipient else ZoneInfo(settings.DEFAULT_ZONE)
    with timezone.override(zone), translation.override(settings.LANGUAGE_CODE):
        said = kind_of(message.kind).render(message)
        if isinstance(said, ToChat):
            return chat.pack(message.message_id, said)
        return mail.build(message, said, post.connection)


def _begin(message: Message, now: datetime) -> bool:
    """The last look before it leaves: the lease is still ours and nobody cancelled meanwhile."""
    message.attempts += 1
    return leases.is_ours(message, now)


def _finish(message: Message, **values: object) -> None:
    forgotten: dict[str, object] = {"payload": {}} if kinds.is_fleeting(message.kind) else {}
    leases.finish(message, **values, **forgotten)


def _refused(message: Message, refusal: refusals.Refusal, now: datetime) -> None:
    logger.warning("Message %s, attempt %d: %s", message.key, message.attempts, refusal.reason)
    if refusal.final:
        _finish(message, state=State.FAILED, attempts=message.attempts, last_error=_short(refusal.reason))
        gone = kind_of(message.kind).gone if refusal.gone else None
        if gone:
            gone(message, refusal.reason)
        return
    pause = max(backoff.wait(message.attempts, random.random()), refusal.after)  # noqa: S311 — jitter, not a secret
    mine = Message.objects.filter(pk=message.pk, lease_token=message.lease_token, state=State.CLAIMED)
    mine.update(
        state=State.PENDING,
        lease_token=None,
        lease_until=None,
        last_error=_short(refusal.reason),
        attempts=message.attempts,
        next_attempt_at=now + pause,
    )


def _short(reason: str) -> str:
    return str(reason)[:500]
