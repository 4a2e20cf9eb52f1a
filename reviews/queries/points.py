"""Talking points beside the vote: those put aside, and those that the series' last meeting did not come to."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b

from django.db.models import F, Q, QuerySet

from accounts.models import User
from incidents.models import Incident, Sighting, Theme
from incidents.permissions import visible_incidents
from reviews import permissions
from reviews.models import Poll, Review, Stage, TalkingPoint

OFFERED = 12  # points of an earlier meeting on the desk at most
LATELY = timedelta(days=183)  # what was seen longer ago is in the archive of themes, not in the next meeting


def mark(poll: Poll, points: Iterable[TalkingPoint]) -> str:
    """Short for how the poll and its points stand, without any vote: it changes when a page must ask for its own part anew."""
    rows = [(each.pk, each.aside_at, each.merged_into_id, each.discussed_at) for each in points]
    return blake2b(repr((poll.state, poll.votes_each, rows)).encode(), digest_size=8).hexdigest()


@dataclass(frozen=True)
class LeftOver:
    """What the meeting before this one in the series did not come to, most votes first."""

    review: Review
    points: list[TalkingPoint]


def left_over(review: Review, user: User) -> LeftOver | None:
    """None without a series, or without such points. Restricted reviews give nothing away, not even to their own people here."""
    if review.series_id is None:
        return None
    held = permissions.visible_reviews(user).filter(series=review.series_id, stage=Stage.HELD)
    held = held.filter(restricted=False, incident__restricted=False, meets_at__lt=review.meets_at)
    last = held.exclude(pk=review.pk).select_related("incident").order_by("-meets_at").first()
    if last is None:
        return None
    # Also of a vote that was never revealed: nothing of it was discussed.
    open_points = TalkingPoint.objects.filter(poll__review=last, discussed_at=None, aside_at=None)
    taken = review.poll.points.filter(carried_from__isnull=False).values("carried_from")
    points = list(
        open_points.exclude(pk__in=taken)
        .select_related("theme")
        .order_by(F("rank").asc(nulls_last=True), "position")[:OFFERED]
    )
    return LeftOver(last, points) if points else None


def lately(review: Review, user: User) -> QuerySet[Incident]:
    """This incident and those of the last months before the meeting that this person may know of, by when
    they were noticed, or by when their review met.
    """
    since = review.meets_at - LATELY
    met = Review.objects.filter(meets_at__gte=since).exclude(stage=Stage.CANCELLED).values("incident")
    noticed = Q(detected_at__gte=since) | Q(detected_at=None, created_at__gte=since)
    found = visible_incidents(user).filter(noticed | Q(pk__in=met) | Q(pk=review.incident_id))
    return found.order_by()


def seen_in(themes: Iterable[Theme], incidents: QuerySet[Incident]) -> dict[int, list[str]]:
    """Per theme, the titles of those of the incidents in which it was seen, newest first."""
    found = defaultdict(list)
    seen = Sighting.objects.filter(theme__in=list(themes), incident__in=incidents)
    for theme, title, _pk in seen.order_by("-incident").values_list("theme", "incident__title", "incident").distinct():
        found[theme].append(title)
    return dict(found)


def seen_at(incident: Incident, themes: Iterable[Theme]) -> dict[int, list[Sighting]]:
    """Per theme, where in the incident it was seen, in the order of seeing; what was seen in it as a whole says nothing."""
    found = defaultdict(list)
    rows = Sighting.objects.filter(incident=incident, theme__in=list(themes)).select_related("event", "item")
    for seen in rows:
        if seen.event or seen.item or seen.quote:
            found[seen.theme_id].append(seen)
    return dict(found)
