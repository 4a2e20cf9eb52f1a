"""Which messages a review needs and when: a plain rule from the review's state to rows for the outbox.

It runs in the transaction of every change and again in a sweep, so nothing is forgotten (design decision 1).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from reviews.timing import NOTICE, ready_due

INVITATION, MOVED, READY, UNREADY, CANCELLED, DOCUMENT_CHANGED = (
    "review.invitation",
    "review.moved",
    "review.ready",
    "review.unready",
    "review.cancelled",
    "review.document_changed",
)
PART_NEAR = "review.part_near"
ACCOUNT_INVITATION = "review.account_invitation"  # in place of INVITATION, to an address without an account
NEAR = timedelta(minutes=5)  # how long before its expected time a part is near
PLANNED_KINDS = (INVITATION, ACCOUNT_INVITATION, MOVED, READY, UNREADY)


@dataclass(frozen=True)
class Situation:
    """A review seen from its messages. Sets hold the users' numbers; `told_before`: told of an earlier time of the meeting."""

    now: datetime
    meets_at: datetime
    ready_at: datetime | None
    facilitators: frozenset[int]
    people: frozenset[int]
    told_before: frozenset[int]
    has_document: frozenset[int]


@dataclass(frozen=True)
class Need:
    """One message to one person; times in UTC."""

    kind: str
    person: int
    due_at: datetime
    expires_at: datetime
    deadline_at: datetime | None = None


def needs(review: Situation) -> list[Need]:
    """All messages that a review which is still being prepared needs from now on."""
    if review.meets_at <= review.now:
        return []
    found = [_word_of_the_time(review, person) for person in sorted(review.people)]
    if review.ready_at:
        waiting = sorted(review.people - review.has_document)
        found += [_document(review, person) for person in waiting]
    else:
        found += _reminders(review, review.facilitators)
    return found


def _word_of_the_time(review: Situation, person: int) -> Need:
    kind = MOVED if person in review.told_before else INVITATION
    return Need(kind, person, due_at=review.now, expires_at=review.meets_at)


def _document(review: Situation, person: int) -> Need:
    return Need(
        READY,
        person,
        due_at=ready_due(review.meets_at, review.now),
        deadline_at=review.meets_at - NOTICE,
        expires_at=review.meets_at,
    )


def _reminders(review: Situation, facilitators: Iterable[int]) -> list[Need]:
    """Document not ready 48 hours ahead: said to each facilitator, while there is time to do something about it."""
    due, until = review.meets_at - timedelta(hours=48), review.meets_at - timedelta(hours=1)
    if until <= review.now:  # a meeting at short notice: too late to do something about it
        return []
    return [Need(UNREADY, person, due_at=due, expires_at=until) for person in sorted(facilitators)]
