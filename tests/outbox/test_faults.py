"""What goes wrong around one sender, against a real mail server: nothing is lost, nothing is sent twice, and the reason is kept."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import OperationalError

from accounts.models import User
from outbox.actions import messages, sending
from outbox.models import Message
from tests.outbox.conftest import SUBJECT
from tests.outbox.sink import Sink

State = Message.State
Plan = Callable[..., int]
Crowd = Callable[[int], list[User]]


def states() -> dict[str, int]:
    found = list(Message.objects.values_list("state", flat=True))
    return {state: found.count(state) for state in found}


def test_a_hundred_messages_are_a_hundred_mails(plan: Plan, crowd: Crowd, sink: Sink) -> None:
    plan(crowd(100))
    assert sending.send_due() == 100
    assert (len(sink.ids), sink.duplicates) == (100, 0)
    assert states() == {State.SENT: 100}


def test_a_mail_server_that_is_away_costs_one_attempt_and_no_mail(
    plan: Plan, crowd: Crowd, sink: Sink, now: datetime
) -> None:
    plan(crowd(10))
    sink.stop()
    assert sending.send_due(now=now) == 0
    assert sorted(Message.objects.values_list("attempts", flat=True)) == [0] * 9 + [1]
    assert states() == {State.PENDING: 10}
    sink.start()
    assert sending.send_due(now=now + timedelta(minutes=1)) == 10
    assert (len(sink.ids), sink.duplicates) == (10, 0)


def test_a_server_that_asks_to_try_later_is_tried_later(plan: Plan, crowd: Crowd, sink: Sink, now: datetime) -> None:
    plan(crowd(5))
    sink.answer_data = lambda: "451 busy, try later"
    assert sending.send_due(now=now) == 0
    assert "451 busy" in Message.objects.all()[0].last_error
    assert sending.send_due(now=now + timedelta(seconds=1)) == 0
    sink.answer_data = lambda: "250 OK"
    assert sending.send_due(now=now + timedelta(minutes=1)) == 5
    assert (len(sink.ids), sink.duplicates) == (5, 0)


def test_pauses_between_attempts_grow_and_end_with_the_message(
    plan: Plan, ana: User, sink: Sink, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    plan([ana], expires_at=now + timedelta(hours=1))
    sink.answer_data = lambda: "451 busy"
    moment, pauses = now, []
    while Message.objects.get().state == State.PENDING:
        sending.send_due(now=moment)
        following = Message.objects.get().next_attempt_at
        pauses.append(following - moment)
        moment = max(following, moment + timedelta(seconds=1))
    assert pauses[0] < timedelta(seconds=13)
    assert all(pause <= timedelta(minutes=6) for pause in pauses)
    assert len(pauses) < 30
    assert states() == {State.EXPIRED: 1}
    assert "not sent in time" in caplog.text
    assert "451 busy" in Message.objects.get().last_error


def test_nobody_ran_until_it_was_too_late(
    plan: Plan, crowd: Crowd, sink: Sink, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    plan(crowd(3), expires_at=now + timedelta(hours=1))
    assert sending.send_due(now=now + timedelta(hours=1)) == 0
    assert states() == {State.EXPIRED: 3}
    assert not sink.mails
    assert [r.levelno for r in caplog.records] == [logging.ERROR]


def test_a_refused_address_fails_alone_and_says_why(plan: Plan, crowd: Crowd, sink: Sink) -> None:
    plan(crowd(20))
    sink.answer = lambda address: "550 no such person" if address == "p7@example.org" else "250 OK"
    assert sending.send_due() == 19
    assert states() == {State.SENT: 19, State.FAILED: 1}
    failed = Message.objects.get(state=State.FAILED)
    assert failed.to_address == "p7@example.org"
    assert "550 no such person" in failed.last_error


def test_a_server_that_will_not_have_us_at_all_fails_nothing_for_good(
    plan: Plan, crowd: Crowd, sink: Sink, now: datetime
) -> None:
    plan(crowd(3))
    sink.answer = lambda address: "421 closing"
    assert sending.send_due(now=now) == 0
    assert states() == {State.PENDING: 3}
    sink.answer = lambda address: "250 OK"
    assert sending.send_due(now=now + timedelta(minutes=1)) == 3


def test_a_mail_that_cannot_be_written_fails_alone(plan: Plan, ana: User, ben: User, cleo: User, sink: Sink) -> None:
    plan([ana], payload={"breaks": True})
    plan([ben, cleo], replace=())
    assert sending.send_due() == 2
    assert sink.addresses == [ben.email, cleo.email]
    assert "no such passage" in Message.objects.get(state=State.FAILED).last_error


def test_what_is_no_longer_wanted_at_the_last_moment_is_not_sent(
    plan: Plan, ana: User, sink: Sink, unwanted: dict[str, str]
) -> None:
    plan([ana])
    unwanted["test.notice"] = "the review was cancelled"
    assert sending.send_due() == 0
    message = Message.objects.get()
    assert (message.state, message.last_error) == (State.CANCELLED, "the review was cancelled")


def test_people_who_left_get_nothing_and_changed_addresses_count(
    plan: Plan, ana: User, ben: User, cleo: User, sink: Sink
) -> None:
    plan([ana, ben, cleo])
    ben.is_active = False
    ben.save()
    cleo.email = "cleo@new.example.org"
    cleo.save()
    ana.delete()
    assert sending.send_due() == 1
    assert sink.addresses == ["cleo@new.example.org"]
    assert states() == {State.SENT: 1, State.CANCELLED: 2}
    assert Message.objects.get(state=State.SENT).address == "cleo@new.example.org"


def test_cancelled_between_claim_and_send_is_not_sent(
    plan: Plan, ana: User, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan([ana])
    written = sending._written

    def cancelled_meanwhile(message: Message, post: sending.Post) -> sending.EmailMessage:
        messages.cancel(subject=SUBJECT)
        return written(message, post)

    monkeypatch.setattr(sending, "_written", cancelled_meanwhile)
    assert sending.send_due() == 0
    assert not sink.mails
    assert states() == {State.CANCELLED: 1}


def test_cancelled_while_its_mail_was_leaving_tells_the_truth(
    plan: Plan, ana: User, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan([ana])

    def cancelled_meanwhile() -> str:
        return "250 OK"

    begin = sending._begin
    monkeypatch.setattr(
        sending, "_begin", lambda message, now: begin(message, now) and bool(messages.cancel(subject=SUBJECT))
    )
    sink.answer_data = cancelled_meanwhile
    assert sending.send_due() == 1
    assert states() == {State.SENT: 1}


def test_promised_mails_go_before_optional_ones_and_by_deadline(
    plan: Plan, ana: User, ben: User, cleo: User, sink: Sink, now: datetime
) -> None:
    plan([cleo], kind="test.survey", replace=(), due_at=now - timedelta(days=3))
    plan([ben], deadline_at=now + timedelta(hours=3))
    plan([ana], replace=(), deadline_at=now + timedelta(hours=2))
    sending.send_due()
    assert sink.addresses == [ana.email, ben.email, cleo.email]


def test_the_most_urgent_are_claimed_first(plan: Plan, ana: User, ben: User, cleo: User, now: datetime) -> None:
    plan([cleo], kind="test.survey", replace=(), due_at=now - timedelta(days=3))
    plan([ben], deadline_at=now + timedelta(hours=3))
    plan([ana], replace=(), deadline_at=now + timedelta(hours=2))
    claimed = [sending.claim(now=now, limit=1) for _ in range(3)]
    order = [Message.objects.get(lease_token=token).recipient for token in claimed]
    assert order == [ana, ben, cleo]
    assert sending.claim(now=now) is None


def test_a_clock_that_jumps_sends_nothing_twice(plan: Plan, crowd: Crowd, sink: Sink, now: datetime) -> None:
    plan(crowd(5))
    for hours in (0, -2, 2):
        sending.send_due(now=now + timedelta(hours=hours))
    assert (len(sink.ids), sink.duplicates) == (5, 0)


def test_a_database_that_is_gone_for_a_while_loses_nothing(
    plan: Plan, crowd: Crowd, sink: Sink, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan(crowd(5))

    def gone(message: Message) -> str:
        raise OperationalError("the server closed the connection")

    with monkeypatch.context() as trouble:
        trouble.setattr(sending, "unwanted", gone)
        trouble.setattr(sending, "give_back", lambda token: None)
        with pytest.raises(OperationalError):
            sending.send_due(now=now)
    assert states() == {State.CLAIMED: 5}
    assert sending.send_due(now=now + timedelta(minutes=1)) == 0
    assert sending.send_due(now=now + sending.LEASE) == 5
    assert (len(sink.ids), sink.duplicates) == (5, 0)


def test_told_to_stop_it_gives_back_what_it_has_not_tried(plan: Plan, crowd: Crowd, sink: Sink) -> None:
    plan(crowd(5))
    assert sending.send_due(stop=lambda: len(sink.mails) >= 2) == 2
    assert states() == {State.SENT: 2, State.PENDING: 3}
    assert not Message.objects.exclude(lease_token=None).exists()


def test_a_full_disk_under_the_mail_folder_passes(
    plan: Plan, ana: User, now: datetime, settings: object, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EMAIL_BACKEND, settings.MAIL_DIR = "outbox.mailbox.FolderBackend", tmp_path  # type: ignore[attr-defined]
    plan([ana])

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as trouble:
        trouble.setattr("pathlib.Path.write_bytes", full)
        assert sending.send_due(now=now) == 0
    assert states() == {State.PENDING: 1}
    assert sending.send_due(now=now + timedelta(minutes=1)) == 1
