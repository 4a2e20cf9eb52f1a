"""Follow-ups that are agreed outside the close of a meeting: from a comment on the document."""

from datetime import date

from django.db import transaction

from accounts.actions import audit
from accounts.models import User
from reviews.actions import follow_up_news, parked, records
from reviews.models import FollowUp, Review, Thread


@transaction.atomic
def agree(
    *, review: Review, by: User, what: str, owner: User, due: date | None = None, from_thread: Thread | None = None
) -> FollowUp:
    """Somebody takes it on. The same words from the same comment stay one follow-up, of the later owner and day."""
    follow_up, _new = FollowUp.objects.update_or_create(
        review=review,
        what=what,
        from_thread=from_thread,
        defaults={"owner": owner, "due": due, "agreed_by": by},
    )
    follow_up_news.agreed(follow_up)
    audit.record(by=by, did="follow_up.agreed", subject=review, follow_up=follow_up.pk, owner=owner.pk)
    records.renew(review)
    parked.changed(review)
    return follow_up
