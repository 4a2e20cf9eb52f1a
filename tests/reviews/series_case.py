"""A series with reviews that were held, as the tests of series need them."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from incidents.models import Incident
from reviews.models import Attendance, Document, Participation, Poll, Review, Revision, Series, Stage

FACILITATOR = Participation.Role.FACILITATOR


def held(series: Series, by: User, days_ago: int, came: Iterable[User] = (), *, restricted: bool = False) -> Review:
    """A review of an incident of its own, led by `by`; the title says how long ago it was."""
    at = timezone.now() - timedelta(days=days_ago)
    incident = Incident.objects.create(title=f"Outage {days_ago} days ago", restricted=restricted)
    review = Review.objects.create(
        incident=incident, series=series, stage=Stage.HELD, restricted=restricted, meets_at=at, time_zone="UTC",
        wall_time=at.strftime("%Y-%m-%dT%H:%M"), created_by=by, started_at=at, ended_at=at + timedelta(hours=1),
    )  # fmt: skip
    document = Document.objects.create(review=review, latest_number=1)
    Revision.objects.create(document=document, number=1, text="Told.", html="<p>Told.</p>")
    Poll.objects.create(review=review, state=Poll.State.REVEALED)
    Participation.objects.create(review=review, user=by, role=FACILITATOR)
    for user in came:
        Participation.objects.get_or_create(review=review, user=user)
        Attendance.objects.create(review=review, user=user, came_at=at, last_seen_at=at + timedelta(hours=1))
    return review
