"""Talking points beside the vote: those put aside, and those that the series' last meeting did not come to."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from accounts.models import User
from incidents.models import Sighting, Theme
from incidents.permissions import visible_incidents
from reviews import permissions
from reviews.models import Participation, Poll, Review, Stage, TalkingPoint

OFFERED = 12  # points of an earlier meeting on the desk at most


def there(review: Review) -> int:
    """How many are in the room who may vote: facilitators only if they chose to."""
    led = Participation.objects.filter(review=review, role=Participation.Role.FACILITATOR, removed_at=None)
    watching = led.exclude(user__in=review.poll.voting_facilitators.values("pk"))
    return review.attendances.exclude(user__in=watching.values("user")).count()


def mark(poll: Poll, points: Iterable[TalkingPoint]) -> str:
    """Short for how the points stand, without any vote: it changes when a page must ask for its own part anew."""
    rows = [(each.pk, each.aside_at, each.merged_into_id, each.discussed_at) for each in points]
    return blake2b(repr((poll.votes_each, rows)).encode(), digest_size=8).hexdigest()


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
    open_points = TalkingPoint.objects.filter(poll__review=last, rank__isnull=False, discussed_at=None, aside_at=None)
    taken = review.poll.points.filter(carried_from__isnull=False).values("carried_from")
    points = list(open_points.exclude(pk__in=taken).select_related("theme").order_by("rank")[:OFFERED])
    return LeftOver(last, points) if points else None


def seen_in(themes: Iterable[Theme], user: User) -> dict[int, list[str]]:
    """Per theme, the titles of the incidents in which it was seen and which this person may know of, newest first."""
    found = defaultdict(list)
    seen = Sighting.objects.filter(theme__in=list(themes), incident__in=visible_incidents(user).values("pk"))
    for theme, title, _pk in seen.order_by("-incident").values_list("theme", "incident__title", "incident").distinct():
        found[theme].append(title)
    return dict(found)
