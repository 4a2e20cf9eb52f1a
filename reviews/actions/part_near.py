"""Plans the word to people that the part they come for is near; again whenever the pace of the meeting changes."""

from django.utils import timezone

from outbox.actions import messages
from outbox.planning import Planned
from reviews import promises
from reviews.models import Coming, Review, Stage
from reviews.queries import coming


def plan(review: Review) -> None:
    """Bring the waiting messages in line with the expected times. Twice does no more than once; what was sent stays sent."""
    alive = review.stage in (Stage.PREPARING, Stage.MEETING)
    if not alive or not Coming.objects.filter(item__review=review).exists():
        messages.cancel(subject=review.topic, kinds=[promises.PART_NEAR])
        return
    rows = [
        Planned(
            kind=promises.PART_NEAR,
            due_at=max(slot.begins_at - promises.NEAR, review.created_at),
            expires_at=slot.ends_at,
            recipient=one.user,
            version=review.plan_version,
            payload={"review": str(review.uid), "item": one.item_id},
            part=str(one.item_id),
        )
        for one, slot in coming.expected(review)
        if slot.ends_at > timezone.now()
    ]
    messages.plan(subject=review.topic, rows=rows, replace=[promises.PART_NEAR])
