"""What Ana has written so far: themes in the document that speak of moments, a chat with agreed words, an earlier report."""

import re
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from incidents.actions import evidence_citing
from incidents.models import Incident
from outbox.actions import messages
from reviews.actions import documents, interview_notes, interview_quotes, interviews, report_names, reports
from reviews.models import Audience, Interview, InterviewTime, Report, ReportPdf, Review, Revision

CASES = Path(__file__).resolve().parent.parent / "cases"
_MOMENT = re.compile(r"\]\(moment:(\d+)\)")
NOTES = """He refreshed staging that afternoon, by hand, to try the pooler with data as it really is.

I did it because I was curious whether the pooler would hold. Had I waited for a quiet day, there would have been nothing to come back to.

[off the record]
He was asked twice that week to stop using production snapshots, and is worried that this is now told as a heroic story.
[on the record]

The snapshot is in no handbook. He told two people of it, and both had gone home."""
QUOTE = "I did it because I was curious whether the pooler would hold."


def linked(text: str, incident: Incident) -> str:
    """ "(moment:3)" leads to the third moment of the timeline."""
    events = list(incident.events.all())
    return _MOMENT.sub(lambda found: f"](#from-event-{events[int(found[1]) - 1].reference})", text)


def document(review: Review, by: User) -> None:
    """The themes in the place of the hints under them."""
    interview_quotes.put_overview(review=review, by=by)
    review.document.refresh_from_db()
    text = review.document.latest.text
    written = (CASES / "themes.md").read_text(encoding="utf-8")
    head, _themes, rest = text.partition("# Themes\n")
    _old, _mark, after = rest.partition("# Steps taken\n")
    themes = linked(written, review.incident).replace("QUOTE", _agreed(review))
    text = f"{head}# Themes\n\n{themes}\n# Steps taken\n{after}"
    documents.save(document=review.document, by=by, base_number=review.document.latest_number, text=text)


def _agreed(review: Review) -> str:
    return next(quote.markdown for chat in review.interviews.all() for quote in chat.quotes.all())


def chat(review: Review, person: User, by: User) -> Interview:
    """Asked, agreed to, held the day before yesterday, with notes and a passage that may be quoted by name."""
    zone = review.time_zone
    wall = datetime.combine(timezone.localdate() + timedelta(days=1), time(10))
    offer = interviews.Offer([wall], zone, 30)
    until = (review.meets_at + timedelta(days=21)).astimezone(ZoneInfo(zone)).date()
    made = interviews.ask(review=review, person=person, by=by, offer=offer, until=until)
    interviews.answer(interview=made, answer=Interview.Answer.TIME, chosen=made.times.get(), word="Gladly.")
    interviews.held(interview=made, by=by, took_place=True)
    interview_notes.save(interview=made, by=by, base_number=0, text=NOTES)
    quote = interview_quotes.ask(interview=made, by=by, words=QUOTE)
    interview_quotes.answer(quote=quote, answer="yes", words="")
    messages.cancel(subject=made.topic, kinds=interviews.KINDS, because=_("the sample story begins after it"))
    _days_ago(made, timedelta(days=3))
    return made


def _days_ago(made: Interview, ago: timedelta) -> None:
    """All of it lies behind: the dates alone are moved, as demo.actions.clock does."""
    now = timezone.now()
    Interview.objects.filter(pk=made.pk).update(asked_at=now - 2 * ago, answered_at=now - 2 * ago, held_at=now - ago)
    for each in InterviewTime.objects.filter(interview=made):
        each.begins_at -= ago
        each.wall_time = each.begins_at.astimezone(ZoneInfo(each.time_zone)).strftime("%Y-%m-%dT%H:%M")
        each.save(update_fields=["begins_at", "wall_time"])


def report(review: Review, by: User, people: list[User]) -> None:
    """Written and published for the company three days after the meeting; `people` agreed to be named in it."""
    _rests_on(review.incident, by)
    made = reports.begin(review=review, by=by)
    text = linked((CASES / "report.md").read_text(encoding="utf-8"), review.incident)
    reports.save(report=made, by=by, saves=made.saves, text=text)
    for person in people:
        report_names.choose(review=review, person=person, widest=Audience.COMPANY)
    made.refresh_from_db()
    edition = reports.publish(report=made, by=by, how=reports.Publication(for_company=True, tell=False))
    ReportPdf.objects.filter(edition=edition).delete()  # printed when somebody asks for it
    at = review.meets_at + timedelta(days=3)
    type(edition).objects.filter(pk=edition.pk).update(published_at=at)
    Report.objects.filter(pk=made.pk).update(first_published_at=at, begun_at=at - timedelta(days=1))
    Revision.objects.filter(document__review=review).update(made_at=review.meets_at - timedelta(days=5))


def _rests_on(incident: Incident, by: User) -> None:
    """One message kept by hand, at the moment that it is about."""
    event = incident.events.order_by("at").last()
    assert event
    item = evidence_citing.keep_note(
        incident=incident,
        by=by,
        at=event.at,
        author="Dev Iyer",
        text="both hosts say they are in time with their source. the sources are forty seconds apart",
        title="Channel #sign-in",
    )
    evidence_citing.cite(event=event, by=by, numbers=[item.pk])
