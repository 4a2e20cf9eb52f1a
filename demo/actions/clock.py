"""Moves the dates of the sample story, so that the sweeps find what is due. It never sets a state."""

from datetime import timedelta

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from outbox.actions import messages
from reviews.actions import comment_news
from reviews.models import (
    AgendaItem,
    Attendance,
    AttendanceSpan,
    Document,
    Interview,
    LastLook,
    Participation,
    PersonPart,
    Poll,
    Review,
    Revision,
    RoomGuest,
    SignOff,
    TalkSpan,
)
from surveys.models import Survey, SurveyResult

# What the bar offers before the meeting: how far away it then is. What comes after it stands in demo.actions.after.
STEPS = {
    "three_days": timedelta(hours=71),
    "two_days": timedelta(hours=47),
    "one_day": timedelta(hours=25),
    "meeting": timedelta(minutes=5),
}
# The dates of a review outside of its own row: the model, the way to the review, the names.
DATES: list[tuple[type[models.Model], str, tuple[str, ...]]] = [
    (Document, "review", ("ready_at",)),
    (Revision, "document__review", ("made_at",)),
    (LastLook, "document__review", ("at",)),
    (Participation, "review", ("invited_at", "read_at", "removed_at")),
    (PersonPart, "review", ("marked_at",)),
    (SignOff, "part__review", ("answered_at",)),
    (Attendance, "review", ("came_at", "last_seen_at")),
    (AttendanceSpan, "attendance__review", ("from_at", "to_at")),
    (RoomGuest, "review", ("from_at", "to_at", "removed_at")),
    (TalkSpan, "review", ("from_at", "to_at")),
    (AgendaItem, "review", ("started_at", "ended_at")),
    (Poll, "review", ("opened_at", "revealed_at")),
    (Survey, "review", ("opens_at", "closes_at")),
    (Interview, "review", ("asked_at", "answered_at", "held_at", "delete_at")),
    (SurveyResult, "survey__review", ("sealed_at",)),
]
OWN = ("meets_at", "created_at", "started_at", "ended_at", "cancelled_at")


@transaction.atomic
def bring_near(*, review: Review, before: timedelta) -> None:
    """Shift all dates of the story into the past until its meeting is `before` away; a meeting nearer than that stays."""
    delta = timezone.now() + before - review.meets_at
    if delta < timedelta(0):
        shift(review=review, delta=delta)


@transaction.atomic
def shift(*, review: Review, delta: timedelta) -> None:
    """Move every date of a review, of its messages and of its survey by the same time."""
    for name in OWN:
        value = getattr(review, name)
        setattr(review, name, value and value + delta)
    review.wall_time = review.meets_at.astimezone(review.zone).strftime("%Y-%m-%dT%H:%M")
    review.save(update_fields=[*OWN, "wall_time"])
    for model, way, names in DATES:
        rows = model._default_manager.filter(**{way: review})
        rows.update(**{name: F(name) + delta for name in names})
    for chat in review.interviews.all():
        # The promise in words is the day of that moment.
        Interview.objects.filter(pk=chat.pk).update(until=chat.delete_at.astimezone(review.zone).date())
    for subject in (review.topic, comment_news.subject_of(review), f"survey:{review.uid}"):
        messages.shift(subject=subject, delta=delta)


def sit_through(*, review: Review) -> None:
    """The time of the meeting passes in no time; whoever was there kept the page open."""
    shift(review=review, delta=-timedelta(minutes=review.minutes))
    AttendanceSpan.objects.filter(attendance__review=review).update(to_at=timezone.now())
