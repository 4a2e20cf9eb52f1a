"""A mail server of the test's own, a kind of message to plan, and rows ready to be sent."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from outbox import kinds
from outbox.actions import messages
from outbox.planning import Planned
from tests.outbox import samples

SUBJECT = "review:8c1f"


@pytest.fixture(autouse=True)
def unwanted(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """`unwanted["test.notice"] = reason` makes the messages of a kind no longer wanted."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    samples.register()
    samples.unwanted.clear()
    return samples.unwanted


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def planned(now: datetime) -> Callable[..., Planned]:
    """One row, due a minute ago, promised for tomorrow, useless after two days."""

    def make(recipient: User | None = None, **more: Any) -> Planned:
        values = {"kind": "test.notice", "due_at": now - timedelta(minutes=1), "deadline_at": now + timedelta(days=1)}
        values |= {"expires_at": now + timedelta(days=2), "recipient": recipient}
        return Planned(**(values | more))

    return make


@pytest.fixture
def crowd(db: None) -> Callable[[int], list[User]]:
    def make(count: int) -> list[User]:
        users = [User(email=f"p{n}@example.org", name=f"Person {n}") for n in range(count)]
        return User.objects.bulk_create(users)

    return make


@pytest.fixture
def plan(planned: Callable[..., Planned]) -> Callable[..., int]:
    """plan([ana, ben], version=2): one row each."""

    def make(people: list[User], replace: Any = ("test.notice",), **more: Any) -> int:
        return messages.plan(subject=SUBJECT, rows=[planned(user, **more) for user in people], replace=replace)

    return make
