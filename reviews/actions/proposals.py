"""Other times for a meeting: proposed by those invited, and answered by the facilitators."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.models import User
from reviews import timing
from reviews.models import Participation, TimeProposal


@transaction.atomic
def propose(*, place: Participation, wall: datetime, time_zone: str, word: str) -> TimeProposal:
    """A wall time (naive) in a zone, in the place of what the person proposed before. Raises timing.NoSuchTime."""
    values = {
        "wall_time": wall.strftime("%Y-%m-%dT%H:%M"),
        "time_zone": time_zone,
        "meets_at": timing.instant(wall, time_zone),
        "word": word,
        "plan_version": place.review.plan_version,
        "made_at": timezone.now(),
        "kept_at": None,
    }
    proposal, _made = TimeProposal.objects.update_or_create(place=place, defaults=values)
    audit.record(by=place.user, did="review.time_proposed", subject=place.review)
    return proposal


@transaction.atomic
def withdraw(*, proposal: TimeProposal, by: User) -> None:
    audit.record(by=by, did="review.proposal_withdrawn", subject=proposal.place.review)
    proposal.delete()


@transaction.atomic
def keep(*, proposal: TimeProposal, by: User) -> None:
    """The facilitators have looked and leave the meeting's time as it is."""
    proposal.kept_at = timezone.now()
    proposal.save(update_fields=["kept_at"])
    audit.record(by=by, did="review.time_kept", subject=proposal.place.review, person=proposal.place.user_id)
