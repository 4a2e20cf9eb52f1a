"""A server with the stream app in a thread, pages that listen to it, and a topic made for the tests."""

import asyncio
import json
import socket
import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field

import httpx
import pytest
import uvicorn
from django.conf import settings
from django.db import connections
from django.test import Client

from accounts.models import User
from live import regions, stream
from live.regions import GUEST, Guests, Region

TOPIC = "board:1"
PATIENCE = 20  # seconds until a test gives up; never waited for when all is well


@dataclass
class Board:
    """What the test topic shows; tests write it and count how often it was rendered."""

    text: str = "first"
    secret: str = "for the desk"
    guests: set[int] = field(default_factory=set)
    desk: set[int] = field(default_factory=set)
    passes: dict[str, str] = field(default_factory=dict)
    asked: list[int] = field(default_factory=list)
    renders: Counter[str] = field(default_factory=Counter)

    def render(self, subject: str) -> str:
        self.renders["board"] += 1
        return f"<p>{self.text}</p>\n<p>of {subject}</p>"

    def render_desk(self, subject: str) -> str:
        return f"<p>{self.secret}</p>"

    def may_see(self, people: Collection[User], subject: str) -> set[int]:
        self.asked.append(len(people))
        return self.guests & {user.pk for user in people} if subject == "1" else set()

    def may_lead(self, people: Collection[User], subject: str) -> set[int]:
        return self.desk & {user.pk for user in people} if subject == "1" else set()

    def opens(self, passes: Collection[str]) -> dict[str, str]:
        return {each: self.passes[each] for each in passes if each in self.passes}


@pytest.fixture
def board(monkeypatch: pytest.MonkeyPatch) -> Board:
    monkeypatch.setattr(regions, "_kinds", dict(regions._kinds))
    monkeypatch.setattr(regions, "_guests", list(regions._guests))
    made = Board()
    regions.register(
        "board",
        [Region("board", made.render, made.may_see), Region("desk", made.render_desk, made.may_lead)],
    )
    regions.welcome_guests(Guests("guest", frozenset({"board"}), made.opens))
    return made


class Page:
    """An open page: reads events from the stream, one by one."""

    def __init__(self, response: httpx.Response) -> None:
        self.response = response
        self.lines = response.iter_lines()

    def event(self) -> dict[str, str]:
        """The next event, waited for; StopIteration when the stream ended."""
        for line in self.lines:
            if line.startswith("data: "):
                return json.loads(line.removeprefix("data: "))
        raise StopIteration

    def ended(self) -> bool:
        """Reads to the end: True if nothing but comments came before it."""
        return not [line for line in self.lines if line.startswith("data: ")]


class Server:
    """uvicorn with the bare stream app, in a thread of this process."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}/live/stream/"
        config = uvicorn.Config(stream.application, lifespan="on", log_level="warning", ws="none", loop="asyncio")
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        asyncio.run(self.server.serve([self.socket]))

    def start(self) -> None:
        self.thread.start()

    def stop(self) -> None:
        if stream._hub is not None and not stream._hub.loop.is_closed():
            stream._hub.loop.call_soon_threadsafe(stream._hub.end_streams)
        self.server.should_exit = True
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive()

    @contextmanager
    def page(self, client: Client | None, topic: str = TOPIC) -> Iterator[Page]:
        cookies = {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value} if client else {}
        with self.opened(cookies, topic) as page:
            yield page

    def guest_page(self, guest_pass: str) -> AbstractContextManager[Page]:
        return self.opened({"guest": guest_pass}, GUEST)

    @contextmanager
    def opened(self, cookies: dict[str, str], topic: str) -> Iterator[Page]:
        with (
            httpx.Client(cookies=cookies, timeout=PATIENCE, trust_env=False) as browser,
            browser.stream("GET", self.address + topic) as response,
        ):
            yield Page(response)


@pytest.fixture
def server(transactional_db: None) -> Iterator[Server]:
    """Every thread sees what the test committed."""
    made = Server()
    made.start()
    yield made
    made.stop()
    connections.close_all()


@pytest.fixture
def guest(board: Board, ben: User, as_user: Callable[[User], Client]) -> Client:
    """Ben's browser; he may see the board."""
    board.guests.add(ben.pk)
    return as_user(ben)
