"""An incident with people involved, and a review of it, as the planning tests need them."""

from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import User
from incidents.actions import incidents
from incidents.models import Incident, Involvement, Part
from reviews.actions import reviews
from reviews.models import Review


def wall(**ahead: int) -> datetime:
    """A wall time in UTC so far ahead: wall(days=3)."""
    return (timezone.now() + timedelta(**ahead)).replace(second=0, microsecond=0, tzinfo=None)


def plan(restricted: bool = False, reason: str = "", **ahead: int) -> reviews.Plan:
    return reviews.Plan(
        wall=wall(**(ahead or {"days": 5})),
        time_zone="UTC",
        minutes=60,
        restricted=restricted,
        short_notice_reason=reason,
    )


def incident(by: User, *involved: User) -> Incident:
    found = incidents.open_incident(by=by, services=["GitLab.com"], title="Database outage")
    for user in involved:
        Involvement.objects.create(incident=found, user=user, part=Part.ON_CALL)
    return found


def review(by: User, *invited: User, restricted: bool = False, reason: str = "", **ahead: int) -> Review:
    return reviews.start(
        incident=incident(by, *invited), by=by, plan=plan(restricted, reason, **ahead), invite=list(invited)
    )
