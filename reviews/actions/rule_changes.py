"""Lets a meeting keep its wall time when the rules of its zone's clocks change (a new release of the time zone database)."""

from datetime import datetime

from django.db import transaction

import live
from accounts.actions import audit
from reviews import timing
from reviews.actions import promises
from reviews.models import Review, RuleChange, Stage, TimeProposal


@transaction.atomic
def follow(*, review: Review) -> RuleChange | None:
    """Move the instant to where the wall time now lies, and the waiting messages with it; None if it lies there already.

    Those who had been told hear of it as of any move, for their calendars know the old instant. Nobody is asked for a
    reason if fewer than 24 hours are left now: no person chose this.
    """
    review = Review.objects.select_for_update(of=("self",)).select_related("incident", "document").get(pk=review.pk)
    wall = datetime.fromisoformat(review.wall_time)
    if review.stage != Stage.PREPARING or timing.shows(review.meets_at, review.time_zone, wall):
        return None
    before, (after, gone) = review.meets_at, timing.nearest(wall, review.time_zone)
    if before == after:
        return None
    review.meets_at = after
    review.plan_version += 1
    review.save(update_fields=["meets_at", "plan_version"])
    change = RuleChange.objects.create(
        review=review,
        time_zone=review.time_zone,
        before=before,
        after=after,
        plan_version=review.plan_version,
        gone=gone,
    )
    _proposals_too(review)
    audit.record(by=None, did="review.rules_changed", subject=review)
    promises.plan(review)
    live.publish(f"room:{review.uid}", "now", "agenda")
    return change


def _proposals_too(review: Review) -> None:
    """Times that people proposed are wall times as well, and what was open stays open."""
    for proposal in TimeProposal.objects.filter(place__review=review):
        proposal.meets_at, _gone = timing.nearest(datetime.fromisoformat(proposal.wall_time), proposal.time_zone)
        if proposal.plan_version == review.plan_version - 1:
            proposal.plan_version = review.plan_version
        proposal.save(update_fields=["meets_at", "plan_version"])
