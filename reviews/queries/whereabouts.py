"""What the room is talking about just now, in the words that stay with what is parked."""

from django.utils.text import Truncator

from reviews.models import AgendaItem, Review
from reviews.queries import narrative

WORDS, LETTERS = 24, 170


def told(review: Review, here: AgendaItem | None) -> str:
    """The moment that is told, or the point that is discussed, in the part that is on (`here`); empty in the other parts."""
    kind = here.kind if here else None
    place = narrative.place(review) if kind == AgendaItem.Kind.NARRATIVE else None
    if place:
        return _short(place.event.what)
    in_themes = kind == AgendaItem.Kind.THEMES
    points = review.poll.points.filter(rank__isnull=False, discussed_at=None).order_by("rank") if in_themes else []
    return _short(next((point.text for point in points), ""))


def _short(text: str) -> str:
    return Truncator(Truncator(text).words(WORDS)).chars(LETTERS)
