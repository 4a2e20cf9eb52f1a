"""What a review takes over from the format of its series: the minutes of its agenda, and votes for each person."""

from reviews.models import Review, Series, StandingMeeting
from reviews.timing import ORDER, Share


def _standing(series: Series | None) -> StandingMeeting | None:
    return StandingMeeting.objects.filter(series=series).first() if series else None


def votes_each(series: Series | None) -> int:
    standing = _standing(series)
    return standing.votes_each if standing else 1


def shares(review: Review) -> list[Share]:
    """The parts of the agenda with their minutes, in the guide's order; empty where the series has none of its own."""
    standing = _standing(review.series)
    parts = standing.parts if standing else {}
    return [Share(kind, parts[kind]) for kind in ORDER if parts.get(kind)]
