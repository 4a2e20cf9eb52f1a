"""Sweeps of reviews: messages that a crash may have left unplanned, and rabbit holes whose ten seconds are over."""

from celery import shared_task
from django.utils import timezone

from reviews.actions import part_near, promises, rabbit_holes
from reviews.models import Review, Stage


@shared_task(ignore_result=True)
def heal_promises() -> None:
    """Plan again for every review that is still ahead; what is already planned stays as it is."""
    for review in Review.objects.filter(stage=Stage.PREPARING, meets_at__gt=timezone.now()).select_related("document"):
        promises.plan(review)
    for review in Review.objects.filter(stage=Stage.MEETING):
        part_near.plan(review)


@shared_task(ignore_result=True)
def settle_rabbit_holes() -> None:
    """Count where no open page did it first."""
    rabbit_holes.settle()
