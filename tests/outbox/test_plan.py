"""Planning: the same plan makes the same rows, a new plan replaces the old, and what was sent stays sent."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from outbox import bell
from outbox.actions import messages
from outbox.models import Message
from outbox.planning import Planned
from tests.outbox.conftest import SUBJECT

State = Message.State
Plan = Callable[..., int]


def states() -> dict[tuple[str, int], str]:
    return {(m.to_address, m.version): m.state for m in Message.objects.select_related("recipient")}


def test_planning_twice_makes_one_mail_each(plan: Plan, ana: User, ben: User) -> None:
    assert plan([ana, ben]) == 2
    assert plan([ana, ben]) == 0
    assert messages.send_due() == 2
    plan([ana, ben])
    assert messages.send_due() == 0
    assert len(mail.outbox) == 2


def test_a_new_date_replaces_what_waits(plan: Plan, ana: User, ben: User) -> None:
    plan([ana, ben])
    plan([ana, ben], version=2)
    assert states() == {
        (ana.email, 1): State.CANCELLED,
        (ben.email, 1): State.CANCELLED,
        (ana.email, 2): State.PENDING,
        (ben.email, 2): State.PENDING,
    }
    assert messages.send_due() == 2
    assert {m.subject for m in mail.outbox} == {"Notice 2"}


def test_kinds_that_are_not_replaced_keep_waiting(plan: Plan, ana: User) -> None:
    plan([ana], kind="test.survey", replace=())
    plan([ana], version=2)
    assert Message.objects.get(kind="test.survey").state == State.PENDING


def test_someone_removed_and_invited_again_gets_the_mail(plan: Plan, ana: User, ben: User) -> None:
    plan([ana, ben])
    plan([ana])
    assert states()[ben.email, 1] == State.CANCELLED
    assert plan([ana, ben]) == 1
    assert states()[ben.email, 1] == State.PENDING


def test_waiting_messages_follow_the_plan(plan: Plan, ana: User, now: datetime) -> None:
    plan([ana])
    plan([ana], due_at=now + timedelta(hours=3), payload={"minutes": 60})
    message = Message.objects.get()
    assert (message.due_at, message.payload) == (now + timedelta(hours=3), {"minutes": 60})
    assert messages.send_due(now=now) == 0
    assert messages.send_due(now=now + timedelta(hours=3)) == 1


def test_planning_again_at_once_keeps_the_moment_it_was_first_meant(plan: Plan, ana: User, now: datetime) -> None:
    plan([ana], due_at=now - timedelta(hours=2))
    plan([ana], due_at=now - timedelta(seconds=1))
    assert Message.objects.get().due_at == now - timedelta(hours=2)


def test_a_cancelled_meeting_sends_nothing_and_knows_who_was_told(
    plan: Plan, ana: User, ben: User, now: datetime
) -> None:
    plan([ana])
    messages.send_due()
    plan([ana, ben], due_at=now + timedelta(hours=1))
    assert messages.cancel(subject=SUBJECT, because="the review was cancelled") == 1
    assert messages.send_due(now=now + timedelta(hours=2)) == 0
    assert states() == {(ana.email, 1): State.SENT, (ben.email, 1): State.CANCELLED}
    assert Message.objects.get(recipient=ben).last_error == "the review was cancelled"


@pytest.mark.usefixtures("embedded")
def test_something_due_now_rings_the_bell_after_the_commit(
    plan: Plan, ana: User, now: datetime, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    bell.rung.clear()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        plan([ana], due_at=now + timedelta(hours=1))
    assert not bell.rung.is_set()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        plan([ana])
        assert not bell.rung.is_set()
    assert bell.rung.is_set()


def test_two_thousand_invited_people_are_planned_in_as_many_statements_as_two(
    planned: Callable[..., Planned], crowd: Callable[[int], list[User]]
) -> None:
    people = crowd(2000)

    def statements(count: int, version: int) -> int:
        with CaptureQueriesContext(
            connection,
        ) as context:
            messages.plan(subject=f"review:{count}", rows=[planned(p, version=version) for p in people[:count]])
        return len([q for q in context if not q["sql"].startswith("INSERT")])

    assert statements(2000, 1) == statements(2, 1)
    assert statements(2000, 2) == statements(2, 2)


def test_a_row_that_can_never_be_sent_is_not_planned(plan: Plan, ana: User, now: datetime) -> None:
    assert plan([ana], expires_at=now - timedelta(hours=1)) == 0
    assert not Message.objects.exists()


def test_an_unknown_kind_stops_the_change_it_came_with(plan: Plan, ana: User) -> None:
    with pytest.raises(LookupError, match=r"nobody\.knows"):
        plan([ana], kind="nobody.knows")


def test_held_messages_wait_until_released(plan: Plan, ana: User) -> None:
    plan([ana])
    message = Message.objects.get()
    assert messages.hold(message=message, by=ana)
    assert messages.send_due() == 0
    assert messages.release(message=message, by=ana)
    assert messages.send_due() == 1


def test_after_a_restored_backup_a_person_decides_about_what_was_due_before(
    plan: Plan, ana: User, ben: User, cleo: User, now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    plan([ana, cleo])
    plan([ben], replace=(), due_at=now + timedelta(hours=1))
    call_command("after_restore")
    assert "2 messages are held back" in capsys.readouterr().out
    assert messages.send_due(now=now + timedelta(hours=2)) == 1
    assert mail.outbox[0].to == ["Ben <ben@example.org>"]
    call_command("release", Message.objects.get(recipient=cleo).key)
    assert "1 message was released" in capsys.readouterr().out
    assert messages.send_due() == 1
    assert mail.outbox[1].to == ["Cleo <cleo@example.org>"]


def test_resending_what_was_sent_makes_a_new_mail(plan: Plan, ana: User) -> None:
    plan([ana])
    messages.send_due()
    again = messages.resend(message=Message.objects.get(), by=ana)
    assert messages.send_due() == 1
    assert again.message_id != Message.objects.exclude(pk=again.pk).get().message_id


def test_moving_a_storys_dates_makes_what_was_due_later_due_now(plan: Plan, ana: User, now: datetime) -> None:
    plan([ana], due_at=now + timedelta(hours=30))
    assert messages.send_due() == 0
    messages.shift(subject=SUBJECT, delta=-timedelta(hours=31))
    assert messages.send_due() == 1
