"""Follow-ups that a program brings in: agreed elsewhere, or chosen not to be done."""

from datetime import date

from django.db import transaction

from accounts.actions import audit
from accounts.models import User
from reviews.actions import parked, records
from reviews.models import FollowUp, Review


@transaction.atomic
def bring_in(*, review: Review, by: User, what: str, owner: User, due: date | None, reason: str = "") -> FollowUp:
    """With a `reason` it is one that was chosen not to be done."""
    made = FollowUp.objects.create(
        review=review, what=what, owner=owner, due=due, chosen_not=bool(reason), reason=reason, agreed_by=by
    )
    audit.record(by=by, did="follow_up.brought_in", subject=review, follow_up=made.pk)
    records.renew(review)
    parked.changed(review)
    return made
