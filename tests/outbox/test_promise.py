"""Whatever happens in whatever order, everyone invited to a held meeting has a current notice or a failure that can be seen.

Mails go to a real mail server, which refuses addresses and is in trouble at times. A worker dies by an exception here, for hundreds
of times; tests/outbox/test_processes.py kills processes at the same places.
"""

from contextlib import suppress
from datetime import timedelta
from email.utils import parseaddr
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from accounts.models import User
from outbox.actions import messages, sending
from outbox.models import Message
from outbox.planning import Planned
from tests.outbox import samples
from tests.outbox.conftest import SUBJECT
from tests.outbox.sink import Sink

State = Message.State
KINDS = ("test.notice", "test.moved")
# Meetings that are cancelled or moved at every turn would hide what goes wrong with those that take place.
SELDOM = st.integers(0, 3)


class Meeting(RuleBasedStateMachine):
    """One meeting with up to two people, an outbox whose worker may die anywhere, and a clock that only the rules move."""

    sink: Sink

    def __init__(self) -> None:
        super().__init__()
        self.around = transaction.atomic()
        self.around.__enter__()
        self.sink.mails.clear()
        self.sink.addresses.clear()
        self.refused: set[str] = set()
        self.sink.answer = lambda address: "550 no such person" if address in self.refused else "250 OK"
        self.in_trouble(False)
        samples.unwanted.clear()
        people = [User(email=f"p{n}@example.org", name=f"P{n}") for n in range(2)]
        self.users = User.objects.bulk_create(people)
        self.now = timezone.now()
        self.starts = self.now + timedelta(days=4)
        self.version, self.cancelled = 1, False
        self.invited = {0, 1}
        self.after_moving = 0
        self.after_cancelling: int | None = None
        self.plan()

    def teardown(self) -> None:
        try:
            self.settle()
        finally:
            transaction.set_rollback(True)
            self.around.__exit__(None, None, None)

    @rule(who=st.integers(0, 1))
    def invite_or_remove(self, who: int) -> None:
        self.invited ^= {who}
        self.plan()

    @rule()
    def plan(self) -> None:
        """As every change and the healing sweep do."""
        if self.cancelled:
            return
        rows = [self.row(self.users[who]) for who in sorted(self.invited)]
        messages.plan(subject=SUBJECT, rows=rows, replace=KINDS)

    def row(self, user: User) -> Planned:
        due = self.starts - timedelta(days=3)
        return Planned(
            kind="test.notice" if self.version == 1 else "test.moved",
            recipient=user,
            due_at=due,
            deadline_at=self.starts - timedelta(days=1),
            expires_at=self.starts + timedelta(days=300),
            version=self.version,
        )

    @rule(days=st.integers(-1, 5), chance=SELDOM)
    def move(self, days: int, chance: int) -> None:
        if not self.cancelled and not chance:
            self.version += 1
            self.after_moving = len(self.sink.mails)
            self.starts += timedelta(days=days)
            self.plan()

    @rule(chance=SELDOM)
    def cancel(self, chance: int) -> None:
        if not self.cancelled and not chance:
            self.cancelled = True
            messages.cancel(subject=SUBJECT)
            self.after_cancelling = len(self.sink.mails)

    @rule(hours=st.sampled_from([1, 25, 60]))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(who=st.integers(0, 1), chance=SELDOM)
    def address_is_gone(self, who: int, chance: int) -> None:
        if not chance:
            self.refused.add(self.users[who].email)

    @rule(busy=st.booleans())
    def in_trouble(self, busy: bool) -> None:
        """The server asks to try later, or takes mails again."""
        self.sink.answer_data = lambda: "451 busy" if busy else "250 OK"

    @rule()
    def work(self) -> None:
        sending.send_due(now=self.now)

    @rule(sent=st.integers(0, 3))
    def work_and_be_stopped(self, sent: int) -> None:
        before = len(self.sink.mails)
        sending.send_due(now=self.now, stop=lambda: len(self.sink.mails) - before >= sent)

    @rule(limit=st.integers(1, 3))
    def claim_and_die(self, limit: int) -> None:
        sending.claim(now=self.now, limit=limit)

    @rule()
    def send_and_die_before_the_commit(self) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sending, "_finish", _die)
            patch.setattr(sending, "give_back", lambda token: None)
            with suppress(Died):
                sending.send_due(now=self.now)

    @invariant()
    def nobody_hears_of_a_cancelled_meeting(self) -> None:
        assert self.after_cancelling in (None, len(self.sink.mails))

    @invariant()
    def nobody_hears_of_an_old_date(self) -> None:
        assert {str(m["Subject"]) for m in self.sink.mails[self.after_moving :]} <= {f"Notice {self.version}"}

    def settle(self) -> None:
        """At the end the worker and the server live, and time goes on until nothing waits."""
        self.in_trouble(False)
        self.now = max(self.now, self.starts) + timedelta(days=1)
        self.plan()
        sending.send_due(now=self.now)
        self.nobody_hears_of_a_cancelled_meeting()
        self.nobody_hears_of_an_old_date()
        current = [parseaddr(m["To"])[1] for m in self.sink.mails if m["Subject"] == f"Notice {self.version}"]
        failed = Message.objects.filter(state=State.FAILED, version=self.version, last_error__contains="no such person")
        seen_to_fail = set(failed.values_list("recipient__email", flat=True))
        if not self.cancelled:
            assert {self.users[who].email for who in self.invited} <= {*current, *seen_to_fail}
        assert seen_to_fail <= self.refused
        assert not Message.objects.filter(state__in=[State.PENDING, State.CLAIMED]).exists()
        ids = set(self.sink.ids)
        assert ids == set(Message.objects.filter(message_id__in=ids).values_list("message_id", flat=True))


class Died(Exception):
    """The worker's process is gone at this point."""


def _die(*args: Any, **values: Any) -> None:
    raise Died


@pytest.mark.django_db
def test_whatever_happens_everyone_invited_has_the_current_notice(sink: Sink) -> None:
    Meeting.sink = sink
    run_state_machine_as_test(
        Meeting,
        settings=settings(
            max_examples=60, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
