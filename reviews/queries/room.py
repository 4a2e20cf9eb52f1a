"""What the room shows: where the meeting is, the poll without what is secret, and points to offer."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from accounts.models import User
from incidents.models import Sighting, Theme
from reviews import pacing
from reviews.models import AgendaItem, Poll, Review, TalkingPoint, Vote
from reviews.queries import points


@dataclass(frozen=True)
class Now:
    """The current item and its time, what follows, in the themes item the points in the order of the vote, and when the meeting ends."""

    item: AgendaItem | None
    slot: pacing.Slot | None
    following: AgendaItem | None
    points: list[TalkingPoint]
    until: datetime


def now(review: Review, items: list[AgendaItem] | None = None) -> Now:
    paced = agenda(review, items)
    item, slot = next(((item, slot) for item, slot in paced if slot.state == "now"), (None, None))
    following = next((item for item, slot in paced if slot.state == "next"), None)
    in_themes = item is not None and item.kind == AgendaItem.Kind.THEMES
    ranked = list(review.poll.points.filter(rank__isnull=False).order_by("rank")) if in_themes else []
    return Now(item, slot, following, ranked, review.ends_at)


def agenda(review: Review, items: list[AgendaItem] | None = None) -> list[tuple[AgendaItem, pacing.Slot]]:
    """Each item with when it is, was or is expected; one query, none if the review's items are known."""
    items = list(review.agenda.all()) if items is None else items
    planned = [pacing.Planned(each.pk, each.minutes, each.extended, each.started_at, each.ended_at) for each in items]
    begins_at = review.started_at or review.meets_at
    return list(zip(items, pacing.slots(planned, begins_at, max(review.ends_at, begins_at)), strict=True))


@dataclass(frozen=True)
class Ballot:
    """The poll as anybody may see it: the points that stand, and those put aside; counts only after the reveal."""

    poll: Poll
    points: list[TalkingPoint]
    aside: list[TalkingPoint]
    mark: str

    @property
    def written_in(self) -> list[TalkingPoint]:
        return [point for point in self.points if point.kind == TalkingPoint.Kind.OTHER]

    @property
    def most(self) -> int:
        return max([point.votes_counted or 0 for point in self.points] or [0])


def ballot(review: Review) -> Ballot:
    poll = review.poll
    order = ("rank", "position", "pk") if poll.state == Poll.State.REVEALED else ("position", "pk")
    all_points = list(poll.points.order_by(*order))
    by_number = {point.pk: point for point in all_points}
    for point in all_points:
        point.merged_into = by_number.get(point.merged_into_id or 0)
    standing = [point for point in all_points if point.aside_at is None]
    aside = [point for point in all_points if point.aside_at is not None]
    return Ballot(poll, standing, aside, points.mark(poll, all_points))


def my_choices(review: Review, user: User) -> set[int]:
    """The numbers of the points this person chose; asked for their own page alone."""
    return set(Vote.objects.filter(poll=review.poll, voter=user).values_list("point", flat=True))


def own_themes(review: Review) -> list[Theme]:
    """The themes seen in this incident that are no talking point yet; `seen_at` says where in it."""
    taken = review.poll.points.values("theme")
    seen = Sighting.objects.filter(incident=review.incident).values("theme")
    found = Theme.objects.filter(pk__in=seen, merged_into=None).exclude(pk__in=taken.filter(theme__isnull=False))
    themes: list[Theme] = list(found)
    seen_at = points.seen_at(review.incident, themes)
    for theme in themes:
        theme.seen_at = seen_at.get(theme.pk, [])  # type: ignore[attr-defined]  # for the page
    return themes


def common_themes(review: Review, user: User) -> list[Theme]:
    """Themes seen in at least two incidents of the last months that this person may know of, most often seen first; `seen_n`
    says in how many."""
    lately = points.lately(review, user)
    taken = review.poll.points.filter(theme__isnull=False).values("theme")
    counted = Count("sightings__incident", filter=Q(sightings__incident__in=lately), distinct=True)
    found = Theme.objects.annotate(seen_n=counted).filter(seen_n__gte=2, merged_into=None).exclude(pk__in=taken)
    themes: list[Theme] = list(found.order_by("-seen_n", "title")[:8])
    seen_in = points.seen_in(themes, lately)
    for theme in themes:
        theme.seen_in = seen_in.get(theme.pk, [])  # type: ignore[attr-defined]  # beside seen_n, for the page
    return themes
