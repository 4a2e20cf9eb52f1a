"""The review of a room's live topic, read once for all regions that are rendered together."""

from django.core.exceptions import ValidationError

from live.regions import read_once
from reviews.models import AgendaItem, Review


@read_once
def review_of(uid: str) -> Review | None:
    """None for what is no review's uid. What belongs to it is read where a region shows it."""
    try:
        return next(iter(Review.objects.filter(uid=uid).order_by()), None)
    except (ValidationError, ValueError):
        return None


@read_once
def agenda_of(uid: str) -> tuple[Review | None, list[AgendaItem]]:
    """The review with its agenda, in one query: what the room shows most often is to be quick."""
    try:
        items = list(AgendaItem.objects.filter(review__uid=uid).select_related("review"))
    except (ValidationError, ValueError):
        return None, []
    return (items[0].review if items else review_of(uid)), items
