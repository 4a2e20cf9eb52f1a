"""The review of a room's live topic, read once for all regions that are rendered together.

Written out as SQL, in the shape of its models: a room shows these at every change, and Django took longer to compose the statements
than the database to answer them (`make bench-room`).
"""

from uuid import UUID

from django.db import connection

from live.regions import read_once
from reviews.models import AgendaItem, Review

REVIEW = "SELECT * FROM reviews_review WHERE uid = %s"
AGENDA = "SELECT * FROM reviews_agendaitem WHERE review_id = %s ORDER BY position, id"


@read_once
def review_of(uid: str) -> Review | None:
    """None for what is no review's uid. What belongs to it is read where a region shows it."""
    try:
        known = Review._meta.get_field("uid").get_db_prep_value(UUID(uid), connection)
    except ValueError:
        return None
    return next(iter(Review.objects.raw(REVIEW, [known])), None)


@read_once
def agenda_of(uid: str) -> tuple[Review | None, list[AgendaItem]]:
    """The review with its agenda."""
    review = review_of(uid)
    return review, list(AgendaItem.objects.raw(AGENDA, [review.pk])) if review else []
