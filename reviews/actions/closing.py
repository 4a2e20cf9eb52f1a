"""The last five minutes: asking everyone what is still open, what is promised, and the end of the meeting."""

from datetime import date

from django.db import transaction
from django.utils import timezone

import live
from accounts.actions import audit
from accounts.models import User
from reviews.actions import parked, rabbit_holes, room
from reviews.models import MeetingRecord, ParkedItem, Question, Review, Stage
from reviews.queries import questions as queries


class Undecided(Exception):
    """Something is parked or asked of which nobody said what becomes of it."""


@transaction.atomic
def begin(*, review: Review, by: User) -> None:
    """From now on everyone whose question is open is asked whether it was answered. Twice is once."""
    if Review.objects.select_for_update().get(pk=review.pk).stage != Stage.MEETING:
        raise room.NotNow
    record, _new = MeetingRecord.objects.get_or_create(review=review)
    if record.closing_at:
        return
    record.closing_at = timezone.now()
    record.save(update_fields=["closing_at"])
    audit.record(by=by, did="closing.begun", subject=review)
    live.publish(room.topic(review), "closing", "questions")


@transaction.atomic
def promise(*, review: Review, by: User, on: date | None, thanks: str) -> None:
    """When people will have the report, and a word of thanks; both are shown to everyone."""
    record, _new = MeetingRecord.objects.get_or_create(review=review)
    record.report_promised_on, record.thanks = on, thanks
    record.save(update_fields=["report_promised_on", "thanks"])
    audit.record(by=by, did="closing.promised", subject=review)
    live.publish(room.topic(review), "closing")


@transaction.atomic
def end(*, review: Review, by: User, later: bool = False) -> Review:
    """End the meeting. Raises Undecided while something is parked or asked without a fate; with `later` each becomes a
    follow-up of `by`, so nobody is kept in the room for it. Raises NotNow when the room is not open.
    """
    if Review.objects.select_for_update().get(pk=review.pk).stage != Stage.MEETING:
        raise room.NotNow
    rabbit_holes.settle(review=review)
    items, questions = queries.undecided_items(review), queries.open_questions(review)
    if (items or questions) and not later:
        raise Undecided
    _leave_to(by, items, questions)
    return room.end(review=review, by=by)


def _leave_to(owner: User, items: list[ParkedItem], questions: list[Question]) -> None:
    for item in items:
        parked.follow_up(item=item, by=owner, owner=owner)
    for question in questions:
        parked.take_on(question=question, by=owner, owner=owner)
