"""Calendar entries as another program understands them: versions, people, and the clocks of every kind of zone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from outbox.calendar import Calendar, Guest, feed, written
from tests.outbox.second_parser import offset, read, the_event

ANA = ("Ana", "ana@example.org")
MEETING = Calendar(
    uid="meeting-8c1f",
    sequence=2,
    summary="Database outage; checkout, too",
    description="Agenda\n- Opening (5 minutes)\n\nThe review: https://debrief.example.org/reviews/8c1f/",
    starts_at=datetime(2026, 3, 3, 14, 0, tzinfo=UTC),
    zone="Europe/Berlin",
    minutes=60,
    url="https://debrief.example.org/reviews/8c1f/",
    guests=(Guest("Ben", "ben@example.org", "yes"), Guest("Cleo", "cleo@example.org", "no")),
)


def test_another_program_reads_what_was_written() -> None:
    text = written(MEETING, ANA)
    event = the_event(text)
    assert read(text).method == "REQUEST"
    assert (event.uid, event.sequence, event.summary) == ("meeting-8c1f@127.0.0.1", 2, MEETING.summary)
    assert (event.description, event.url) == (MEETING.description, MEETING.url)
    assert event.dtstart == MEETING.starts_at
    assert event.computed_duration == timedelta(hours=1)
    assert event.organizer
    assert event.organizer.uri == "MAILTO:debrief@localhost"


def test_everyone_invited_stands_in_it_with_their_answer_and_so_does_its_reader() -> None:
    answers = {each.common_name: each.status for each in the_event(written(MEETING, ANA)).attendees}
    assert answers == {"Ana": "NEEDS-ACTION", "Ben": "ACCEPTED", "Cleo": "DECLINED"}
    own = the_event(written(MEETING, ("Ben", "BEN@example.org"))).attendees
    assert [each.common_name for each in own] == ["Ben", "Cleo"]


def test_no_program_is_asked_to_mail_an_answer_that_nobody_reads() -> None:
    assert [each.rsvp for each in the_event(written(MEETING, ANA)).attendees] == [False] * 3


def test_a_cancelled_meeting_is_one_by_method_and_by_status() -> None:
    text = written(replace(MEETING, cancelled=True, sequence=3), ANA)
    assert (read(text).method, the_event(text).status, the_event(text).sequence) == ("CANCEL", "CANCELLED", 3)


@pytest.mark.parametrize(
    ("zone", "starts", "wall", "ahead"),
    [
        ("Europe/Berlin", datetime(2026, 3, 29, 0, 30, tzinfo=UTC), "2026-03-29T01:30", 1.0),
        ("Europe/Berlin", datetime(2026, 3, 29, 1, 30, tzinfo=UTC), "2026-03-29T03:30", 2.0),
        ("America/New_York", datetime(2026, 3, 8, 7, 30, tzinfo=UTC), "2026-03-08T03:30", -4.0),
        ("Asia/Kolkata", datetime(2026, 3, 3, 14, 0, tzinfo=UTC), "2026-03-03T19:30", 5.5),
        ("Australia/Lord_Howe", datetime(2026, 10, 3, 14, 0, tzinfo=UTC), "2026-10-04T00:30", 10.5),
        ("Australia/Lord_Howe", datetime(2026, 10, 3, 16, 0, tzinfo=UTC), "2026-10-04T03:00", 11.0),
        ("Pacific/Apia", datetime(2026, 3, 3, 14, 0, tzinfo=UTC), "2026-03-04T03:00", 13.0),
        ("Pacific/Apia", datetime(2011, 12, 30, 9, 0, tzinfo=UTC), "2011-12-29T23:00", -10.0),
        ("Pacific/Apia", datetime(2011, 12, 30, 11, 0, tzinfo=UTC), "2011-12-31T01:00", 14.0),
    ],
)
def test_the_entrys_own_rules_of_the_clocks_give_the_moment(
    zone: str, starts: datetime, wall: str, ahead: float
) -> None:
    text = written(replace(MEETING, zone=zone, starts_at=starts), ANA)
    event, [rules] = the_event(text), read(text).timezones
    assert rules.tz_id == zone
    shown = datetime.fromisoformat(wall)
    assert isinstance(event.dtstart, datetime)
    assert event.dtstart.replace(tzinfo=None) == shown
    assert offset(rules, shown) == timedelta(hours=ahead)
    assert (shown - offset(rules, shown)).replace(tzinfo=UTC) == starts


@pytest.mark.parametrize(
    ("zone", "starts"),
    [
        ("Europe/Berlin", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("Australia/Lord_Howe", datetime(2026, 4, 4, 14, 45, tzinfo=UTC)),
    ],
)
def test_an_hour_that_comes_twice_is_written_so_that_only_one_is_meant(zone: str, starts: datetime) -> None:
    event = the_event(written(replace(MEETING, zone=zone, starts_at=starts), ANA))
    assert isinstance(event.dtstart, datetime)
    assert (event.dtstart, event.dtstart.tzinfo) == (starts, UTC)
    assert event.computed_duration == timedelta(hours=1)


def test_a_feed_names_no_attendees_and_is_the_same_text_twice() -> None:
    changed = datetime(2026, 2, 1, 9, 30, 15, 123, tzinfo=UTC)
    entries = [replace(MEETING, changed_at=changed), replace(MEETING, uid="meeting-2", zone="UTC", changed_at=changed)]
    text = feed(entries, "Learning reviews")
    assert text == feed(entries, "Learning reviews")
    found = read(text)
    assert found.method == "PUBLISH"
    assert [event.uid for event in found.events] == ["meeting-8c1f@127.0.0.1", "meeting-2@127.0.0.1"]
    assert all(event.attendees == [] for event in found.events)
    assert {event.dtstamp for event in found.events} == {changed.replace(microsecond=0)}


def test_the_rules_of_the_clocks_reach_from_the_first_meeting_of_a_feed_to_its_last() -> None:
    early, late = datetime(2024, 7, 1, 8, tzinfo=UTC), datetime(2027, 1, 11, 9, tzinfo=UTC)
    text = feed([replace(MEETING, starts_at=early), replace(MEETING, uid="meeting-2", starts_at=late)], "Reviews")
    [rules] = read(text).timezones
    assert offset(rules, datetime(2024, 7, 1, 10)) == timedelta(hours=2)
    assert offset(rules, datetime(2027, 1, 11, 10)) == timedelta(hours=1)


def test_an_empty_feed_is_a_calendar_all_the_same() -> None:
    assert list(read(feed([], "Learning reviews")).events) == []
