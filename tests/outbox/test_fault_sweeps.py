"""Faults around the sweep: no broker, two clockworks, a database that is gone, a clock that jumps, thousands due at once."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from threading import Event, Thread
from typing import Any

import pytest
from celery import Celery
from django.db import OperationalError, connection

import config.celery
from accounts.models import User
from config import ticker
from outbox import bell, kinds, tasks
from outbox.actions import messages, sending
from outbox.kinds import Kind
from outbox.mail import Mail
from outbox.models import Message
from outbox.planning import Planned
from tests.outbox.conftest import SUBJECT
from tests.outbox.processes import end, start
from tests.outbox.sink import Sink
from tests.outbox.test_processes import in_threads, let_leases_run_out

pytestmark = pytest.mark.django_db(transaction=True)
State = Message.State
Plan = Callable[..., int]
Crowd = Callable[[int], list[User]]


@pytest.fixture(autouse=True)
def a_clockwork_that_runs() -> Iterator[None]:
    bell.stopping.clear()
    yield
    bell.stopping.clear()


@pytest.fixture
def broker(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Celery:
    """Production's bell, rung at a port where nobody listens."""
    settings.OUTBOX_BELL = "celery"
    gone = Celery("gone", broker="redis://127.0.0.1:1/0", set_as_current=False)
    gone.conf.broker_transport_options = config.celery.app.conf.broker_transport_options
    monkeypatch.setattr(bell, "current_app", gone)
    return gone


def test_a_broker_that_is_gone_for_an_hour_costs_time_and_no_mail(
    plan: Plan, crowd: Crowd, sink: Sink, now: datetime, broker: Celery, caplog: pytest.LogCaptureFixture
) -> None:
    people = crowd(6)
    plan(people[:3])
    plan(people[3:], replace=(), due_at=now + timedelta(minutes=30))
    assert "next sweep sends them" in caplog.text
    assert not sink.mails
    sending.send_due(now=now + timedelta(hours=1))  # beat and worker are back, and look
    assert (len(sink.ids), sink.duplicates) == (6, 0)


def test_what_the_broker_forgot_is_found_by_the_next_sweep(
    plan: Plan, crowd: Crowd, sink: Sink, broker: Celery, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[str] = []
    monkeypatch.setattr(broker, "send_task", lambda name, **options: rung.append(name))
    plan(crowd(5))
    assert rung == [bell.SEND_TASK]
    rung.clear()  # FLUSHALL
    ticker.run(bell.SEND_TASK)
    assert (len(sink.ids), sink.duplicates) == (5, 0)


def test_the_loop_outlives_a_database_that_is_gone(
    plan: Plan, crowd: Crowd, sink: Sink, caplog: pytest.LogCaptureFixture
) -> None:
    """Gone in the middle of a run, at the next turns too, and back: the loop goes on, and the mail in hand may come twice."""
    plan(crowd(6))
    down = Event()

    def database(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if down.is_set():
            raise OperationalError("the server closed the connection unexpectedly")
        return execute(sql, params, many, context)

    def fails_with_the_second_mail() -> str:
        if len(sink.mails) == 1:
            down.set()
        return "250 OK"

    sink.answer_data = fails_with_the_second_mail
    with ExitStack() as wrapped:
        wrapped.enter_context(connection.execute_wrapper(database))
        for _ in range(3):
            ticker.run(bell.SEND_TASK)
        assert caplog.text.count("has its next turn as planned") == 3
        down.clear()
        let_leases_run_out()
        ticker.run(bell.SEND_TASK)
    assert len(sink.ids) == 6
    assert sink.duplicates == 1
    assert Message.objects.filter(state=State.SENT).count() == 6


def test_a_clock_that_jumps_ahead_ends_leases_early_and_doubles_at_most_the_mail_in_hand(
    plan: Plan, crowd: Crowd, sink: Sink, now: datetime
) -> None:
    plan(crowd(10))
    gate = sink.gates[1] = Event()
    worker = start("send", sink)
    sink.wait_for(1)
    assert sending.send_due(now=now + timedelta(hours=2)) == 10
    gate.set()
    code, said, complained = end(worker)
    assert (code, said.strip()) == (0, "1"), complained
    assert (len(sink.ids), sink.duplicates) == (10, 1)


def test_moved_while_its_mail_is_in_hand_the_old_notice_goes_once_and_the_new_one_follows(
    plan: Plan, crowd: Crowd, sink: Sink
) -> None:
    people = crowd(3)
    plan(people)
    gate = sink.gates[1] = Event()
    worker = Thread(target=in_threads, args=(1, sending.send_due))
    worker.start()
    sink.wait_for(1)
    plan(people, kind="test.moved", version=2, replace=("test.notice", "test.moved"))
    gate.set()
    worker.join()
    sending.send_due()
    assert [str(mail["Subject"]) for mail in sink.mails] == ["Notice 1", *["Notice 2"] * 3]
    assert sorted(sink.addresses[1:]) == sorted(person.email for person in people)


def test_five_thousand_due_at_one_instant_go_by_deadline_and_optional_ones_last(
    crowd: Crowd, now: datetime, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    gone: list[Message] = []

    def render(message: Message) -> Mail:
        gone.append(message)
        return Mail(subject="Ready", text="Read it")

    for name, priority in (("test.notice", kinds.PROMISE), ("test.survey", kinds.OPTIONAL)):
        kinds.register(Kind(name, name, render, lambda message: "", priority=priority))
    rows = [
        Planned(
            kind="test.survey" if number % 3 == 0 else "test.notice",
            recipient=person,
            due_at=now,
            deadline_at=now + timedelta(minutes=1 + number * 7919 % 5000),
            expires_at=now + timedelta(days=9),
        )
        for number, person in enumerate(crowd(5000))
    ]
    messages.plan(subject=SUBJECT, rows=rows)
    assert sending.send_due(now=now) == 5000
    assert [m.pk for m in gone] == [m.pk for m in sorted(gone, key=lambda m: (m.priority, m.deadline_at, m.pk))]
    assert {m.kind for m in gone[:3333]} == {"test.notice"}


def test_the_task_rings_again_for_what_its_time_did_not_suffice_for(
    plan: Plan, crowd: Crowd, sink: Sink, monkeypatch: pytest.MonkeyPatch, embedded: None
) -> None:
    plan(crowd(3))
    bell.rung.clear()
    monkeypatch.setattr(tasks, "SECONDS_A_RUN", -1)
    tasks.send_due()
    assert not sink.mails
    assert bell.rung.is_set()
