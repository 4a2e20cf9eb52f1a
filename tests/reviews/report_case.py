"""A review that was held, with what its meeting added, and its report."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from reviews.actions import reports
from reviews.models import (
    Edition,
    EventNote,
    FollowUp,
    MeetingRecord,
    Poll,
    Question,
    Report,
    Review,
    Stage,
    TalkingPoint,
)
from tests.reviews import document_case


def held(facilitator: User, *participants: User, restricted: bool = False, text: str = document_case.TEXT) -> Review:
    """Held yesterday; one point was talked about, one question answered, one thing said, one follow-up agreed."""
    review = document_case.review(facilitator, *participants, restricted=restricted, text=text)
    began = timezone.now() - timedelta(days=1)
    Review.objects.filter(pk=review.pk).update(stage=Stage.HELD, started_at=began, ended_at=began, meets_at=began)
    review = Review.objects.get(pk=review.pk)
    somebody = participants[0] if participants else facilitator
    poll = Poll.objects.create(review=review, state=Poll.State.REVEALED)
    TalkingPoint.objects.create(
        poll=poll, kind="incident", text="Two prompts in *one* colour", rank=1, votes_counted=4, discussed_at=began
    )
    Question.objects.create(review=review, by=somebody, text="Who knew of the copy tool?", answered_at=began)
    Question.objects.create(review=review, by=somebody, text="Only for me", for_all=False, answered_at=began)
    event = review.incident.events.get()
    EventNote.objects.create(
        review=review, event=event, about="The directory is removed", text="I had both open", by=somebody
    )
    FollowUp.objects.create(review=review, what="Colour the prompts", owner=somebody)
    return review


def begun(facilitator: User, *participants: User, **more: Any) -> Report:
    return reports.begin(review=held(facilitator, *participants, **more), by=facilitator)


def publish(
    report: Report, by: User, *, company: bool = True, text: str = "", changed: str = "", tell: bool = True
) -> Edition:
    """Another text, if one is given, as the next edition."""
    report = Report.objects.get(pk=report.pk)
    if text:
        report = reports.save(report=report, by=by, saves=report.saves, text=text)
    return reports.publish(report=report, by=by, how=reports.Publication(company, changed, tell))


def promise(review: Review, *, days: int) -> None:
    """The report is promised for so many days from today."""
    MeetingRecord.objects.update_or_create(
        review=review, defaults={"report_promised_on": timezone.localdate() + timedelta(days=days)}
    )
