"""The proof: for each person and message when it is due, sent, late, or why not; and whether the promise was kept."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from accounts.models import User
from outbox import queries
from outbox.actions import messages, sending
from outbox.models import Message
from tests.outbox.conftest import SUBJECT
from tests.outbox.sink import Sink

State = Message.State
HOUR = timedelta(hours=1)


def row(now: datetime, **values: Any) -> Message:
    times = {"due_at": now - HOUR, "deadline_at": now + HOUR, "expires_at": now + 9 * HOUR}
    return Message(kind="test.notice", key="k", **(times | values))


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"due_at": 2}, "due"),
        ({}, "on its way"),
        ({"state": State.CLAIMED}, "on its way"),
        ({"attempts": 1}, "being tried again"),
        ({"due_at": -2, "deadline_at": -1}, "late"),
        ({"due_at": 0, "deadline_at": -1}, "on its way"),  # short notice is no missed promise
        ({"state": State.SENT, "sent_at": 0}, "sent"),
        ({"state": State.SENT, "sent_at": 2}, "sent late"),
        ({"state": State.SENT, "sent_at": 2, "deadline_at": None}, "sent"),
        ({"state": State.FAILED}, "could not be delivered"),
        ({"state": State.EXPIRED}, "not sent in time"),
        ({"state": State.CANCELLED}, "no longer needed"),
        ({"state": State.HELD}, "held back"),
    ],
)
def test_how_a_message_stands_in_a_word(now: datetime, values: dict[str, Any], word: str) -> None:
    moments = {name: now + hours * HOUR for name, hours in values.items() if name.endswith("_at") and hours is not None}
    assert queries.standing(row(now, **(values | moments)), now).word == word


def test_each_person_and_message_on_one_line_by_one_query(
    plan: Callable[..., int], ana: User, ben: User, sink: Sink, django_assert_num_queries: Any
) -> None:
    plan([ana, ben])
    sink.answer = lambda address: "550 no such person" if address == ben.email else "250 OK"
    sending.send_due()
    with django_assert_num_queries(1):
        lines = queries.for_subject(SUBJECT)
    assert [(line.who, line.label, line.word, line.tone) for line in lines] == [
        ("Ana", "test.notice", "sent", "ok"),
        ("Ben", "test.notice", "could not be delivered", "late"),
    ]
    assert lines[0].when == lines[0].message.sent_at
    assert "550 no such person" in lines[1].detail


def test_people_who_were_told_are_those_to_whom_it_was_sent_or_is_leaving(
    plan: Callable[..., int], ana: User, ben: User, cleo: User, sink: Sink, now: datetime
) -> None:
    plan([ana])
    sending.send_due()
    plan([ana, ben])
    sending.claim(now=now)
    plan([ana, ben, cleo], replace=())
    assert queries.notified(subject=SUBJECT, kinds=["test.notice"]) == {ana.pk, ben.pk}


def test_a_promise_is_open_until_all_is_sent_and_then_kept(
    plan: Callable[..., int], ana: User, ben: User, sink: Sink, now: datetime
) -> None:
    promise = {"subject": SUBJECT, "kinds": ["test.notice"]}
    assert queries.promise(**promise) is None
    plan([ana])
    sending.send_due()
    plan([ana, ben], due_at=now + HOUR)
    assert queries.promise(**promise).words == "not all sent yet"
    messages.send_due(now=now + HOUR)
    assert queries.promise(**promise) == queries.Promise("kept", 2, 2)


def test_a_missed_promise_says_by_how_much(plan: Callable[..., int], ana: User, sink: Sink, now: datetime) -> None:
    plan([ana], deadline_at=now - timedelta(minutes=10), due_at=now - HOUR)
    assert queries.promise(subject=SUBJECT, kinds=["test.notice"], now=now).words == "missed by 10 min"
    messages.send_due(now=now + 2 * HOUR)
    missed = queries.promise(subject=SUBJECT, kinds=["test.notice"])
    assert (missed.state, missed.words) == ("missed", "missed by 2 h 10 min")


def test_someone_who_cannot_be_reached_is_counted(plan: Callable[..., int], ana: User, sink: Sink) -> None:
    plan([ana])
    sink.answer = lambda address: "550 no such person"
    sending.send_due()
    assert queries.promise(subject=SUBJECT, kinds=["test.notice"]).words == "1 person could not be reached"
