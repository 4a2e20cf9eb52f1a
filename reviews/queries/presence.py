"""Who has a document open now. Open pages say so every twenty seconds; the cache forgets who no longer does."""

from dataclasses import dataclass

from django.core.cache import cache

from accounts.models import User
from reviews import permissions
from reviews.models import Document

WRITING, READING = "writing", "reading"
MOST = 200  # people asked about; those who opened the document last


@dataclass(frozen=True)
class Here:
    """One person who has the document open."""

    person: User
    writing: bool


def key(document: Document, user_id: int) -> str:
    return f"here:{document.pk}:{user_id}"


def here(document: Document) -> list[Here]:
    """Everyone who has it open and may read it, writers first; a cache look-up, and two queries only if somebody is there."""
    opened = document.looks.order_by("-at").values_list("user", flat=True)[:MOST]
    keys = {key(document, user): user for user in opened}
    doing = {keys[name]: what for name, what in cache.get_many(keys).items()}
    people = User.objects.filter(pk__in=doing, is_active=True) if doing else []
    readers = permissions.readers(document.review, people)
    found = [Here(person, doing[person.pk] == WRITING) for person in readers]
    return sorted(found, key=lambda one: (not one.writing, one.person.name, one.person.pk))
