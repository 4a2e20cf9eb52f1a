"""The bar's steps after the meeting has come: the meeting is over, the survey is closed. Everything by the actions people use."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from demo.actions import clock, others
from outbox.actions import messages
from reviews import timing
from reviews.actions import reviews, room
from reviews.models import Review, Stage
from surveys import tasks
from surveys.models import Survey

# By then the survey is closed and the week of the meeting is over, so that its point can be drawn.
LATER = timedelta(days=7)


def _ana() -> User:
    return User.objects.get(email="ana@example.org")


def meeting_over(review: Review) -> None:
    """Ana opens the room unless it is open, the others come, the time of the meeting passes, and she ends it.

    Whoever steps past the days before finds done what would have been done in them: the document went out in time, and Ben and Cleo
    came, who would have been there.
    """
    ana = _ana()
    if review.stage == Stage.PREPARING:
        sent_in_time(review)
        clock.bring_near(review=review, before=timedelta(0))
        review = room.open_room(review=review, by=ana)
        room.arrive(review=review, user=ana)
        others.come(review, "ben@example.org", "cleo@example.org")
    if review.stage == Stage.MEETING:
        others.come_and_vote(review)
        clock.sit_through(review=review)
        others.come_and_vote(review)
        room.arrive(review=review, user=ana)
        review = room.end(review=review, by=ana)
    tasks.open_due()
    messages.send_due()


def sent_in_time(review: Review) -> None:
    """The document of a story whose days before the meeting are stepped over; where it is too late for that, it is late."""
    if review.document.ready_at is None and timing.enough_notice(review.meets_at, timezone.now()):
        clock.bring_near(review=review, before=clock.STEPS["two_days"])
        review.refresh_from_db()
        reviews.mark_ready(review=review, by=_ana())
        messages.send_due()


def survey_closed(review: Review) -> None:
    """The others answer, the survey's time passes, and the sweeps find what is to be sealed and drawn."""
    meeting_over(review)
    review.refresh_from_db()
    survey = Survey.objects.filter(review=review, state=Survey.State.OPEN, not_offered=False).first()
    if survey:
        others.answer(survey)
        clock.shift(review=review, delta=-LATER)
    tasks.seal_due()
    tasks.draw_due()
