"""A message for which somebody waits before a page: a row like every other, taken in hand by whoever makes it, and sent at once.

What the mail server does not take now waits its turn like the others. Rows of fleeting kinds are deleted after a day.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from accounts.models import User
from outbox import kinds
from outbox.actions import sending
from outbox.actions.leases import LEASE
from outbox.models import Message

SUBJECT = "account"
KEPT = timedelta(days=1)
State = Message.State


def send(*, kind: str, to: User | str, until: datetime, payload: dict[str, Any]) -> bool:
    """Whether it has left. Not inside of a transaction: it leaves before the caller's would be committed."""
    now, token = timezone.now(), uuid4()
    Message.objects.create(
        kind=kind,
        subject=SUBJECT,
        recipient=to if isinstance(to, User) else None,
        address=to if isinstance(to, str) else "",
        payload=payload,
        key=f"{kind}|{token}",
        priority=kinds.kind_of(kind).priority,
        due_at=now,
        next_attempt_at=now,
        expires_at=until,
        state=State.CLAIMED,
        lease_token=token,
        lease_until=now + LEASE,
    )
    return bool(sending.send_claimed(token))


def forget(*, now: datetime | None = None) -> int:
    """Delete what is over and was of use for a moment only; answers how many."""
    over = Message.objects.filter(kind__in=kinds.fleeting(), due_at__lt=(now or timezone.now()) - KEPT)
    return over.exclude(state__in=Message.UNSENT).delete()[0]
