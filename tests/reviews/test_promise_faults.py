"""The promise of 24 hours when a meeting is moved at a bad moment, too near, or onto a day on which the clocks change."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from outbox.actions import messages, sending
from outbox.models import Message
from reviews import promises, timing
from reviews.actions import reviews
from reviews.models import Review
from tests.reviews import plan_case

SignIn = Callable[[User], Client]


def plan_form(wall: datetime, **more: Any) -> dict[str, Any]:
    return {"wall": wall.strftime("%Y-%m-%dT%H:%M"), "time_zone": "UTC", "minutes": "60", "restricted": "", **more}


def test_moved_while_a_mail_leaves_the_old_time_goes_once_and_then_moved_follows(
    ana: User, ben: User, cleo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = plan_case.review(ana, ben, cleo)
    begin = sending._begin
    moved: list[Review] = []

    def moved_meanwhile(message: Message, now: datetime) -> bool:
        leaves = begin(message, now)
        if leaves and not moved:
            moved.append(reviews.change_plan(review=review, by=ana, plan=plan_case.plan(days=6)))
        return leaves

    monkeypatch.setattr(sending, "_begin", moved_meanwhile)
    messages.send_due()
    messages.send_due()
    subjects: dict[str, list[str]] = {}
    for each in mail.outbox:
        subjects.setdefault(parseaddr(each.to[0])[1], []).append(each.subject.split(":")[0])
    old = [told for told in subjects.values() if len(told) > 1]
    assert old == [["Invitation to a learning review", "Moved"]]
    assert len(mail.outbox) == 4
    assert {message.version for message in Message.objects.filter(state=Message.State.PENDING)} <= {2}


def test_moved_to_less_than_24_hours_ahead_needs_a_reason_which_the_proof_shows(
    ana: User, ben: User, as_user: SignIn
) -> None:
    review = plan_case.review(ana, ben)
    client, url = as_user(ana), reverse("reviews:plan", args=[review.uid])
    soon = plan_form(plan_case.wall(hours=5))
    refused = client.post(url, soon)
    assert refused.status_code == 422
    assert "less than 24 hours away" in refused.content.decode()
    review.refresh_from_db()
    assert review.plan_version == 1
    client.post(url, {**soon, "short_notice": "on", "short_notice_reason": "Half the team leaves tomorrow"})
    client.post(reverse("reviews:ready", args=[review.uid]))
    document = Message.objects.filter(kind=promises.READY, version=2)
    assert document.count() == 2
    assert all(message.due_at > message.deadline_at for message in document if message.deadline_at)
    messages.send_due()
    page = client.get(reverse("reviews:proof", args=[review.uid])).content.decode()
    assert "Short notice" in page
    assert "Half the team leaves tomorrow" in page


# Wall times that come twice when the clocks go back: the first of the two counts, always the same.
TWICE = [
    ("Europe/Berlin", datetime(2026, 10, 25, 2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ("America/New_York", datetime(2026, 11, 1, 1, 30), datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2026, 4, 5, 1, 45), datetime(2026, 4, 4, 14, 45, tzinfo=UTC)),
]
# Wall times that never come; in Apia the whole of 30 December 2011 did not.
NEVER = [
    ("Europe/Berlin", datetime(2027, 3, 28, 2, 30)),
    ("America/New_York", datetime(2027, 3, 14, 2, 30)),
    ("Australia/Lord_Howe", datetime(2027, 10, 3, 2, 15)),
    ("Pacific/Apia", datetime(2011, 12, 30, 10, 0)),
]


@pytest.mark.parametrize(("zone", "wall", "moment"), TWICE)
def test_a_time_that_comes_twice_is_the_first_of_the_two(zone: str, wall: datetime, moment: datetime) -> None:
    assert timing.instant(wall, zone) == moment
    assert timing.instant(wall.replace(fold=1), zone) == moment


@pytest.mark.parametrize(("zone", "wall"), NEVER)
def test_a_time_that_never_comes_is_said_beside_the_field(
    zone: str, wall: datetime, ana: User, ben: User, as_user: SignIn
) -> None:
    review = plan_case.review(ana, ben)
    answer = as_user(ana).post(reverse("reviews:plan", args=[review.uid]), plan_form(wall, time_zone=zone))
    assert answer.status_code == 422
    assert "The clocks jump over this time on that day" in answer.content.decode()
    review.refresh_from_db()
    assert review.plan_version == 1


@pytest.mark.parametrize(
    ("zone", "wall"),
    [
        *[(zone, wall + timedelta(hours=11)) for zone, wall, _moment in TWICE],
        *[(zone, wall + timedelta(hours=11)) for zone, wall in NEVER[:3]],
        ("Asia/Kolkata", datetime(2027, 3, 28, 9, 15)),
        ("Pacific/Apia", datetime(2027, 3, 28, 9, 0)),
    ],
)
def test_the_documents_deadline_is_24_real_hours_before_on_days_when_clocks_change(zone: str, wall: datetime) -> None:
    meets_at = timing.instant(wall, zone)
    now = meets_at - timedelta(days=8)
    nobody: frozenset[int] = frozenset()
    situation = promises.Situation(now, meets_at, now, frozenset({1}), frozenset({1, 2}), nobody, nobody)
    document = [need for need in promises.needs(situation) if need.kind == promises.READY]
    assert len(document) == 2
    for need in document:
        assert need.deadline_at
        assert (meets_at - need.deadline_at).total_seconds() == 24 * 3600
        assert need.due_at <= need.deadline_at
