"""What one vote asks of the database. Written out as SQL: a room votes at the same moment, and Django took longer to compose these
two statements than the database to answer them (`make bench-room`).
"""

from dataclasses import dataclass

from django.db import connection

from accounts.models import User
from reviews.models import Participation, Poll, Stage, TalkingPoint

HOLD = """
SELECT 1 FROM reviews_poll JOIN reviews_review ON reviews_review.id = reviews_poll.review_id
WHERE reviews_poll.id = %s FOR SHARE
"""
ASK = """
SELECT reviews_poll.state, reviews_review.stage, reviews_poll.votes_each,
    EXISTS (SELECT 1 FROM reviews_talkingpoint
        WHERE reviews_talkingpoint.id = %s AND poll_id = reviews_poll.id AND aside_at IS NULL),
    EXISTS (SELECT 1 FROM reviews_participation
        WHERE user_id = %s AND review_id = reviews_poll.review_id AND role = %s AND removed_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM reviews_poll_voting_facilitators WHERE poll_id = reviews_poll.id AND user_id = %s)
FROM reviews_poll JOIN reviews_review ON reviews_review.id = reviews_poll.review_id WHERE reviews_poll.id = %s
"""


@dataclass(frozen=True)
class Box:
    """The ballot box for one person and one point: whether votes are taken now, how many each has, whether the point stands, and
    whether this is a facilitator who has not chosen to vote.
    """

    is_open: bool
    votes_each: int
    stands: bool
    abstains: bool


def hold(poll: int) -> None:
    """Until this transaction ends nobody closes or reveals the poll, or ends the meeting; others may vote meanwhile.

    On SQLite a transaction that writes has the database to itself anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(HOLD, [poll])


def box(poll: int, voter: User, point: TalkingPoint) -> Box:
    """To be asked after `hold`, so that the answer stays true."""
    with connection.cursor() as cursor:
        cursor.execute(ASK, [point.pk, voter.pk, Participation.Role.FACILITATOR, voter.pk, poll])
        state, stage, each, stands, abstains = cursor.fetchone()
    return Box(state == Poll.State.OPEN and stage == Stage.MEETING, each, bool(stands), bool(abstains))
