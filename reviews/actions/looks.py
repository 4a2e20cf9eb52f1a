"""Keeps when somebody last looked at the margin of a document, and that they saw where they were mentioned."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from reviews.models import Document, MarginLook, Mention

ONE_SITTING = timedelta(minutes=30)  # what was new stays new while the page is opened again and again


@transaction.atomic
def look(*, document: Document, by: User) -> MarginLook:
    """Somebody opens the page: what came after their last sitting is new to them, and their mentions are seen."""
    now = timezone.now()
    Mention.objects.filter(user=by, seen_at=None, comment__thread__document=document).update(seen_at=now)
    found, made = MarginLook.objects.get_or_create(document=document, user=by, defaults={"at": now})
    if not made:
        found.since = found.at if now - found.at > ONE_SITTING else found.since
        found.at = now
        found.save(update_fields=["since", "at"])
    return found
