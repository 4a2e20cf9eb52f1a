"""A mail as it travels: text and HTML, the headers mail programs expect, the calendar entry read back by a second parser."""

from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from accounts.models import User
from outbox import kinds
from outbox.actions import sending
from outbox.calendar import Calendar, written
from outbox.kinds import Kind
from outbox.mail import Mail, compose
from outbox.models import Message
from tests.outbox import ics
from tests.outbox.sink import Sink

MEETING = Calendar(
    uid="meeting-8c1f",
    sequence=2,
    summary="Learning review",
    starts_at=datetime(2026, 3, 3, 14, 0, tzinfo=UTC),
    zone="Europe/Berlin",
    minutes=60,
    url="https://debrief.example.org/reviews/8c1f/",
)


@pytest.fixture
def sent(plan: Callable[..., int], ana: User, sink: Sink) -> Callable[[Mail], EmailMessage]:
    """The mail as the server of a person's mail program got it."""

    def send(mail: Mail) -> EmailMessage:
        kinds.register(Kind("test.notice", "notice", lambda message: mail, lambda message: ""))
        plan([ana])
        assert sending.send_due() == 1
        return sink.mails[-1]

    return send


def parts(mail: EmailMessage) -> dict[str, str]:
    return {
        part.get_content_type(): str(part.get_content())
        for part in mail.walk()
        if part.get_content_maintype() == "text"
    }


def test_text_and_html_say_the_same(sent: Callable[[Mail], EmailMessage]) -> None:
    found = parts(
        sent(
            compose(
                subject="Checkout & payments",
                lines=["The document is <ready>.", "Read it before Tuesday."],
                facts=[("When", "Tue 3 Mar")],
                button=("Read the document", "http://127.0.0.1/reviews/1/?a=1&b=2"),
                note="You are invited.",
            )
        )
    )
    for words in ("Read it before Tuesday.", "Tue 3 Mar", "Read the document", "You are invited."):
        assert words in found["text/plain"]
        assert words in found["text/html"]
    assert "The document is <ready>." in found["text/plain"]
    assert "http://127.0.0.1/reviews/1/?a=1&b=2" in found["text/plain"]
    assert "&lt;ready&gt;" in found["text/html"]


def test_headers(sent: Callable[[Mail], EmailMessage], ana: User) -> None:
    mail = sent(
        compose(subject="Ready", lines=["x"], reply_to=["ben@example.org"], unsubscribe="https://d.example/u/1")
    )
    message = Message.objects.get()
    assert mail["Message-ID"] == message.message_id
    assert mail["In-Reply-To"] == mail["References"]
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "OOF" in mail["X-Auto-Response-Suppress"]
    assert mail["List-Id"] == "Debrief <debrief.127.0.0.1>"
    assert mail["Reply-To"] == "ben@example.org"
    assert mail["To"] == "Ana <ana@example.org>"
    assert mail["List-Unsubscribe"] == "<https://d.example/u/1>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_mails_of_one_review_are_one_thread_and_notices_cannot_be_unsubscribed(
    plan: Callable[..., int], ana: User, ben: User, sink: Sink
) -> None:
    plan([ana, ben])
    plan([ana], kind="test.moved", replace=())
    sending.send_due()
    assert len({mail["References"] for mail in sink.mails}) == 1
    assert not any(mail["List-Unsubscribe"] for mail in sink.mails)


def test_a_title_with_a_line_break_makes_no_header(sent: Callable[[Mail], EmailMessage], ana: User) -> None:
    ana.name = 'Ana "A", \r\nBcc: evil@example.org'
    ana.save()
    mail = sent(compose(subject="Outage\r\nBcc: evil@example.org", lines=["x"]))
    assert mail["Subject"] == "Outage Bcc: evil@example.org"
    assert mail["Bcc"] is None
    assert mail["To"].addresses[0].addr_spec == "ana@example.org"


def test_a_mail_with_a_meeting_carries_it_as_a_part_and_as_a_file(sent: Callable[[Mail], EmailMessage]) -> None:
    mail = sent(compose(subject="Ready", lines=["x"], calendar=MEETING))
    [part] = [p for p in mail.walk() if p.get_content_type() == "text/calendar"]
    assert part["Content-Type"].params["method"] == "REQUEST"
    assert part["Content-Type"].params["charset"] == "utf-8"
    [file] = [p for p in mail.walk() if p.get_filename() == "invite.ics"]
    for text in (part.get_content(), file.get_content().decode()):
        calendar = ics.read("\r\n".join(text.splitlines()) + "\r\n")
        assert calendar["METHOD"] == "REQUEST"
        [event] = calendar.all("VEVENT")
        assert event.lines["ATTENDEE"].value == "MAILTO:ana@example.org"
        assert event.lines["ATTENDEE"].parameters["CN"] == "Ana"


def test_the_entry_read_back_by_a_second_parser() -> None:
    calendar = ics.read(written(MEETING, ("Ana", "ana@example.org")))
    [event], [zone] = calendar.all("VEVENT"), calendar.all("VTIMEZONE")
    assert event["UID"] == "meeting-8c1f@127.0.0.1"
    assert (event["SEQUENCE"], event["STATUS"]) == ("2", "CONFIRMED")
    assert (event["DTSTART"], event.lines["DTSTART"].parameters) == ("20260303T150000", {"TZID": "Europe/Berlin"})
    assert event["DTEND"] == "20260303T160000"
    assert zone["TZID"] == "Europe/Berlin"
    assert event.lines["ORGANIZER"].value == "MAILTO:debrief@localhost"
    assert event["URL"] == MEETING.url
    assert {"DTSTAMP", "LAST-MODIFIED"} <= set(event.lines)


def test_a_cancelled_meeting_is_taken_out_of_calendars() -> None:
    gone = Calendar(**{**MEETING.__dict__, "sequence": 3, "cancelled": True})
    calendar = ics.read(written(gone, ("Ana", "ana@example.org")))
    [event] = calendar.all("VEVENT")
    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", "3")
    assert event["UID"] == "meeting-8c1f@127.0.0.1"


@pytest.mark.parametrize(
    "words", ["a, b; c\\d", "two\nlines", 'he said "no"', "x\r\nATTENDEE:MAILTO:evil@example.org", "ÄÖ — " * 40]
)
def test_words_stay_words(words: str) -> None:
    entry = Calendar(**{**MEETING.__dict__, "summary": words, "description": words, "location": words})
    [event] = ics.read(written(entry, (words, "ana@example.org"))).all("VEVENT")
    assert " ".join(event["SUMMARY"].split()) == " ".join(words.split())
    assert " ".join(event["DESCRIPTION"].split()) == " ".join(words.split())
    assert event.lines["ATTENDEE"].value == "MAILTO:ana@example.org"


@pytest.mark.parametrize(
    ("zone", "starts", "wall"),
    [
        ("Europe/Berlin", datetime(2026, 3, 29, 0, 30, tzinfo=UTC), ("20260329T013000", "20260329T033000")),
        ("Europe/Berlin", datetime(2026, 10, 25, 0, 30, tzinfo=UTC), ("20261025T003000Z", "20261025T013000Z")),
        ("Asia/Kolkata", datetime(2026, 3, 3, 14, 0, tzinfo=UTC), ("20260303T193000", "20260303T203000")),
        ("Pacific/Apia", datetime(2026, 3, 3, 14, 0, tzinfo=UTC), ("20260304T030000", "20260304T040000")),
    ],
)
def test_an_hour_is_sixty_minutes_in_every_zone(zone: str, starts: datetime, wall: tuple[str, str]) -> None:
    entry = Calendar(**{**MEETING.__dict__, "zone": zone, "starts_at": starts})
    [event] = ics.read(written(entry, ("Ana", "ana@example.org"))).all("VEVENT")
    assert (event["DTSTART"], event["DTEND"]) == wall
