"""Follow-ups that are written down after the meeting, by a facilitator or by a program: agreed, or chosen not to be done."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.models import User
from reviews.actions import follow_up_changes, follow_up_news, parked, records
from reviews.models import FollowUp, Review


@transaction.atomic
def bring_in(  # noqa: PLR0913 — all that can be said of one, each by name
    *,
    review: Review,
    by: User,
    what: str,
    owner: User,
    due: date | None,
    why: str = "",
    url: str = "",
    reason: str = "",
) -> FollowUp:
    """With a `reason` it is one that was chosen not to be done."""
    made = FollowUp.objects.create(
        review=review,
        what=what,
        owner=owner,
        due=due,
        why=why,
        chosen_not=bool(reason),
        reason=reason,
        settled_at=timezone.now() if reason else None,
        agreed_by=by,
    )
    follow_up_changes.track(follow_up=made, url=url)
    audit.record(by=by, did="follow_up.agreed", subject=review, follow_up=made.pk)
    tell = follow_up_news.settled if reason else follow_up_news.agreed
    tell(made)
    records.renew(review)
    parked.changed(review)
    return made
