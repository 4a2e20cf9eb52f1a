"""In which coming reviews somebody may offer a theme as a talking point."""

from django.db.models import QuerySet

from accounts.models import User
from incidents.models import Theme
from incidents.permissions import open_sightings
from reviews.models import Participation, Poll, Review, Stage


def coming(user: User, theme: Theme) -> QuerySet[Review]:
    """Those this person facilitates whose vote is still being composed and does not have the theme, the next one first.

    A theme that is known from restricted incidents alone can be offered only in reviews of those.
    """
    mine = Participation.objects.filter(user=user, removed_at=None, role=Participation.Role.FACILITATOR)
    found = Review.objects.filter(
        pk__in=mine.values("review"), stage__in=[Stage.PREPARING, Stage.MEETING], poll__state=Poll.State.DRAFT
    ).exclude(poll__points__theme=theme)
    if not open_sightings().filter(theme=theme).exists():
        found = found.filter(incident__in=theme.sightings.values("incident"))
    return found.select_related("incident", "poll").order_by("meets_at", "pk")
