"""Where in its agenda a meeting is."""

from reviews.models import AgendaItem, Review


def current(review: Review) -> AgendaItem | None:
    """The part that has begun and not ended; none before the room is open and after the last part."""
    return review.agenda.filter(started_at__isnull=False, ended_at=None).first()
