"""The page of all messages: who runs the installation sees why each waits, and holds, releases or sends it again."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, User
from accounts.templatetags.face import day
from outbox import kinds, waiting
from outbox.actions import messages, sending
from outbox.kinds import Kind
from outbox.models import Message
from outbox.planning import Planned
from tests.outbox import samples
from tests.outbox.sink import Sink
from tests.reviews import plan_case

State = Message.State
Plan = Callable[..., int]
HOUR = timedelta(hours=1)
DESK = "outbox:desk"


@pytest.fixture
def rhea(person: Callable[..., User]) -> User:
    """Runs the installation."""
    return person("Rhea", is_admin=True)


@pytest.fixture
def desk(rhea: User, as_user: Callable[[User], Client]) -> Client:
    return as_user(rhea)


def page(client: Client, **query: str) -> str:
    return client.get(reverse(DESK), query).content.decode()


def change(client: Client, message: Message, what: str) -> Any:
    return client.post(reverse("outbox:desk_change", args=[message.pk]), {"do": what})


def test_only_who_runs_the_installation_sees_it(ana: User, as_user: Callable[[User], Client]) -> None:
    assert as_user(ana).get(reverse(DESK)).status_code == 403


def test_it_can_be_narrowed_by_kind_state_person_and_review(desk: Client, ana: User, ben: User, plan: Plan) -> None:
    plan([ana])
    sending.send_due()
    plan([ben], kind="test.survey", replace=(), due_at=timezone.now() + HOUR)
    review = plan_case.review(ana, ben)
    assert page(desk, kind="test.notice").count("<tr>") == 2
    assert page(desk, state=State.SENT).count("<tr>") == 2
    assert page(desk, who="ben@").count("<tr>") == 1 + Message.objects.filter(recipient=ben).count()
    narrowed = page(desk, about=review.topic)
    assert narrowed.count("<tr>") == 1 + Message.objects.filter(subject=review.topic).count()
    assert "Database outage" in narrowed
    assert "No message is like that" in page(desk, who="nobody at all")


def test_what_messages_are_about_can_be_told_apart(
    desk: Client, ana: User, ben: User, planned: Callable[..., Planned]
) -> None:
    review = plan_case.review(ana, ben)
    messages.plan(subject=f"followups:{review.uid}", rows=[planned(ben)])
    choices = re.findall(r"<option value=.\w+:[^>]+>([^<]+)", page(desk))
    names = [choice for choice in choices if "Database outage" in choice or "Restricted" in choice]
    assert len(names) == len(set(names)) == 2
    assert all(day(review.meets_at) in name or "Restricted" in name for name in names)


def test_each_row_says_why_it_waits(desk: Client, ana: User, plan: Plan, sink: Sink) -> None:
    plan([ana])
    sink.answer_data = lambda: "451 the queue is full"
    sending.send_due()
    shown = page(desk)
    assert "Tried once. The next attempt is at" in shown
    assert "451 the queue is full" in shown


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"due_at": HOUR}, "Waits until it is due."),
        ({}, "Due; it goes out with the next turn of the sweep."),
        ({"attempts": 3, "next_attempt_at": HOUR}, "Tried 3 times. The next attempt is at"),
        ({"state": State.CLAIMED, "lease_until": HOUR}, "A worker has it in hand."),
        ({"state": State.CLAIMED, "lease_until": -HOUR}, "The worker that had it in hand is gone"),
        ({"state": State.HELD, "last_error": "because."}, "Held back until somebody sends it after all. because."),
        ({"state": State.FAILED, "last_error": "550 no."}, "550 no. It is not tried again by itself."),
        ({"state": State.EXPIRED}, "It could not be sent before"),
        ({"state": State.CANCELLED, "last_error": "no longer invited"}, "Not needed: no longer invited"),
        ({"state": State.SENT, "answer": "250 queued as 7"}, "250 queued as 7"),
    ],
)
def test_why_in_words(values: dict[str, Any], words: str) -> None:
    now = timezone.now()
    moments = {name: now + value for name, value in values.items() if isinstance(value, timedelta)}
    times = {"due_at": now - HOUR, "expires_at": now + 9 * HOUR, "next_attempt_at": now - HOUR}
    assert waiting.why(Message(**(times | values | moments)), now).startswith(words)


def test_held_back_released_and_sent_again(desk: Client, rhea: User, ana: User, plan: Plan) -> None:
    plan([ana])
    message = Message.objects.get()
    change(desk, message, "hold")
    assert sending.send_due() == 0
    assert "Held back until somebody sends it after all." in page(desk)
    assert "Send after all" in page(desk)
    change(desk, message, "release")
    assert sending.send_due() == 1
    change(desk, message, "resend")
    assert sending.send_due() == 1
    assert len(mail.outbox) == 2
    done = AuditEntry.objects.filter(by=rhea).order_by("pk").values_list("did", flat=True)
    assert list(done) == ["message.held", "message.released", "message.resent"]


def test_a_change_leads_back_to_the_rows_that_were_chosen(desk: Client, ana: User, plan: Plan) -> None:
    plan([ana])
    address = reverse("outbox:desk_change", args=[Message.objects.get().pk])
    answer = desk.post(f"{address}?state=pending&page=1", {"do": "hold"})
    assert answer.headers["Location"] == reverse(DESK) + "?state=pending&page=1"
    assert desk.post(address, {"do": "nonsense"}).status_code == 400


def test_what_went_another_way_meanwhile_is_not_changed(desk: Client, ana: User, plan: Plan) -> None:
    plan([ana])
    sending.send_due()
    change(desk, Message.objects.get(), "hold")
    assert "Meanwhile it went another way" in page(desk)
    assert Message.objects.get().state == State.SENT


def test_a_restricted_review_has_no_title_here(desk: Client, rhea: User, ana: User, ben: User) -> None:
    review = plan_case.review(ana, ben, restricted=True)
    Message.objects.filter(recipient=ben).update(
        state=State.FAILED, last_error="It could not be written: no date for Database outage"
    )
    shown = page(desk)
    assert "It could not be written. The facilitators of the review see why." in shown
    assert "Database outage" not in shown
    assert f"Restricted review {review.uid.hex[:6]}" in shown
    assert reverse("reviews:review", args=[review.uid]) not in shown


def test_what_became_of_a_secret_kind_is_on_no_page(desk: Client, ana: User, plan: Plan) -> None:
    kinds.register(Kind("test.survey", "secretly asked", samples.render, samples.wanted, secret=True))
    plan([ana], kind="test.survey")
    shown = page(desk)
    assert "secretly asked" not in shown
    assert "Nothing has been planned yet" in shown
    assert change(desk, Message.objects.get(), "hold").status_code == 404


def test_after_a_restored_backup_the_page_asks_and_lets_all_go_or_none(
    desk: Client, ana: User, ben: User, cleo: User, plan: Plan
) -> None:
    plan([ana, ben, cleo])
    messages.hold(message=Message.objects.get(recipient=cleo), by=ana)
    call_command("after_restore")
    assert "2 messages were due before then" in page(desk)
    address = reverse("outbox:desk_restored")
    assert desk.post(address).status_code == 400
    desk.post(address, {"sent": "yes"})
    assert sending.send_due() == 0
    assert Message.objects.get(recipient=cleo).state == State.HELD
    assert "were due before then" not in page(desk)
    Message.objects.filter(state=State.CANCELLED).update(state=State.PENDING)
    call_command("after_restore")
    desk.post(address, {"sent": "no"})
    assert sending.send_due() == 2


def test_a_page_asks_the_database_as_often_for_2_messages_as_for_50(
    desk: Client, crowd: Callable[[int], list[User]], plan: Plan
) -> None:
    people = crowd(50)

    def asked(count: int) -> int:
        plan(people[:count], replace=())
        with CaptureQueriesContext(connection) as queries:
            assert page(desk).count("badge ") == count
        return len(queries)

    assert asked(2) == asked(50)
