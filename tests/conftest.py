"""The people everyone knows, and browsers signed in as them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.test import Client

from accounts.models import User
from tests.outbox.sink import Sink


@pytest.fixture(autouse=True)
def fresh_cache() -> None:
    """What one test counted against a limit is not held against the next; a cache in the database is rolled back anyway."""
    if not isinstance(caches["default"], DatabaseCache):
        caches["default"].clear()


@pytest.fixture
def embedded(settings: Any) -> None:
    """For tests of the embedded mode: as it is without any variable, also when the suite runs on production's services."""
    settings.PRODUCTION, settings.OUTBOX_BELL, settings.LIVE_BUS = False, "none", "memory"


@pytest.fixture
def person(db: None) -> Callable[..., User]:
    """Make one account: person("Ana", is_manager=True)."""

    def make(name: str, **more: object) -> User:
        return User.objects.create_user(f"{name.lower()}@example.org", name=name, time_zone="Europe/Berlin", **more)

    return make


@pytest.fixture
def ana(person: Callable[..., User]) -> User:
    """The facilitator."""
    return person("Ana")


@pytest.fixture
def ben(person: Callable[..., User]) -> User:
    """Was on call; a participant."""
    return person("Ben")


@pytest.fixture
def cleo(person: Callable[..., User]) -> User:
    """Comes to the meeting, on a phone; a participant."""
    return person("Cleo")


@pytest.fixture
def mira(person: Callable[..., User]) -> User:
    """A manager."""
    return person("Mira", is_manager=True)


@pytest.fixture
def otto(person: Callable[..., User]) -> User:
    """Has an account and belongs to nothing."""
    return person("Otto")


@pytest.fixture
def as_user() -> Callable[[User], Client]:
    """A browser signed in as somebody: as_user(ana).get(...)."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    """A mail server on this machine, which keeps what it is sent."""
    server = Sink()
    server.start()
    settings.EMAIL_BACKEND = "outbox.smtp.AnsweringBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield server
    server.stop()
