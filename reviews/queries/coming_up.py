"""Which meeting comes up for a person."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from reviews.models import Participation, Review, Stage

AHEAD = timedelta(days=7)


def next_meeting(user: User) -> Review | None:
    """The one that is on, or the next within a week that this person is invited to and has not said no to; one query."""
    mine = Participation.objects.filter(user=user, removed_at=None).exclude(reply=Participation.Reply.NO)
    found = Review.objects.filter(pk__in=mine.values("review"), stage__in=(Stage.PREPARING, Stage.MEETING))
    soon = timezone.now() + AHEAD
    late = timezone.now() - timedelta(hours=2)
    return found.filter(meets_at__range=(late, soon)).select_related("series", "incident").order_by("meets_at").first()
