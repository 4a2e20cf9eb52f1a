"""Keeps what each person has seen of a document, and tells those who read an earlier revision that it changed."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.models import User
from outbox.actions import messages
from outbox.planning import Planned
from reviews import promises
from reviews.models import Document, LastLook, Mention
from reviews.queries import looks as queries

SITTING = timedelta(minutes=30)  # coming back after that, what was open then is what was known
NEWS_FOR = timedelta(days=3)


@transaction.atomic
def looked(*, document: Document, by: User) -> LastLook:
    """Somebody has the newest revision open; answers their look.

    Its `base` and `since` are what they knew before this sitting, and until when.
    """
    now, latest = timezone.now(), document.latest_number
    look = document.looks.filter(user=by).first()
    if look is None:
        look = LastLook(document=document, user=by, base=latest)
    elif now - look.at > SITTING:
        look.base, look.since = look.number, look.at
    look.number, look.at = latest, now
    LastLook.objects.bulk_create(
        [LastLook(document=document, user=by, number=latest, base=look.base, since=look.since, at=now)],
        update_conflicts=True,
        unique_fields=["document", "user"],
        update_fields=["number", "base", "since", "at"],
    )
    return look


@transaction.atomic
def read_comments(*, document: Document, by: User) -> None:
    """Somebody reads it with its comments beside it, and so has seen where they are mentioned; the editor shows none."""
    mine = Mention.objects.filter(user=by, seen_at=None, comment__thread__document=document)
    mine.update(seen_at=timezone.now())


@transaction.atomic
def tell(*, document: Document, by: User) -> int:
    """Plan a message to everyone who read an earlier revision; once a revision, answers how many."""
    locked = Document.objects.select_for_update().get(pk=document.pk)
    readers = queries.to_tell(locked, by)
    if readers is None:
        return 0
    now = timezone.now()
    rows = [
        Planned(
            kind=promises.DOCUMENT_CHANGED,
            due_at=now,
            expires_at=now + NEWS_FOR,
            recipient=person,
            version=locked.latest_number,
            payload={"review": str(locked.review.uid)},
        )
        for person in readers.people
    ]
    # What waits about an earlier revision says no more than this one.
    messages.plan(subject=locked.review.topic, rows=rows, replace=(promises.DOCUMENT_CHANGED,))
    _answered(locked)
    audit.record(by=by, did="document.change_told", subject=locked, revision=locked.latest_number)
    return len(rows)


@transaction.atomic
def not_now(*, document: Document, by: User) -> None:
    """Nobody is told of this revision; the next one asks again."""
    _answered(Document.objects.select_for_update().get(pk=document.pk))
    audit.record(by=by, did="document.change_not_told", subject=document)


def _answered(document: Document) -> None:
    document.asked_number = document.latest_number
    document.save(update_fields=["asked_number"])
