"""What the room shows: where the meeting is, the poll without what is secret, and points to offer."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import User
from incidents.models import Sighting, Theme
from reviews import pacing
from reviews.models import AgendaItem, Poll, Review, Stage, TalkingPoint, Vote
from reviews.queries import analysis, points


@dataclass(frozen=True)
class Now:
    """The current item and its time, what follows, in the themes item the points in the order of the vote, when the meeting
    begins and ends, and from what open pages count the times of what is ahead (None when it is over)."""

    item: AgendaItem | None
    slot: pacing.Slot | None
    following: AgendaItem | None
    follows_at: datetime | None
    points: list[TalkingPoint]
    begins: datetime
    until: datetime
    pace: pacing.Pace | None
    analysis: list[str]  # in the overview: what was looked at


def now(review: Review, items: list[AgendaItem] | None = None) -> Now:
    items = list(review.agenda.all()) if items is None else items
    paced = agenda(review, items)
    item, slot = next(((item, slot) for item, slot in paced if slot.state == "now"), (None, None))
    following, after = next(((item, slot) for item, slot in paced if slot.state == "next"), (None, None))
    in_themes = item is not None and item.kind == AgendaItem.Kind.THEMES
    ranked = list(review.poll.points.filter(rank__isnull=False).order_by("rank")) if in_themes else []
    in_overview = item is not None and item.kind == AgendaItem.Kind.OVERVIEW
    looked_at = analysis.told(review) if in_overview else []
    begins, until = _span(review)
    left = pacing.pace(_planned(items), begins, until) if _goes_on(review) else None
    return Now(item, slot, following, after.begins_at if after else None, ranked, begins, until, left, looked_at)


def agenda(review: Review, items: list[AgendaItem] | None = None) -> list[tuple[AgendaItem, pacing.Slot]]:
    """Each item with when it is, was or is expected; one query, none if the review's items are known."""
    items = list(review.agenda.all()) if items is None else items
    present = timezone.now() if _goes_on(review) else None
    return list(zip(items, pacing.slots(_planned(items), *_span(review), present), strict=True))


def _goes_on(review: Review) -> bool:
    return review.stage in (Stage.PREPARING, Stage.MEETING)


def _span(review: Review) -> tuple[datetime, datetime]:
    return pacing.span(review.meets_at, review.minutes, review.started_at)


def _planned(items: list[AgendaItem]) -> list[pacing.Planned]:
    return [pacing.Planned(each.pk, each.minutes, each.extended, each.started_at, each.ended_at) for each in items]


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


WANTED = 2  # of each kind, for a real choice


def themes_to_offer(review: Review, user: User) -> tuple[list[Theme], list[Theme]]:
    """Those of this incident, and the common ones; each stands in one list. A theme seen here and elsewhere is a common one,
    unless too few are left of this incident: then those seen least often are its own."""
    common, own = common_themes(review, user), own_themes(review)
    also_here = [theme for theme in reversed(common) if theme in own]
    own = [theme for theme in own if theme not in also_here]
    while also_here and len(own) < WANTED < len(common):
        theme = also_here.pop(0)
        common.remove(theme)
        own.append(theme)
    _say_where(review, own)
    return own, common


def own_themes(review: Review) -> list[Theme]:
    """The themes seen in this incident that are no talking point yet."""
    taken = review.poll.points.filter(theme__isnull=False).values("theme")
    seen = Sighting.objects.filter(incident=review.incident).values("theme")
    return list(Theme.objects.filter(pk__in=seen, merged_into=None).exclude(pk__in=taken))


def _say_where(review: Review, themes: list[Theme]) -> None:
    """`seen_at`, for the page: where in this incident."""
    seen_at = points.seen_at(review.incident, themes)
    for theme in themes:
        theme.seen_at = seen_at.get(theme.pk, [])  # type: ignore[attr-defined]  # for the page


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
