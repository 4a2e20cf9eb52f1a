"""The meetings in one person's calendar."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from outbox.calendar import Calendar
from reviews import meeting_entry
from reviews.models import Stage
from reviews.permissions import visible_reviews

BACK = timedelta(days=90)


def meetings(person: User) -> list[Calendar]:
    """Those they are invited to and may see now, from three months ago on, soonest first; without the cancelled ones.

    Three queries, however many they are.
    """
    since = timezone.now() - BACK
    rows = visible_reviews(person).filter(
        participations__user=person, participations__removed_at=None, meets_at__gte=since
    )
    rows = rows.exclude(stage=Stage.CANCELLED).select_related("incident", "meeting_entry").prefetch_related("agenda")
    return [meeting_entry.versioned(review) for review in rows.order_by("meets_at", "pk")]
