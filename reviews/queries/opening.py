"""What the room shows of the opening: the rule of now, how many agreed, the recording's state; and what only one person or the facilitators see."""

from dataclasses import dataclass, field
from typing import Any

from accounts.models import User
from reviews.models import (
    AgendaItem,
    Attendance,
    GroundRule,
    Opening,
    RecordingAnswer,
    RecordingPlan,
    Review,
    RuleAgreement,
    Series,
    Stage,
)


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
    n = RuleAgreement.objects.filter(review=review).count()
    return Agreed(n, max(n, review.attendances.count()))


def plan_of(review: Review) -> RecordingPlan:
    """What is said of the recording; friendly defaults, not saved, where no facilitator wrote anything."""
    return RecordingPlan.objects.filter(review=review).first() or RecordingPlan(review=review)


def standing(review: Review) -> dict[int, RecordingAnswer]:
    """The answer that stands of each person, by their key."""
    return {each.user_id: each for each in RecordingAnswer.objects.filter(review=review, ended_at=None)}


def missing(review: Review) -> list[Attendance]:
    """Who is in the meeting and has not answered whether they may be recorded."""
    answered = RecordingAnswer.objects.filter(review=review, ended_at=None).values("user")
    return list(Attendance.objects.filter(review=review).exclude(user__in=answered).select_related("user"))


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
    return Recording(plan_of(review), len(missing(review)) if review.stage == Stage.MEETING else 0)


def mine(user: User, review: Review) -> dict[str, Any]:
    """A person's own part of the opening: what they are asked, and what they said."""
    on = review.stage == Stage.MEETING
    answer = RecordingAnswer.objects.filter(review=review, user=user, ended_at=None).first()
    return {
        "rules": rules(review),
        "agreed_myself": on and RuleAgreement.objects.filter(review=review, user=user).exists(),
        "recording": recording(review) if on and review.recorded else None,
        "my_answer": None if answer and answer.answer == RecordingAnswer.Answer.AWAY else answer,
        "ways": RecordingAnswer.Way.choices,
    }


def answers(review: Review) -> list[RecordingAnswer]:
    """All that was ever answered, in the order in which it was; for the facilitators."""
    return list(RecordingAnswer.objects.filter(review=review).select_related("user"))


def desk(review: Review) -> dict[str, Any]:
    """What only the facilitators see: who has not answered, and who would rather not be recorded."""
    on = review.stage == Stage.MEETING
    asked = on and review.recorded
    noes = [each for each in answers(review) if each.answer == "no" and not each.ended_at] if asked else []
    showing = rules(review)
    return {
        "rules": showing,
        "all_rules": showing.all or rules_of(review.series),
        "agreed": agreed(review) if showing.asked else None,
        "recording": recording(review) if asked else None,
        "unanswered": missing(review) if asked else [],
        "noes": noes,
    }
