"""Where a review stands on its path, in one word a station."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from reviews.lifecycle import Facts, Step, path

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
FACTS = Facts(now=NOW, meets_at=NOW + timedelta(days=3), stage="preparing")


def station(facts: Facts, key: str) -> Step:
    return next(step for step in path(facts) if step.key == key)


def test_the_path_runs_from_incident_to_report() -> None:
    assert [step.key for step in path(FACTS)] == ["incident", "document", "sent", "meeting", "survey", "report"]


def test_a_document_is_due_24_hours_before_and_late_after_that() -> None:
    assert station(FACTS, "document").word == "due"
    assert station(replace(FACTS, now=FACTS.meets_at - timedelta(hours=23)), "document").state == "late"
    assert station(replace(FACTS, ready_at=NOW), "document").state == "done"


def test_sent_is_done_only_when_nobody_waits() -> None:
    sent = replace(FACTS, ready_at=NOW, sent_at=NOW)
    assert station(sent, "sent").word == "sent"
    assert station(replace(sent, unsent=1), "sent").word == "goes out by"
    assert station(replace(sent, sent_at=FACTS.meets_at - timedelta(hours=2)), "sent").word == "sent late"


def test_once_it_is_ready_the_path_says_when_it_goes_out() -> None:
    ahead = replace(FACTS, meets_at=NOW + timedelta(days=7))
    assert station(ahead, "sent") == Step("sent", "next", "goes out by", ahead.meets_at - timedelta(hours=24))
    goes_at = ahead.meets_at - timedelta(hours=72)
    assert station(replace(ahead, ready_at=NOW), "sent") == Step("sent", "now", "goes out", goes_at)
    due = replace(ahead, ready_at=NOW, now=goes_at + timedelta(minutes=1))
    assert station(due, "sent").word == "goes out by", "its mails are leaving"


def test_nothing_is_called_late_that_was_announced_at_short_notice() -> None:
    hurried = replace(FACTS, short_notice=True, now=FACTS.meets_at - timedelta(hours=3))
    assert (station(hurried, "document").state, station(hurried, "document").word) == ("now", "due now")
    assert station(hurried, "sent").word == "goes out once ready"
    sent = replace(hurried, ready_at=hurried.now, sent_at=hurried.now)
    assert (station(sent, "sent").state, station(sent, "sent").word) == ("done", "at short notice")


def test_of_a_cancelled_review_nothing_is_late_or_awaited() -> None:
    cancelled = replace(FACTS, stage="cancelled", now=FACTS.meets_at + timedelta(days=1))
    assert {step.state for step in path(cancelled)} == {"done", "next"}
    assert [step.word for step in path(cancelled)] == ["written down", "", "", "cancelled", "", ""]
    assert station(replace(cancelled, ready_at=NOW, sent_at=NOW), "sent").word == "sent"


def test_meeting_and_survey_say_where_they_are() -> None:
    assert station(replace(FACTS, stage="meeting"), "meeting").state == "now"
    assert station(replace(FACTS, stage="held"), "meeting").state == "done"
    assert station(replace(FACTS, survey_state="open"), "survey").state == "now"
    assert station(replace(FACTS, survey_state="sealed"), "report").state == "now"
