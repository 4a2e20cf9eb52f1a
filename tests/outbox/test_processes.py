"""Processes that race, freeze and die: nobody's mail is lost, and a mail that had to go twice carries the same Message-ID."""

import os
import signal
import socket
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event, Thread

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from outbox.actions import sending
from outbox.models import Message
from tests.outbox.processes import end, race, start
from tests.outbox.sink import PATIENCE, Sink, free_port

pytestmark = pytest.mark.django_db(transaction=True)
State = Message.State
Plan = Callable[..., int]
Crowd = Callable[[int], list[User]]


def in_threads(count: int, work: Callable[[], object]) -> None:
    def closing() -> None:
        try:
            work()
        finally:
            connection.close()

    threads = [Thread(target=closing) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def let_leases_run_out() -> None:
    Message.objects.filter(state=State.CLAIMED).update(lease_until=timezone.now() - timedelta(seconds=1))


def sent() -> int:
    return Message.objects.filter(state=State.SENT).count()


def test_four_workers_at_once_send_everything_once(plan: Plan, crowd: Crowd, sink: Sink) -> None:
    count = 300
    plan(crowd(count))
    workers = [start("send", sink) for _ in range(4)]
    ends = [end(worker) for worker in workers]
    assert [code for code, _said, _complained in ends] == [0] * 4, ends
    assert sum(int(said) for _code, said, _complained in ends) == count
    assert (len(sink.ids), sink.duplicates, sent()) == (count, 0, count)


def test_planners_that_race_make_one_mail_each(crowd: Crowd, sink: Sink) -> None:
    crowd(20)
    race("plan", sink, turns=3)
    assert Message.objects.count() == 20
    assert sending.send_due() == 20
    assert (len(sink.ids), sink.duplicates) == (20, 0)


def test_two_beats_that_ask_at_the_same_time_send_everything_once(plan: Plan, crowd: Crowd, sink: Sink) -> None:
    plan(crowd(60))
    race("turn", sink, turns=2)
    assert (len(sink.ids), sink.duplicates, sent()) == (60, 0, 60)


def test_killed_five_times_while_the_server_answers_late(plan: Plan, crowd: Crowd, sink: Sink) -> None:
    plan(crowd(60))
    for kill in range(1, 6):
        gate = sink.gates[kill * 10] = Event()
        worker = start("send", sink)
        sink.wait_for(kill * 10)
        worker.kill()
        gate.set()
        assert end(worker)[0] == -signal.SIGKILL
        let_leases_run_out()
    sending.send_due()
    assert (len(sink.ids), sent()) == (60, 60)
    assert sink.duplicates == 5


def test_dying_between_the_servers_answer_and_the_commit(plan: Plan, crowd: Crowd, sink: Sink) -> None:
    plan(crowd(8))
    for _ in range(3):
        code, _said, complained = end(start("die-between-answer-and-commit", sink))
        assert code == -signal.SIGKILL, complained
        let_leases_run_out()
    sending.send_due()
    assert (len(sink.ids), sent()) == (8, 8)
    assert sink.duplicates == 3


def test_frozen_past_its_lease_and_thawed(plan: Plan, crowd: Crowd, sink: Sink) -> None:
    plan(crowd(10))
    gate = sink.gates[1] = Event()
    worker = start("send", sink)
    sink.wait_for(1)
    os.kill(worker.pid, signal.SIGSTOP)
    let_leases_run_out()
    assert sending.send_due() == 10
    gate.set()
    os.kill(worker.pid, signal.SIGCONT)
    code, said, complained = end(worker)
    assert (code, said.strip()) == (0, "1"), complained
    assert (len(sink.ids), sink.duplicates, sent()) == (10, 1, 10)


def test_dying_after_the_commit_before_anyone_was_told(crowd: Crowd, sink: Sink) -> None:
    crowd(4)
    code, _, complained = end(start("plan-and-die", sink))
    assert code == -signal.SIGKILL, complained
    assert sending.send_due() == 4
    assert (len(sink.ids), sink.duplicates) == (4, 0)


def test_told_to_end_it_finishes_the_mail_in_hand(plan: Plan, crowd: Crowd, sink: Sink) -> None:
    plan(crowd(5))
    gate = sink.gates[2] = Event()
    worker = start("send", sink)
    sink.wait_for(2)
    worker.terminate()
    gate.set()
    code, said, complained = end(worker)
    assert (code, said.strip()) == (0, "2"), complained
    assert Message.objects.filter(state=State.PENDING, lease_token=None).count() == 3
    assert sending.send_due() == 3
    assert sink.duplicates == 0


def test_the_embedded_server_sends_by_itself_and_ends_when_told(plan: Plan, crowd: Crowd, sink: Sink) -> None:
    """Its pages answer while it sends; SIGTERM lets it finish the mail in hand."""
    plan(crowd(5))
    gate = sink.gates[3] = Event()
    port = free_port()
    server = start("serve", sink, str(port))
    sink.wait_for(3)
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as page:
        page.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        assert page.makefile("rb").readline().startswith(b"HTTP/1.1 200")
    server.terminate()
    gate.set()
    code, _, complained = end(server)
    assert code in {0, -signal.SIGTERM}, complained
    assert sent() == len(sink.ids) >= 3
    sending.send_due()
    assert (len(sink.ids), sink.duplicates) == (5, 0)


def test_rescheduled_while_claimed_by_a_worker_that_died(plan: Plan, crowd: Crowd, sink: Sink, now: datetime) -> None:
    people = crowd(3)
    plan(people)
    sending.claim(now=now)
    plan(people, version=2)
    let_leases_run_out()
    assert sending.send_due() == 3
    assert {str(mail["Subject"]) for mail in sink.mails} == {"Notice 2"}
