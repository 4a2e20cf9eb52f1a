"""What the room shows: where the meeting is, the poll without what is secret, and points to offer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from accounts.models import User
from incidents.models import Sighting, Theme
from incidents.permissions import visible_incidents
from reviews.models import AgendaItem, Poll, Review, TalkingPoint, Vote


@dataclass(frozen=True)
class Now:
    """The current item, when its time is up, what follows, and in the themes item the points in the order of the vote."""

    item: AgendaItem | None
    ends_at: datetime | None
    following: AgendaItem | None
    points: list[TalkingPoint]


def now(review: Review) -> Now:
    items = list(review.agenda.all())
    item = next((each for each in items if each.started_at and not each.ended_at), None)
    following = next((each for each in items if not each.started_at), None)
    ends_at = item.started_at + timedelta(minutes=item.minutes + item.extended) if item and item.started_at else None
    in_themes = item is not None and item.kind == AgendaItem.Kind.THEMES
    points = list(review.poll.points.filter(rank__isnull=False).order_by("rank")) if in_themes else []
    return Now(item, ends_at, following, points)


@dataclass(frozen=True)
class Ballot:
    """The poll as anybody may see it: the points, how many voted of how many there; counts only after the reveal."""

    poll: Poll
    points: list[TalkingPoint]
    voted: int
    there: int

    @property
    def most(self) -> int:
        return max([point.votes_counted or 0 for point in self.points] or [0])


def ballot(review: Review) -> Ballot:
    poll = review.poll
    points = poll.points.order_by("rank", "position") if poll.state == Poll.State.REVEALED else poll.points.all()
    voted = poll.votes.count()
    return Ballot(poll, list(points), voted, max(voted, review.attendances.count()))


def my_choice(review: Review, user: User) -> int:
    """The number of the point this person chose, 0 for none; asked for their own page alone."""
    found = Vote.objects.filter(poll=review.poll, voter=user).first()
    return found.point_id if found else 0


def own_themes(review: Review) -> list[Theme]:
    """The themes seen in this incident that are no talking point yet."""
    taken = review.poll.points.values("theme")
    seen = Sighting.objects.filter(incident=review.incident).values("theme")
    return list(Theme.objects.filter(pk__in=seen).exclude(pk__in=taken.filter(theme__isnull=False)))


def common_themes(review: Review, user: User) -> list[Theme]:
    """Themes seen in at least two incidents that this person may know of, most often seen first; `seen_n` says in how many."""
    visible = visible_incidents(user).values("pk")
    taken = review.poll.points.filter(theme__isnull=False).values("theme")
    counted = Count("sightings__incident", filter=Q(sightings__incident__in=visible), distinct=True)
    found = Theme.objects.annotate(seen_n=counted).filter(seen_n__gte=2).exclude(pk__in=taken)
    return list(found.order_by("-seen_n", "title")[:8])
