"""Sweeps of reviews: messages that a crash may have left unplanned."""

from celery import shared_task
from django.utils import timezone

from reviews.actions import part_near, promises
from reviews.models import Review, Stage


@shared_task(ignore_result=True)
def heal_promises() -> None:
    """Plan again for every review that is still ahead; what is already planned stays as it is."""
    for review in Review.objects.filter(stage=Stage.PREPARING, meets_at__gt=timezone.now()).select_related("document"):
        promises.plan(review)
    for review in Review.objects.filter(stage=Stage.MEETING):
        part_near.plan(review)
