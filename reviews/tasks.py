"""Sweeps of reviews: messages left unplanned, rabbit holes whose ten seconds are over, and clocks whose rules have changed."""

import logging
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from celery import shared_task
from django.utils import timezone

from reviews.actions import part_near, promises, rabbit_holes, rule_changes
from reviews.models import Review, Stage

log = logging.getLogger(__name__)


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


@shared_task(ignore_result=True)
def keep_wall_times() -> None:
    """A meeting stays at the wall time people chose: read the rules of the clocks anew and follow where they changed."""
    ZoneInfo.clear_cache()
    for review in Review.objects.filter(stage=Stage.PREPARING, meets_at__gt=timezone.now()):
        try:
            rule_changes.follow(review=review)
        except ZoneInfoNotFoundError:
            log.error("Review %s is in the zone %s, which this machine no longer knows.", review.uid, review.time_zone)
