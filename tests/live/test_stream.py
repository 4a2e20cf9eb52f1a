"""What a page hears on its stream, and who may listen."""

import asyncio
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from importlib import import_module
from typing import Any
from unittest.mock import ANY

import httpx
import pytest
from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpRequest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import live
from accounts.models import User
from live import hub as hubs
from live.admission import Admission, Seat, admit, users_of
from live.bus import REVOKED
from live.door import Door
from live.listening import Stream, body
from live.regions import Region, register
from live.threads import Threads
from tests.live.conftest import TOPIC, Board, Server


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


def test_a_guests_pass_opens_its_own_room_and_no_other(server: Server, board: Board) -> None:
    board.desk.add(1)
    board.passes["for-board-1"] = TOPIC
    with server.guest_page("for-board-1") as page:
        assert page.event() == {"region": "board", "html": "<p>first</p>\n<p>of 1</p>", "version": ANY}
        board.secret, board.text = "a private signal", "second"
        live.publish(TOPIC, "desk", "board")
        assert "second" in page.event()["html"]
    for other in ("", "made-up"):
        with server.guest_page(other) as page:
            assert page.response.status_code == 404


def test_a_guest_who_is_sent_away_hears_nothing_more(server: Server, board: Board) -> None:
    board.passes["for-board-1"] = TOPIC
    with server.guest_page("for-board-1") as page:
        page.event()
        board.passes.clear()
        board.text = "not for guests"
        with transaction.atomic():
            live.revoke(TOPIC)
            live.publish(TOPIC, "board")
        assert page.ended()


def test_a_crowd_that_knocks_at_once_is_let_in_with_few_questions(board: Board) -> None:
    class Slow(Threads):
        async def run(self, work: Any, *args: Any, **kwargs: Any) -> Any:
            await asyncio.sleep(0)  # as a thread would: others knock meanwhile
            return [Admission("user:1", frozenset({"board"}), seat.topic) for seat in args[0] if not asked.append(seat)]

    async def knock() -> list[Admission]:
        door = Door(Slow(1))
        return await asyncio.gather(*(door.admit(Seat(f"key {n}", "", f"board:{n}")) for n in range(600)))

    asked: list[Seat] = []
    answers = asyncio.run(knock())
    assert [answer.topic for answer in answers] == [f"board:{n}" for n in range(600)]
    assert len(asked) == 600


@pytest.mark.django_db
def test_asking_about_many_people_takes_as_many_queries_as_about_one(
    board: Board, ana: User, ben: User, cleo: User, as_user: Callable[[User], Client]
) -> None:
    board.guests |= {ana.pk, cleo.pk}
    browsers = [as_user(user) for user in (ana, ben, cleo)]
    seats = [Seat(each.cookies[settings.SESSION_COOKIE_NAME].value, "", TOPIC) for each in browsers]
    with CaptureQueriesContext(connection) as one:
        admit(seats[:1])
    with CaptureQueriesContext(connection) as many:
        answers = admit([*seats, Seat("nobody's", "", TOPIC)])
    assert len(many) == len(one)
    assert [answer.names for answer in answers] == [{"board"}, set(), {"board"}, set()]
    assert [answer.who for answer in answers] == [f"user:{ana.pk}", f"user:{ben.pk}", f"user:{cleo.pk}", ""]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "how", ["signed out", "deactivated", "password changed", "session over", "way in gone", "well"]
)
def test_who_is_behind_a_session_is_whom_a_page_would_greet(
    how: str, ben: User, as_user: Callable[[User], Client], settings: Any
) -> None:
    browser = as_user(ben)
    key = browser.cookies[settings.SESSION_COOKIE_NAME].value
    if how == "signed out":
        browser.logout()
    elif how == "deactivated":
        User.objects.filter(pk=ben.pk).update(is_active=False)
    elif how == "password changed":
        ben.set_password("another long one")
        ben.save()
    elif how == "session over":
        Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
        cache.clear()  # where sessions are cached, the copy ends at the same moment
    elif how == "way in gone":
        settings.AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.AllowAllUsersModelBackend"]
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    greeted = get_user(request)
    assert users_of([key]) == ({key: greeted} if greeted.is_authenticated else {})
    assert bool(users_of([key])) == (how == "well")


def test_a_page_that_does_not_read_keeps_only_the_latest_of_each_region_and_delays_nobody() -> None:
    async def play() -> None:
        reads = asyncio.Event()

        async def slow(message: Any) -> None:
            await reads.wait()
            got.append(message.get("body", b""))

        stream = Stream(Seat("", "", TOPIC), Admission("user:1"), slow)
        stream.open()
        for text in (b"one;", b"two;", b"three;"):
            stream.offer({"board": text}, body(text, more=True))
            stream.offer({"desk": text}, body(text, more=True))
        reads.set()
        assert stream.sending
        await stream.sending

    got: list[bytes] = []
    asyncio.run(play())
    assert got[0] == b""
    assert got[2:] == [b"three;three;"]


def test_a_page_that_reads_is_written_to_at_once() -> None:
    async def play() -> None:
        async def quick(message: Any) -> None:
            got.append(message.get("body", b""))

        stream = Stream(Seat("", "", TOPIC), Admission("user:1"), quick)
        stream.open()
        assert stream.sending
        await stream.sending
        stream.offer({"board": b"news"}, body(b"news", more=True))
        assert got[-1] == b"news"
        stream.close()
        stream.offer({"board": b"late"}, body(b"late", more=True))
        assert got[-1] == b""

    got: list[bytes] = []
    asyncio.run(play())


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


def test_a_change_is_told_when_the_database_was_away_while_rights_were_asked_for(
    server: Server, guest: Client, board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = [True]

    def asked(seats: Any) -> list[Admission]:
        if away:
            raise OSError(away.pop())
        return admit(seats)

    monkeypatch.setattr(hubs, "admit", asked)
    monkeypatch.setattr(hubs, "RETRY_AFTER", 0.0)
    with server.page(guest) as page:
        page.event()
        board.text = "second"
        live.publish(TOPIC, "board", REVOKED)
        assert "second" in page.event()["html"]


def test_stopping_the_server_ends_its_streams(server: Server, guest: Client) -> None:
    with server.page(guest) as page:
        page.event()
        server.stop()
        assert page.ended()
