"""What the room shows of the opening: the rule of now, how many agreed, the recording's state; and what only one person or the facilitators see."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, Sum

from accounts.models import User
from reviews.models import (
    AgendaItem,
    Attendance,
    GroundRule,
    Opening,
    Poll,
    RecordingAnswer,
    RecordingPlan,
    Review,
    RoomGuest,
    RuleAgreement,
    Series,
    Stage,
)
from reviews.queries import aloud, room_people


def rules_of(series: Series | None) -> list[GroundRule]:
    """The rules of a series; where it has none of its own, and for reviews without a series, the usual ones."""
    own = list(GroundRule.objects.filter(series=series)) if series else []
    return own or list(GroundRule.objects.filter(series=None))


@dataclass(frozen=True)
class Rules:
    """How far the rules have come. `shown` is the rule of now, None when there is none; `asked`: people may agree to all of them."""

    all: list[dict[str, Any]] = field(default_factory=list)
    step: int = 0
    asked: bool = False
    over: bool = False  # the meeting has left its opening remarks

    @property
    def shown(self) -> dict[str, Any] | None:
        return self.all[self.step - 1] if self.all and not self.asked else None

    @property
    def last(self) -> bool:
        return self.step == len(self.all)


def rules(review: Review) -> Rules:
    """Asked by a facilitator, or by moving on from the opening remarks. Two queries."""
    opening = Opening.objects.filter(review=review).first() if review.stage == Stage.MEETING else None
    if opening is None:
        return Rules()
    over = review.agenda.filter(kind=AgendaItem.Kind.OPENING, ended_at__isnull=False).exists()
    return Rules(opening.rules, opening.step, bool(opening.asked_at) or over, over)


@dataclass(frozen=True)
class Agreed:
    agreed: int
    there: int


def agreed(review: Review) -> Agreed:
    """Everyone who came and is still asked, and whoever agreed before they left the review or guests were let in no more."""
    here = Q(by_device=False) | Q(agreed=True) | (Q(by_device=True) if review.guests_allowed else Q(pk=None))
    others = review.room_guests.filter(here, removed_at=None)
    guests = others.aggregate(n=Sum("people"), agreed=Sum("people", filter=Q(agreed=True)))
    said = RuleAgreement.objects.filter(review=review).values("user")
    invited = Q(user__in=room_people.invited(review).values("user"))
    n = said.count() + (guests["agreed"] or 0)
    return Agreed(n, max(n, review.attendances.filter(invited | Q(user__in=said)).count() + (guests["n"] or 0)))


def plan_of(review: Review) -> RecordingPlan:
    """What is said of the recording; friendly defaults, not saved, where no facilitator wrote anything."""
    return RecordingPlan.objects.filter(review=review).first() or RecordingPlan(review=review)


def standing(review: Review) -> dict[int, RecordingAnswer]:
    """The answer that stands of each person and guest, by the answer's key."""
    return {each.pk: each for each in RecordingAnswer.objects.filter(review=review, ended_at=None)}


def missing(review: Review) -> list[Attendance]:
    """Who is in the meeting and has not answered whether they may be recorded. Nobody waits for somebody taken off the review."""
    answered = RecordingAnswer.objects.filter(review=review, ended_at=None, user__isnull=False).values("user")
    came = Attendance.objects.filter(review=review, user__in=room_people.invited(review).values("user"))
    return list(came.exclude(user__in=answered).select_related("user"))


def missing_guests(review: Review) -> list[RoomGuest]:
    """People without an account who have not answered: in the physical room, where they are asked aloud, and guests on a
    device; once guests are let in no more, nobody waits for those who were here.
    """
    answered = RecordingAnswer.objects.filter(review=review, ended_at=None, guest__isnull=False).values("guest")
    here = review.room_guests.filter(removed_at=None).exclude(pk__in=answered)
    return list(here if review.guests_allowed else here.filter(by_device=False))


def on_devices_unanswered(review: Review) -> list[RoomGuest]:
    """Guests on a device, let in now or before, who have not said whether they may be recorded."""
    answered = RecordingAnswer.objects.filter(review=review, ended_at=None, guest__isnull=False).values("guest")
    return list(
        review.room_guests.filter(by_device=True, removed_at=None).exclude(pk__in=answered).select_related("review")
    )


@dataclass(frozen=True)
class Recording:
    """The same for everybody: nobody's answer can be read from it. `state` is waiting, may_start, on, paused or may_go_on."""

    plan: RecordingPlan
    missing: int

    @property
    def state(self) -> str:
        states = RecordingPlan.State
        if self.plan.state == states.WAITING:
            return "waiting" if self.missing else "may_start"
        if self.missing:
            return "paused"
        return "on" if self.plan.state == states.ON else "may_go_on"


def recording(review: Review) -> Recording:
    on = review.stage == Stage.MEETING
    return Recording(plan_of(review), len(missing(review)) + heads(missing_guests(review)) if on else 0)


def heads(guests: Iterable[RoomGuest]) -> int:
    return sum(each.people for each in guests)


def mine(who: User | RoomGuest, review: Review) -> dict[str, Any]:
    """A person's own part of the opening: what they are asked, and what they said."""
    on = review.stage == Stage.MEETING
    own = {"guest": who} if isinstance(who, RoomGuest) else {"user": who}
    answer = RecordingAnswer.objects.filter(review=review, ended_at=None, **own).first()
    agreed_myself = who.agreed if isinstance(who, RoomGuest) else review.agreements.filter(user=who).exists()
    return {
        "rules": (showing := rules(review)),
        "rules_past": showing.over or review.poll.state != Poll.State.DRAFT,
        "agreed_myself": on and agreed_myself,
        "recording": recording(review) if on and review.recorded else None,
        "my_answer": None if answer and answer.answer == RecordingAnswer.Answer.AWAY else answer,
        "ways": RecordingAnswer.Way.choices,
    }


def answers(review: Review) -> list[RecordingAnswer]:
    """All that was ever answered, in the order in which it was; for the facilitators."""
    return list(RecordingAnswer.objects.filter(review=review).select_related("user", "guest"))


def _is_here(said: RecordingAnswer) -> bool:
    """It stands, and is not of a guest who was taken off."""
    return said.ended_at is None and not (said.guest and said.guest.removed_at)


def desk(review: Review) -> dict[str, Any]:
    """What only the facilitators see: who has not answered, and who would rather not be recorded."""
    asked = review.stage == Stage.MEETING and review.recorded
    standing = [each for each in answers(review) if _is_here(each)] if asked else []
    unanswered, waiting = (missing(review), missing_guests(review)) if asked else ([], [])
    showing = rules(review)
    return {
        "rules": showing,
        "all_rules": showing.all or rules_of(review.series),
        "agreed": agreed(review) if showing.asked else None,
        "recording": Recording(plan_of(review), len(unanswered) + heads(waiting)) if asked else None,
        "unanswered": unanswered,
        "unanswered_guests": waiting,
        "asked_aloud": heads(each for each in waiting if not each.by_device),
        "noes": [each for each in standing if each.answer == RecordingAnswer.Answer.NO],
        "aloud": [each for each in standing if each.aloud],
        "in_room": aloud.in_the_room(review) if showing.asked else [],
    }
