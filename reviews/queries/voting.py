"""What one vote, and the count of votes that all pages show, ask of the database. Written out as SQL: a room votes at the same
moment, and Django took longer to compose these statements than the database to answer them (`make bench-room`).
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

# Of those who came: whoever is still in the review, or voted before they were taken off it; but no facilitators who do not vote.
# Guests count once they are let in, or voted before guests were sent away.
TURNOUT = """
SELECT
    (SELECT COUNT(DISTINCT voter_id) FROM reviews_vote WHERE poll_id = poll.id)
    + (SELECT COUNT(DISTINCT guest_id) FROM reviews_guestvote WHERE poll_id = poll.id),
    (SELECT COUNT(*) FROM reviews_attendance WHERE review_id = poll.review_id
        AND (user_id IN (SELECT user_id FROM reviews_participation WHERE review_id = poll.review_id AND removed_at IS NULL)
            OR user_id IN (SELECT voter_id FROM reviews_vote WHERE poll_id = poll.id))
        AND user_id NOT IN (SELECT user_id FROM reviews_participation
            WHERE review_id = poll.review_id AND role = %s AND removed_at IS NULL
            AND user_id NOT IN (SELECT user_id FROM reviews_poll_voting_facilitators WHERE poll_id = poll.id)))
    + (SELECT COUNT(*) FROM reviews_roomguest
        JOIN reviews_review ON reviews_review.id = reviews_roomguest.review_id
        WHERE reviews_roomguest.review_id = poll.review_id AND by_device AND removed_at IS NULL
        AND (guests_allowed
            OR reviews_roomguest.id IN (SELECT guest_id FROM reviews_guestvote WHERE poll_id = poll.id)))
FROM reviews_poll AS poll WHERE poll.id = %s
"""


@dataclass(frozen=True)
class Turnout:
    """How many people gave at least one vote, and of how many who came and may."""

    voted: int
    there: int


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


def turnout(poll: Poll) -> Turnout:
    """One statement. Nobody who voted is missing among those who may, also if they left the review since."""
    with connection.cursor() as cursor:
        cursor.execute(TURNOUT, [Participation.Role.FACILITATOR, poll.pk])
        voted, there = cursor.fetchone()
    return Turnout(voted, max(voted, there))
