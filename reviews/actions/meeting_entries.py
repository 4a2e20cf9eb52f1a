"""Keeps the version of a review's entry in calendars."""

from django.db import transaction
from django.utils import timezone

from reviews import meeting_entry
from reviews.models import MeetingEntry, Review


@transaction.atomic
def keep_up(review: Review) -> MeetingEntry:
    """Give the entry a higher number if it says something else than before. Twice does no more than once."""
    digest = meeting_entry.digest(meeting_entry.bare(review))
    first = {"sequence": review.plan_version, "digest": digest, "changed_at": timezone.now()}
    entry, made = MeetingEntry.objects.select_for_update().get_or_create(review=review, defaults=first)
    if not made and entry.digest != digest:
        entry.sequence = max(entry.sequence + 1, review.plan_version)
        entry.digest, entry.changed_at = digest, timezone.now()
        entry.save(update_fields=["sequence", "digest", "changed_at"])
    return entry
