"""The recording of a meeting: what is said of it, everybody's answer, and when it counts as on."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

import live
from accounts.actions import audit
from accounts.models import User
from reviews.actions import whose
from reviews.models import RecordingAnswer, RecordingPlan, Review, RoomGuest
from reviews.queries import opening as queries


class NotAnswered(Exception):
    """Somebody in the meeting has not said yes or no."""


def _locked(review: Review) -> RecordingPlan:
    """The plan, made if there is none, locked until the end of the transaction."""
    RecordingPlan.objects.get_or_create(review=review)
    return RecordingPlan.objects.select_for_update().get(review=review)


def _changed(review: Review) -> None:
    live.publish(f"room:{review.uid}", "recording", "answers")


def _pause(plan: RecordingPlan) -> None:
    """Every new answer pauses, whatever it is: so nobody's answer can be read from the pause."""
    if plan.state == RecordingPlan.State.ON:
        plan.state = RecordingPlan.State.PAUSED
        plan.save(update_fields=["state"])


@transaction.atomic
def answer(*, review: Review, by: whose.Person, answer: str, way: str = "") -> None:
    """Yes or no, with its time; a no may say how that person takes part. The same answer again changes at most the way."""
    plan = _locked(review)
    held = _standing(review, by).first()
    if held and held.answer == answer:
        if way and held.way != way:
            held.way = way
            held.save(update_fields=["way"])
            _changed(review)
        return
    _replace(review, by, answer, way)
    _pause(plan)
    audit.record(by=whose.account(by), did="recording.answered", subject=review)
    _changed(review)


def _standing(review: Review, who: whose.Person) -> "QuerySet[RecordingAnswer]":
    return RecordingAnswer.objects.filter(review=review, ended_at=None, **whose.columns(who))


def _replace(review: Review, who: whose.Person, answer: str, way: str = "", aloud: bool = False) -> None:
    _standing(review, who).update(ended_at=timezone.now())
    RecordingAnswer.objects.create(review=review, answer=answer, way=way, aloud=aloud, **whose.columns(who))


@transaction.atomic
def aloud(*, review: Review, by: User, person: whose.Person, answer: str) -> None:
    """A facilitator writes down what somebody in the room, who cannot tap, said aloud. What people answered themselves stands."""
    plan = _locked(review)
    held = _standing(review, person).first()
    by_themselves = held and not held.aloud and held.answer != RecordingAnswer.Answer.AWAY
    if by_themselves or (held and held.answer == answer):
        return
    _replace(review, person, answer, aloud=True)
    _pause(plan)
    audit.record(by=by, did="recording.said_aloud", subject=review, person=person.pk)
    _changed(review)


@transaction.atomic
def away(*, review: Review, by: User, person: whose.Person) -> None:
    """A facilitator says that somebody who has not answered has left, so nobody waits for them; they are asked again when they come back."""
    plan = _locked(review)
    if _standing(review, person).exists():
        return
    _replace(review, person, RecordingAnswer.Answer.AWAY)
    _pause(plan)
    audit.record(by=by, did="recording.away", subject=review, person=person.pk)
    _changed(review)


@transaction.atomic
def left(*, guests: Sequence[RoomGuest]) -> None:
    """They lost the room or closed their page without an answer: nobody waits for them. Who comes back is asked again."""
    if not guests:
        return
    review = guests[0].review
    _pause(_locked(review))
    for guest in guests:
        if not _standing(review, guest).exists():
            _replace(review, guest, RecordingAnswer.Answer.AWAY)
    _changed(review)


@transaction.atomic
def came(*, review: Review, user: whose.Person) -> None:
    """Somebody came, or came back after a while: without an answer of theirs the recording waits for them."""
    _standing(review, user).filter(answer=RecordingAnswer.Answer.AWAY).update(ended_at=timezone.now())
    if review.recorded:
        _changed(review)


@transaction.atomic
def turn_on(*, review: Review, by: User) -> None:
    """From now on it counts as on. Raises NotAnswered while anybody's answer is missing."""
    plan = _locked(review)
    if queries.missing(review) or queries.missing_guests(review):
        raise NotAnswered
    plan.state = RecordingPlan.State.ON
    plan.began_at = plan.began_at or timezone.now()
    plan.save(update_fields=["state", "began_at"])
    audit.record(by=by, did="recording.on", subject=review)
    _changed(review)


@transaction.atomic
def pause(*, review: Review, by: User) -> None:
    _pause(_locked(review))
    audit.record(by=by, did="recording.paused", subject=review)
    _changed(review)


@transaction.atomic
def change_plan(*, review: Review, by: User, recorded: bool, why: str, audience: str, kept_days: int) -> None:
    """What people are told. Answers were given to the old words: when these change, everyone is asked again."""
    plan = _locked(review)
    changed = (plan.why, plan.audience, plan.kept_days) != (why, audience, kept_days)
    plan.why, plan.audience, plan.kept_days = why, audience, kept_days
    if changed:
        _pause(plan)
        RecordingAnswer.objects.filter(review=review, ended_at=None).update(ended_at=timezone.now())
    plan.save(update_fields=["why", "audience", "kept_days"])
    _record(review, plan, recorded)
    audit.record(by=by, did="recording.planned", subject=review, recorded=recorded)
    _changed(review)


@transaction.atomic
def go_without(*, review: Review, by: User) -> None:
    """This meeting is not recorded, or not any further."""
    _record(review, _locked(review), False)
    audit.record(by=by, did="recording.off", subject=review)
    _changed(review)


def _record(review: Review, plan: RecordingPlan, recorded: bool) -> None:
    if not recorded:
        _pause(plan)
    review.recorded = recorded
    review.save(update_fields=["recorded"])
