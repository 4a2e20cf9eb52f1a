"""What a page hears on its stream, and who may listen."""

from collections.abc import Callable
from contextlib import ExitStack

import httpx
import pytest
from django.db import transaction
from django.test import Client

import live
from accounts.models import User
from live import hub as hubs
from live.regions import Region, register
from tests.live.conftest import PATIENCE, TOPIC, Board, Server


def test_a_page_gets_everything_as_it_is_now_when_it_connects(server: Server, guest: Client) -> None:
    with server.page(guest) as page:
        assert page.response.headers["content-type"].startswith("text/event-stream")
        assert page.event() | {"version": 0} == {
            "region": "board",
            "html": "<p>first</p>\n<p>of 1</p>",
            "version": 0,
        }


def test_a_change_reaches_every_open_page_and_is_rendered_once(server: Server, guest: Client, board: Board) -> None:
    with ExitStack() as pages:
        both = [pages.enter_context(server.page(guest)) for _ in range(2)]
        before = [page.event()["version"] for page in both]
        board.renders.clear()
        board.text = "second"
        live.publish(TOPIC, "board")
        for page, version in zip(both, before, strict=True):
            event = page.event()
            assert "second" in event["html"]
            assert event["version"] > version
        assert board.renders["board"] == 1


def test_nothing_is_told_of_a_change_that_was_rolled_back(server: Server, guest: Client, board: Board) -> None:
    with server.page(guest) as page:
        page.event()
        board.text = "never happened"
        with transaction.atomic():
            live.publish(TOPIC, "board")
            transaction.set_rollback(True)
        board.text = "happened"
        with transaction.atomic():
            live.publish(TOPIC, "board")
        assert "<p>happened</p>" in page.event()["html"]


def test_many_changes_at_once_are_merged_and_the_last_state_arrives(
    server: Server, guest: Client, board: Board
) -> None:
    with server.page(guest) as page:
        page.event()
        board.renders.clear()
        for number in range(60):
            board.text = f"vote {number}"
            live.publish(TOPIC, "board")
        while "vote 59" not in page.event()["html"]:
            pass
        assert board.renders["board"] < 30


def test_a_change_that_shows_nothing_new_is_not_sent(server: Server, guest: Client, board: Board) -> None:
    with server.page(guest) as page, server.page(guest) as other:
        page.event(), other.event()
        live.publish(TOPIC, "board")
        board.text = "news"
        live.publish(TOPIC, "board")
        assert "news" in page.event()["html"]


def test_what_is_for_the_desk_reaches_only_those_who_lead(
    server: Server, guest: Client, board: Board, ana: User, as_user: Callable[[User], Client]
) -> None:
    board.guests.add(ana.pk)
    board.desk.add(ana.pk)
    with server.page(as_user(ana)) as desk, server.page(guest) as seat:
        assert {desk.event()["region"], desk.event()["region"]} == {"board", "desk"}
        assert seat.event()["region"] == "board"
        board.secret = "a private signal"
        live.publish(TOPIC, "desk")
        assert desk.event()["html"] == "<p>a private signal</p>"
        board.text = "for all"
        live.publish(TOPIC, "board")
        assert "for all" in seat.event()["html"]


def test_strangers_get_404_whether_the_topic_exists_or_not(
    server: Server, board: Board, otto: User, as_user: Callable[[User], Client]
) -> None:
    for topic in (TOPIC, "board:2", "unknown:1", "board", "board:1/../1"):
        with server.page(as_user(otto), topic) as page:
            assert page.response.status_code == 404
            assert page.response.read() == b""


def test_nobody_without_an_account_may_listen(server: Server, board: Board) -> None:
    with server.page(None) as page:
        assert page.response.status_code == 401


def test_a_stream_can_only_be_read(server: Server, board: Board) -> None:
    for method in ("POST", "HEAD", "PUT", "TRACE"):
        assert httpx.request(method, server.address + TOPIC, trust_env=False).status_code == 405


def test_the_sixth_stream_of_one_person_is_refused(server: Server, guest: Client) -> None:
    with ExitStack() as pages:
        five = [pages.enter_context(server.page(guest)) for _ in range(5)]
        assert all(page.event() for page in five)
        with server.page(guest) as sixth:
            assert sixth.response.status_code == 429


def test_somebody_who_was_removed_hears_nothing_more(server: Server, guest: Client, board: Board, ben: User) -> None:
    with server.page(guest) as page:
        page.event()
        board.guests.remove(ben.pk)
        board.text = "not for ben"
        with transaction.atomic():
            live.revoke(TOPIC)
            live.publish(TOPIC, "board")
        assert page.ended()
    with server.page(guest) as back:
        assert back.response.status_code == 404


@pytest.mark.parametrize("how", ["signed out", "deactivated", "password changed"])
def test_the_right_to_listen_is_checked_again_and_again(
    how: str, server: Server, guest: Client, ben: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with server.page(guest) as page:
        page.event()
        if how == "signed out":
            guest.logout()
        elif how == "deactivated":
            User.objects.filter(pk=ben.pk).update(is_active=False)
        else:
            ben.set_password("another long one")
            ben.save()
        monkeypatch.setattr(hubs, "CHECK_EVERY", 0)
        assert page.ended()


def test_the_topic_is_told_who_is_there(
    server: Server, guest: Client, board: Board, ben: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hubs, "CHECK_EVERY", 0)
    with server.page(guest) as page:
        page.event()
        assert board.present.wait(PATIENCE)
        assert board.seen[0] == {ben.pk}


def test_one_region_that_fails_does_not_silence_the_others(
    server: Server, guest: Client, board: Board, ben: User, caplog: pytest.LogCaptureFixture
) -> None:
    board.desk.add(ben.pk)

    def broken(subject: str) -> str:
        raise ValueError("no such template")

    register("board", [Region("desk", broken, board.may_lead), Region("board", board.render, board.may_see)])
    with server.page(guest) as page:
        assert page.event()["region"] == "board"
    assert "could not be rendered" in caplog.text


def test_stopping_the_server_ends_its_streams(server: Server, guest: Client) -> None:
    with server.page(guest) as page:
        page.event()
        server.stop()
        assert page.ended()
