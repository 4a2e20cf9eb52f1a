"""Moves the dates of the sample story, so that the sweeps find what is due. It never sets a state."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from outbox.actions import messages
from reviews.models import Review, Revision

# What the bar offers: how long before the meeting the story then stands.
STEPS = {
    "three_days": timedelta(hours=71),
    "two_days": timedelta(hours=47),
    "one_day": timedelta(hours=25),
    "meeting": timedelta(minutes=5),
}


@transaction.atomic
def bring_near(*, review: Review, before: timedelta) -> None:
    """Shift all dates of the story into the past until its meeting is `before` away; a meeting nearer than that stays."""
    delta = timezone.now() + before - review.meets_at
    if delta >= timedelta(0):
        return
    review.meets_at += delta
    review.wall_time = review.meets_at.astimezone(review.zone).strftime("%Y-%m-%dT%H:%M")
    review.save(update_fields=["meets_at", "wall_time"])
    document = review.document
    if document.ready_at:
        document.ready_at += delta
        document.save(update_fields=["ready_at"])
    Revision.objects.filter(document=document).update(made_at=F("made_at") + delta)
    review.participations.filter(read_at__isnull=False).update(read_at=F("read_at") + delta)
    messages.shift(subject=review.topic, delta=delta)
