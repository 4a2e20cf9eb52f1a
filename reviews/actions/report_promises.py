"""Tells the facilitators when a report is past the day for which it was promised."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from outbox.actions import messages
from outbox.planning import Planned
from reviews.actions.reports import LATE
from reviews.models import MeetingRecord, Participation, Stage

MORNING = time(9)
TOLD_FOR = timedelta(days=7)


def heal() -> None:
    """One message for each facilitator and promised day, the next morning on the clocks of the meeting. Twice is once."""
    today = timezone.localdate()
    since = today - TOLD_FOR
    rows = MeetingRecord.objects.filter(
        report_promised_on__range=(since, today), review__stage=Stage.HELD, review__report__first_published_at=None
    )
    for record in rows.select_related("review"):
        plan(record)


def plan(record: MeetingRecord) -> None:
    review, day = record.review, record.report_promised_on
    assert day
    due = datetime.combine(day + timedelta(days=1), MORNING, review.zone)
    leading = review.participations.filter(removed_at=None, role=Participation.Role.FACILITATOR).select_related("user")
    messages.plan(
        subject=review.topic,
        rows=[
            Planned(
                kind=LATE,
                recipient=place.user,
                due_at=due,
                expires_at=due + TOLD_FOR,
                version=day.toordinal(),
                payload={"review": str(review.uid)},
            )
            for place in leading
        ],
    )
