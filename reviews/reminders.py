"""Which reminders a review needs beside its promises, and when: a plain rule from what people have done to rows for the outbox.

Nobody is reminded of what they got less than `PATIENCE` ago, and what is marked in one sitting is told in one mail.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

YOUR_PART, UNREAD, ROOM_OPENS, UNREADY_EARLY, UNCHECKED = (
    "review.your_part",
    "review.unread",
    "review.room_opens",
    "review.unready_early",
    "review.unchecked",
)
KINDS = (YOUR_PART, UNREAD, ROOM_OPENS, UNREADY_EARLY, UNCHECKED)

SITTING = timedelta(minutes=10)  # parts marked one after the other are one mail
ONCE_A_DAY = timedelta(hours=24)
PATIENCE = timedelta(hours=12)
TOO_LATE = timedelta(hours=2)  # so near to the meeting a reminder only nags
OPENS_BEFORE = timedelta(minutes=10)


@dataclass(frozen=True)
class Person:
    """Somebody in the review; times in UTC. `asked_at`: when they were last asked about a part of theirs that no mail has told
    them of; `waits_since`: since when the oldest of their parts waits; `parts_told`, `parts_told_at`: the mails about them."""

    number: int
    facilitates: bool = False
    comes: bool = True
    document_at: datetime | None = None
    read: bool = False
    asked_at: datetime | None = None
    waits_since: datetime | None = None
    parts_told: int = 0
    parts_told_at: datetime | None = None


@dataclass(frozen=True)
class Preparation:
    """A review that is being prepared, seen from its reminders."""

    now: datetime
    begun_at: datetime
    meets_at: datetime
    ready: bool
    people: tuple[Person, ...]


@dataclass(frozen=True)
class Reminder:
    """One message to one person; times in UTC. `part` tells a second one of the same kind and plan from the first."""

    kind: str
    person: int
    due_at: datetime
    expires_at: datetime
    part: str = ""


def needs(review: Preparation) -> list[Reminder]:
    """All reminders that the review needs from now on, as far as can be known now."""
    if review.meets_at <= review.now:
        return []
    found = [*_about_their_part(review), *_room_opens(review)]
    return [*found, *([*_unread(review), *_unchecked(review)] if review.ready else _unready(review))]


def _about_their_part(review: Preparation) -> Iterator[Reminder]:
    """People who were asked to check what is about them: ten minutes after the last passage was marked, once a day at most."""
    for person in review.people:
        if person.asked_at:
            due = person.asked_at + SITTING
            if person.parts_told_at:
                due = max(due, person.parts_told_at + ONCE_A_DAY)
            yield Reminder(YOUR_PART, person.number, due, review.meets_at, part=str(person.parts_told or ""))


def _unread(review: Preparation) -> Iterator[Reminder]:
    """24 hours before, to those who have the document for a while, come to the meeting, and have not opened it.

    Facilitators know it from its editor.
    """
    for person in review.people:
        if person.document_at and person.comes and not (person.read or person.facilitates):
            due = max(review.meets_at - timedelta(hours=24), person.document_at + PATIENCE)
            if due <= review.meets_at - TOO_LATE:
                yield Reminder(UNREAD, person.number, due, review.meets_at)


def _room_opens(review: Preparation) -> Iterator[Reminder]:
    due = review.meets_at - OPENS_BEFORE
    for person in review.people:
        if person.comes:
            yield Reminder(ROOM_OPENS, person.number, due, review.meets_at + OPENS_BEFORE)


def _facilitators(review: Preparation) -> list[Person]:
    return [person for person in review.people if person.facilitates]


def _unready(review: Preparation) -> Iterator[Reminder]:
    """72 hours before; the word at 48 hours is one of `reviews.promises`. A review begun later than that needs no reminding."""
    due = review.meets_at - timedelta(hours=72)
    if due > review.begun_at:
        for person in _facilitators(review):
            yield Reminder(UNREADY_EARLY, person.number, due, review.meets_at - timedelta(hours=48))


def _unchecked(review: Preparation) -> Iterator[Reminder]:
    """48 hours before: some have not checked what is about them. While the document is not ready its own reminders say so."""
    since = [person.waits_since for person in review.people if person.waits_since]
    if not since:
        return
    due = max(review.meets_at - timedelta(hours=48), min(since) + PATIENCE)
    if due <= review.meets_at - TOO_LATE:
        for person in _facilitators(review):
            yield Reminder(UNCHECKED, person.number, due, review.meets_at - timedelta(hours=1))
