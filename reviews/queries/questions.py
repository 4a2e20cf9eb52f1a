"""What the room shows of questions, parked items and the rabbit hole: the shared part, and a person's own."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from accounts.models import User
from reviews.models import (
    MeetingRecord,
    ParkedItem,
    Question,
    QuestionVote,
    RabbitAnswer,
    RabbitHole,
    Review,
    RoomGuest,
    Stage,
)
from reviews.queries import elsewhere, whereabouts
from reviews.queries.agenda import current


def for_all(review: Review) -> list[Question]:
    """In the order in which they were asked, so that nothing moves under a finger; `votes_n` beside each."""
    rows = Question.objects.filter(review=review, for_all=True).select_related("by", "guest", "follow_up__owner")
    return list(rows.annotate(votes_n=Count("votes")))


def _still_open(review: Review) -> "QuerySet[Question]":
    rows = Question.objects.filter(review=review, answered_at=None, let_go_at=None, follow_up=None)
    return rows.select_related("by", "guest", "follow_up", "event")


def open_questions(review: Review) -> list[Question]:
    """For everyone and without an answer, most wanted first."""
    rows = _still_open(review).filter(for_all=True)
    return list(rows.annotate(votes_n=Count("votes")).order_by("-votes_n", "pk"))


def visible(review: Review, user: User) -> "QuerySet[Question]":
    """Those this person may name in an address: everybody's, and their own."""
    return Question.objects.filter(review=review, for_all=True) | Question.objects.filter(review=review, by=user)


@dataclass(frozen=True)
class Mine:
    """A person's own part. asked: whether it is time to ask if each was answered; voted: open ones they want to hear too."""

    private: list[Question]
    own: list[Question]
    voted: list[Question]
    asked: bool

    @property
    def votes(self) -> str:
        """The numbers of the questions voted for, for the page's script."""
        return " ".join(str(each.pk) for each in self.voted)


def mine(review: Review, who: User | RoomGuest) -> Mine:
    still_open = _still_open(review)
    is_guest = isinstance(who, RoomGuest)
    written = list(still_open.filter(**{"guest" if is_guest else "by": who}))
    own_votes = QuestionVote.objects.filter(question__review=review, **{"guest" if is_guest else "voter": who})
    chosen = own_votes.values("question")
    voted = list(still_open.filter(pk__in=chosen, for_all=True))
    private = [each for each in written if not each.for_all]
    return Mine(private, [each for each in written if each.for_all], voted, is_closing(review))


def record(review: Review) -> MeetingRecord | None:
    return MeetingRecord.objects.filter(review=review).first()


def is_closing(review: Review) -> bool:
    """The facilitator began the close, or the meeting is over."""
    found = record(review)
    return review.stage == Stage.HELD or bool(found and found.closing_at)


def parked(review: Review) -> list[ParkedItem]:
    rows = list(ParkedItem.objects.filter(review=review).select_related("by", "follow_up__owner"))
    return list(elsewhere.parked(review.pk, rows))


def undecided_items(review: Review) -> list[ParkedItem]:
    return list(ParkedItem.objects.filter(review=review, fate=ParkedItem.Fate.NONE).select_related("review"))


def left(review: Review) -> int:
    """How many things have no fate yet."""
    return len(open_questions(review)) + len(undecided_items(review))


def newest_hole(review: Review) -> RabbitHole | None:
    """The one that is being asked, or the last one, for its result, until the meeting moves on: to another part, moment or point."""
    hole = RabbitHole.objects.filter(review=review).order_by("-pk").first()
    over = hole and hole.state != RabbitHole.State.ASKING
    return None if hole and over and _moved_on(review, hole) else hole


def _moved_on(review: Review, hole: RabbitHole) -> bool:
    here = current(review)
    begun = here.started_at if here else None
    return begun is None or begun > hole.asked_at or not hole.about.endswith(whereabouts.told(review, here))


def my_answer(hole: RabbitHole | None, who: User | RoomGuest) -> RabbitAnswer | None:
    """While it is being asked; afterwards nobody can say any more who answered what."""
    own = {"guest" if isinstance(who, RoomGuest) else "person": who}
    return RabbitAnswer.objects.filter(hole=hole, **own).first() if hole else None
