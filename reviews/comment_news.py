"""When a mail about comments goes out: a plain rule. The first at once, and then at most one for each document in ten minutes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

PAUSE = timedelta(minutes=10)


@dataclass(frozen=True)
class Mailed:
    """One mail to one person about one document's comments (their numbers). `at`: when it goes or went out, None for one that
    never did; `waits`: it can still take up more."""

    at: datetime | None
    comments: frozenset[int]
    waits: bool
    part: str


@dataclass(frozen=True)
class Batch:
    """The mail that a new comment belongs to."""

    due_at: datetime
    comments: frozenset[int]
    part: str


def batch(comment: int, before: Iterable[Mailed], now: datetime) -> Batch | None:
    """Where a comment goes for one person; None if a mail about it was made before. `before`: all their mails on this document."""
    mails = list(before)
    if any(comment in mail.comments for mail in mails):
        return None
    waiting = next((mail for mail in mails if mail.waits), None)
    if waiting and waiting.at:
        return Batch(waiting.at, waiting.comments | {comment}, waiting.part)
    last = max((mail.at for mail in mails if mail.at), default=None)
    due = max(now, last + PAUSE) if last else now
    return Batch(due, frozenset({comment}), str(len(mails)))
