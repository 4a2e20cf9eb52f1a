"""The two statements that every mail costs: the last look before it leaves, and that it was sent. Written out in SQL, because
composing them anew for each of thousands of mails took as long as sending one."""

from datetime import datetime, timedelta
from functools import cache
from time import monotonic
from typing import Any

from django.db import connection

from outbox.models import Message

# Longer than one mail can take (connecting and each answer may need EMAIL_TIMEOUT) by what a batch may wait for its turn.
LEASE = timedelta(minutes=3)
ENOUGH = timedelta(minutes=2)  # of it must be left when a mail leaves, or the lease is renewed first
# Seconds for which a look holds. The look at the next mail comes with the word that this one was sent: one way to the database less.
FRESH = 0.05
_TABLE = Message._meta.db_table
_LOOK = f"SELECT 1 FROM {_TABLE} WHERE id = %s AND lease_token = %s AND state = 'claimed'"  # noqa: S608 — a constant
_FREE = "lease_token = NULL, lease_until = NULL"


@cache
def _field(name: str) -> Any:
    return Message._meta.get_field(name)


def _as_kept(name: str, value: object) -> Any:
    """The value as this database wants it."""
    return _field(name).get_db_prep_save(value, connection)


def is_ours(message: Message, now: datetime) -> bool:
    """Whether the lease still holds and nobody cancelled meanwhile; afterwards at least ENOUGH of the lease is left."""
    if message.lease_until is None or message.lease_until - now < ENOUGH:
        return _renewed(message, now)
    if monotonic() - message.seen_at < FRESH:
        return True
    with connection.cursor() as cursor:
        cursor.execute(_LOOK, [message.pk, _as_kept("lease_token", message.lease_token)])
        return cursor.fetchone() is not None


def _renewed(message: Message, now: datetime) -> bool:
    mine = Message.objects.filter(pk=message.pk, lease_token=message.lease_token, state=Message.State.CLAIMED)
    message.lease_until = now + LEASE
    return bool(mine.update(lease_until=message.lease_until))


def finish(message: Message, **values: object) -> None:
    """Only the holder of the lease writes what became of it; a row cancelled while its mail left tells the truth all the same."""
    columns = "".join(f"{name} = %s, " for name in values)
    kept = [_as_kept(name, value) for name, value in values.items()]
    token = _as_kept("lease_token", message.lease_token)
    following = message.following
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {_TABLE} SET {columns}{_FREE} WHERE id = %s AND lease_token = %s RETURNING ({_LOOK})",  # noqa: S608
            [*kept, message.pk, token, following.pk if following else None, token],
        )
        seen = cursor.fetchone()
    if following and seen and seen[0]:
        following.seen_at = monotonic()
