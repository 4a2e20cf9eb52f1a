"""When messages stop going out: the health check fails, facilitators see a bar, and a scraper reads by how much."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from outbox import tasks, watch
from outbox.actions import heartbeats, sending
from outbox.models import Heartbeat, Message
from tests.outbox.sink import Sink
from tests.reviews import plan_case

pytestmark = pytest.mark.django_db
Plan = Callable[..., int]
SignIn = Callable[[User], Client]
MINUTE = timedelta(minutes=1)
BAR = "Mail is not going out as promised"


def ready() -> int:
    return Client().get(reverse("readyz")).status_code


def beaten(ago: timedelta) -> None:
    heartbeats.beat(name=watch.SWEEP, now=timezone.now() - ago)


def test_every_turn_of_the_sweep_leaves_its_time() -> None:
    before = timezone.now()
    tasks.send_due()
    tasks.send_due()
    assert Heartbeat.objects.get().at >= before


def test_ready_until_the_sweep_has_been_quiet_for_more_than_three_minutes() -> None:
    assert ready() == 200
    beaten(2 * MINUTE)
    assert ready() == 200
    beaten(3 * MINUTE + timedelta(seconds=5))
    assert ready() == 503
    tasks.send_due()
    assert ready() == 200


def test_ready_until_a_message_is_ten_minutes_overdue(plan: Plan, ana: User) -> None:
    now = timezone.now()
    plan([ana], due_at=now - 9 * MINUTE)
    assert ready() == 200
    Message.objects.update(due_at=now - 10 * MINUTE)
    assert ready() == 503
    Message.objects.update(state=Message.State.HELD)
    assert ready() == 200


def test_a_message_given_up_is_not_overdue_for_ever(plan: Plan, ana: User) -> None:
    now = timezone.now()
    plan([ana], due_at=now - 30 * MINUTE)
    Message.objects.update(expires_at=now - MINUTE)
    assert ready() == 200


def test_facilitators_and_who_runs_the_installation_see_a_bar_and_nobody_else(
    ana: User, ben: User, person: Callable[..., User], as_user: SignIn
) -> None:
    plan_case.review(ana, ben)
    sending.send_due()
    rhea = person("Rhea", is_admin=True)
    home = reverse("home")
    assert BAR not in as_user(ana).get(home).content.decode()
    beaten(4 * MINUTE)
    assert BAR in as_user(ana).get(home).content.decode()
    assert reverse("outbox:desk") in as_user(rhea).get(home).content.decode()
    assert BAR not in as_user(ben).get(home).content.decode()
    assert BAR not in Client().get(reverse("account_login")).content.decode()


def test_the_bar_costs_one_query(ana: User, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        assert not watch.trouble()


def test_without_a_token_there_are_no_counters(settings: Any) -> None:
    settings.METRICS_TOKEN = ""
    assert Client().get(reverse("metrics"), headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer wrong", "Basic s3cret", "Bearer s3cret2", "Bearer s3crét"])
def test_the_counters_are_for_who_has_the_token(settings: Any, given: str) -> None:
    settings.METRICS_TOKEN = "s3cret"
    answer = Client().get(reverse("metrics"), headers={"Authorization": given})
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert answer.content == b""


def test_the_counters(settings: Any, plan: Plan, crowd: Callable[[int], list[User]], sink: Sink) -> None:
    settings.METRICS_TOKEN = "s3cret"
    now = timezone.now()
    people = crowd(6)
    beaten(2 * MINUTE)
    plan(people[:2])
    sink.answer = lambda address: "550 no" if address == people[0].email else "250 OK"
    sending.send_due()
    plan(people[2:4], replace=(), due_at=now - 20 * MINUTE, deadline_at=now - MINUTE)
    plan(people[4:], replace=(), due_at=now + MINUTE)
    answer = Client().get(reverse("metrics"), headers={"Authorization": "Bearer s3cret"})
    assert answer["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    text = answer.content.decode()
    for line in text.splitlines():
        assert re.fullmatch(r"# (HELP \w+ .+|TYPE \w+ gauge)|debrief_messages_\w+ [0-9.e+-]+", line), line
    found = {name: float(value) for name, value in re.findall(r"^debrief_messages_(\w+) (\S+)$", text, re.M)}
    assert 20 * 60 <= found.pop("oldest_due_seconds") < 21 * 60
    assert 2 * 60 <= found.pop("heartbeat_seconds") < 3 * 60
    expected = {"waiting": 4, "overdue": 2, "late": 2, "held": 0, "sent": 1, "sent_late": 0, "failed": 1, "expired": 0}
    assert found == expected


def test_what_the_server_said_is_kept(plan: Plan, ana: User, sink: Sink) -> None:
    plan([ana])
    sink.answer_data = lambda: "250 2.0.0 Ok: queued as 4D1"
    sending.send_due()
    assert Message.objects.get().answer == "250 2.0.0 Ok: queued as 4D1"
