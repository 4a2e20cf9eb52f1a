"""Keeps what a facilitator writes down after a meeting. The record of who did what says that, and nothing of the words."""

from django.db import transaction

from accounts.actions import audit
from accounts.models import User
from reviews.models import LookBack, Review


@transaction.atomic
def write(*, review: Review, by: User, went_well: str, to_try: str, for_co: str) -> LookBack:
    """One for each facilitator of a review, changed as often as they like."""
    words = {"went_well": went_well, "to_try": to_try, "for_co": for_co}
    written, _new = LookBack.objects.update_or_create(review=review, by=by, defaults=words)
    audit.record(by=by, did="look_back.written", subject=review)
    return written
