"""A review with one of everything, its archive, and another installation to which it is carried."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from incidents.actions import contents, themes
from incidents.models import Evidence, Incident, Involvement, Theme, TimelineEvent
from outbox.models import Message
from reviews import archive_files
from reviews.actions import (
    closing,
    comments,
    follow_up_changes,
    follow_ups,
    parked,
    polls,
    questions,
    records,
    reports,
    room,
)
from reviews.models import (
    AgendaItem,
    Attendance,
    AttendanceSpan,
    Document,
    EventNote,
    ParkedItem,
    Poll,
    Question,
    QuestionVote,
    RabbitHole,
    Review,
    Revision,
    RoomGuest,
    Series,
    TalkingPoint,
)
from tests.reviews import document_case

ADDRESS = reverse("reviews:archive_in")


def review(ana: User, ben: User, cleo: User) -> Review:
    """Held, with one of everything; its series has a name that a spreadsheet would take for a formula."""
    made = document_case.review(ana, ben, cleo)
    thread = document_case.thread(made, ben, "the secondary", "I saw it *otherwise*.")
    comments.reply(thread=thread, by=cleo, text="So did I.")
    Review.objects.filter(pk=made.pk).update(series=Series.objects.create(name="=Tuesday"))
    Poll.objects.create(review=made)
    polls.offer(poll=made.poll, by=ana, kind=TalkingPoint.Kind.INCIDENT, text="Two prompts")
    made = room.open_room(review=Review.objects.get(pk=made.pk), by=ana)
    contents.write_event(incident=made.incident, by=ana, at=None, what="Somebody rang", known_then="Nobody knew whom")
    moment = made.incident.events.last()
    asked = questions.ask(review=made, by=ben, text="Why two prompts?", for_all=True, event=moment)
    questions.ask(review=made, by=ben, text="Private doubt", for_all=False)
    item = parked.park(review=made, by=cleo, text="Rename the hosts", kind=ParkedItem.Kind.FIX)
    parked.take_on(question=asked, by=ana, owner=ben, due=date(2031, 2, 3))
    parked.let_go(item=item, by=ana, reason="They go away in May")
    closing.promise(review=made, by=ana, on=date(2031, 1, 2), thanks="Thank you all")
    closing.end(review=made, by=ana)
    kept = follow_ups.agree(review=made, by=ana, what="Say how much is copied", owner=cleo)
    follow_up_changes.change(
        follow_up=kept, by=ana, what=kept.what, owner=cleo, due=date(2031, 5, 6), why="Nobody knew how long it takes"
    )
    follow_up_changes.track(follow_up=kept, url="https://github.com/acme/infra/issues/7")
    follow_up_changes.done(follow_up=kept, by=cleo)
    happened(made, ana, ben)
    talked(made, ben, cleo, asked)
    reported(made, ana, asked)
    return fresh(made)


def happened(made: Review, ana: User, ben: User) -> None:
    """What else there is of the incident and of the plan."""
    event = made.incident.events.filter(timed=True).get()
    at = event.at
    themes.see(
        theme=themes.known_or_new(title="Prompts that look alike", by=ana),
        incident=made.incident,
        by=ana,
        spot=themes.Spot(event=event),
    )
    Theme.objects.update(description="Two hosts, one prompt")
    evidence = Evidence.objects.create(incident=made.incident, title="Terminal log", url="https://example.org/log")
    part = Involvement.objects.create(
        incident=made.incident, user=ben, name="Ben", part="on_call", perspective="saw it"
    )
    TimelineEvent.objects.update(evidence=evidence, perspective_of=part, teller=part)
    Incident.objects.update(impact="Nobody could write", impact_started_at=at, detected_at=at, resolved_at=at)
    made.participations.update(reply="yes")
    AgendaItem.objects.create(
        review=made,
        title="Narrative",
        notes="Slowly",
        minutes=20,
        extended=5,
        position=1,
        started_at=at,
        ended_at=at,
        kind="narrative",
    )
    Document.objects.filter(review=made).update(ready_at=at)


def talked(made: Review, ben: User, cleo: User, asked: Question) -> None:
    """What else there is of the meeting."""
    event = made.incident.events.filter(timed=True).get()
    at = event.at
    EventNote.objects.create(
        review=made, event=event, about="The directory is removed", text="I had both open", by=cleo
    )
    item = made.parked_items.get()
    RabbitHole.objects.create(
        review=made, about="The prompt's colour", asked_at=at, ends_at=at, state="park", go_on_counted=1, park_counted=4,
        parked_item=item,
    )  # fmt: skip
    came = Attendance.objects.create(review=made, user=cleo, came_at=at, last_seen_at=at)
    AttendanceSpan.objects.create(attendance=came, from_at=at, to_at=at + timedelta(minutes=40))
    RoomGuest.objects.create(review=made, people=3, from_at=at, to_at=at + timedelta(minutes=5))
    guest = RoomGuest.objects.create(review=made, name="Vera", by_device=True, from_at=at, to_at=at)
    Question.objects.create(review=made, guest=guest, text="Which prompt?", answered_at=at)
    Question.objects.create(review=made, by=ben, text="Not this one", let_go_at=at)
    QuestionVote.objects.create(question=asked, voter=cleo)
    TalkingPoint.objects.update(rank=1, votes_counted=4, discussed_at=at)
    point = TalkingPoint.objects.get()
    TalkingPoint.objects.create(
        poll=made.poll,
        kind="other",
        text="Both prompts",
        late=True,
        aside_at=at,
        aside_because="twice",
        merged_into=point,
    )
    Revision.objects.filter(document__review=made, number=2).update(suggested_by=cleo, merged=True)


def reported(made: Review, ana: User, asked: Question) -> None:
    """A report that names a question as its source, and the record."""
    report = reports.begin(review=made, by=ana)
    source = f"It was asked [why two](#from-question-{asked.pk}), and [more](#from-note-987654)."
    report = reports.save(report=report, by=ana, saves=report.saves, text=f"# What came of it\n\n{source}\n")
    reports.publish(report=report, by=ana, how=reports.Publication(True, "The first one", tell=False))
    records.write(review=made)


def fresh(review: Review) -> Review:
    return Review.objects.select_related("incident", "document", "series", "poll").get(uid=review.uid)


def opened(content: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content))


def without_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """The PDFs, which take longest and are not read back, are made in the test of what an archive holds alone."""
    monkeypatch.setattr(archive_files.document_print, "pdf", lambda *_given, **_more: b"%PDF-")
    monkeypatch.setattr(archive_files, "_report_pages", lambda _edition: b"")


def away() -> None:
    """Another installation: the review was never here."""
    Review.objects.all().delete()
    Incident.objects.all().delete()
    Series.objects.all().delete()
    Theme.objects.all().delete()
    Message.objects.all().delete()


def preview(client: Client, content: bytes) -> Any:
    """The file is chosen; what comes back is its preview, or the page with what is wrong."""
    return client.post(ADDRESS, {"file": SimpleUploadedFile("review.zip", content)})


def add(client: Client, shown: Any) -> Any:
    return client.post(ADDRESS, {"do": "add", "mark": shown.context["mark"]}, follow=True)


def send(client: Client, content: bytes) -> Any:
    """Chosen, and where there is a preview, confirmed."""
    shown = preview(client, content)
    return add(client, shown) if "mark" in (shown.context or {}) else shown


def changed(content: bytes, change: Callable[[dict[str, Any]], object], name: str = "data.json") -> bytes:
    """The archive with its data changed."""
    out = io.BytesIO()
    with opened(content) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            part = old.read(each)
            if each == name:
                data = json.loads(part)
                change(data)
                part = json.dumps(data).encode()
            new.writestr(each, part)
    return out.getvalue()


def said(content: bytes) -> list[tuple[Any, ...]]:
    """Each comment by what it says, who said it and when, and about which words."""
    items = json.loads(opened(content).read("comments.jsonld"))["first"]["items"]
    return [(each["body"], each["creator"]["name"], each["created"], each["motivation"]) for each in items]
