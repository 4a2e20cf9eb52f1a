"""Keeps in the cache who has a document open, and tells open pages when that changes. Nothing of it is stored."""

from django.core.cache import cache

import live
from accounts.models import User
from reviews import permissions
from reviews.models import Document
from reviews.queries.presence import READING, WRITING, here, key

EVERY = 20  # seconds between two words of an open page
FORGET_AFTER = 50  # seconds; one lost word does not make a person leave


def present(*, document: Document, by: User, doing: str) -> None:
    """Somebody has the document open: reading, or writing if they may."""
    writes = doing == WRITING and permissions.edit_document(by, document.review)
    cache.set(key(document, by.pk), WRITING if writes else READING, FORGET_AFTER)
    _tell(document)


def left(*, document: Document, by: User) -> None:
    """Their page was closed; another one of theirs says so again within twenty seconds."""
    cache.delete(key(document, by.pk))
    _tell(document)


def _tell(document: Document) -> None:
    """Only if somebody came, left, or was forgotten since pages were last told."""
    now = [(one.person.pk, one.writing) for one in here(document)]
    told = f"told:{document.pk}"
    if cache.get(told) != now:
        cache.set(told, now, FORGET_AFTER * 10)
        live.publish(f"document:{document.review.uid}", "people")
