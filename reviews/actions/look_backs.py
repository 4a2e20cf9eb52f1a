"""Keeps what a facilitator writes down after a meeting. The record of who did what says that, and nothing of the words."""

from django.db import transaction

from accounts.actions import audit
from accounts.models import User
from reviews.models import LookBack, Review


@transaction.atomic
def write(*, review: Review, by: User, went_well: str, to_try: str, for_co: str) -> LookBack | None:
    """One for each facilitator of a review, changed as often as they like; none once all its words are gone.

    It is saved while they type, so the record of who did what names the beginning and the end alone.
    """
    words = {"went_well": went_well, "to_try": to_try, "for_co": for_co}
    if not any(words.values()):
        if LookBack.objects.filter(review=review, by=by).delete()[0]:
            audit.record(by=by, did="look_back.taken_away", subject=review)
        return None
    written, new = LookBack.objects.update_or_create(review=review, by=by, defaults=words)
    if new:
        audit.record(by=by, did="look_back.written", subject=review)
    return written
