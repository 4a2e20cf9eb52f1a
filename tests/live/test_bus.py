"""How changes travel between processes, and what happens while Redis is away."""

import time
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client, override_settings

import live
from accounts.models import User
from live.bus import Change, RedisBus, bus
from tests.live.conftest import TOPIC, Board, Server

NOBODY_THERE = "redis://127.0.0.1:1/0"


def test_a_change_that_cannot_be_told_fails_no_page(db: None, django_capture_on_commit_callbacks: Callable) -> None:
    with override_settings(LIVE_BUS="redis", REDIS_URL=NOBODY_THERE), django_capture_on_commit_callbacks(execute=True):
        live.publish(TOPIC, "board")


def test_a_dead_redis_is_not_asked_again_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    away = RedisBus(NOBODY_THERE)
    away.announce(Change(TOPIC, frozenset({"board"})))
    monkeypatch.setattr(away.client, "publish", lambda *args: pytest.fail("asked again"))
    away.announce(Change(TOPIC, frozenset({"board"})))
    assert away.silent_until > time.monotonic()


@pytest.fixture
def over_redis() -> Iterator[None]:
    with override_settings(LIVE_BUS="redis"):
        yield


@pytest.mark.services
def test_over_redis_a_change_reaches_the_page(over_redis: None, server: Server, guest: Client, board: Board) -> None:
    assert isinstance(bus(), RedisBus)
    with server.page(guest) as page:
        page.event()
        board.text = "by redis"
        live.publish(TOPIC, "board")
        assert "by redis" in page.event()["html"]


@pytest.mark.services
def test_a_page_catches_up_when_redis_comes_back(over_redis: None, server: Server, guest: Client, board: Board) -> None:
    with server.page(guest) as page:
        page.event()
        board.text = "changed while nobody could be told"
        connection = RedisBus(settings.REDIS_URL).client
        connection.execute_command("CLIENT", "KILL", "TYPE", "pubsub")
        assert "while nobody could be told" in page.event()["html"]


@pytest.mark.services
def test_over_redis_somebody_who_was_removed_hears_nothing_more(
    over_redis: None, server: Server, guest: Client, board: Board, ben: User
) -> None:
    with server.page(guest) as page:
        page.event()
        board.guests.remove(ben.pk)
        live.revoke(TOPIC)
        assert page.ended()
