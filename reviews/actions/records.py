"""Writes the record of a meeting: when it is closed, and again when something of it is settled or corrected afterwards."""

from django.db import transaction
from django.utils import timezone

from reviews.models import MeetingRecord, Review
from reviews.queries import records


@transaction.atomic
def write(*, review: Review) -> MeetingRecord:
    """Everything of the meeting as it stands; safe to do again."""
    record, _new = MeetingRecord.objects.get_or_create(review=review)
    record.content, record.written_at = records.content(review), timezone.now()
    record.save(update_fields=["content", "written_at"])
    return record


def renew(review: Review) -> None:
    """After the end only: what changed since goes into the record too."""
    if MeetingRecord.objects.filter(review=review, written_at__isnull=False).exists():
        write(review=review)
