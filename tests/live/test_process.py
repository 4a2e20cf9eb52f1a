"""The stream app as production runs it: a uvicorn process of its own, told to stop while pages are open."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from urllib.parse import quote

import httpx
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from accounts.models import User
from tests.live.conftest import PATIENCE, Page


def address_of_test_database() -> str:
    """The DATABASE_URL under which another process finds this test's database."""
    made = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{made['NAME']}"
    secret = f":{quote(made['PASSWORD'])}" if made["PASSWORD"] else ""
    host = quote(made["HOST"], safe="")
    return f"postgresql://{made['USER']}{secret}@{host}:{made['PORT']}/{made['NAME']}"


@pytest.fixture
def process(transactional_db: None) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        command = [sys.executable, "-m", "uvicorn", "tests.live.alone:application", "--ws=none", "--log-level=warning"]
        made = subprocess.Popen(
            [*command, f"--fd={listening.fileno()}"],
            env=os.environ | {"DATABASE_URL": address_of_test_database()},
            cwd=settings.BASE_DIR,
            pass_fds=[listening.fileno()],
        )
        yield made, f"http://127.0.0.1:{listening.getsockname()[1]}/live/stream/board:7"
        made.kill()
        made.wait()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_process_told_to_stop_ends_its_streams_and_itself(
    number: signal.Signals, process: tuple[subprocess.Popen[bytes], str], ben: User, as_user: Callable[[User], Client]
) -> None:
    server, address = process
    cookies = {settings.SESSION_COOKIE_NAME: as_user(ben).cookies[settings.SESSION_COOKIE_NAME].value}
    with httpx.stream("GET", address, cookies=cookies, timeout=PATIENCE, trust_env=False) as response:
        page = Page(response)
        assert page.event()["html"] == "<p>board 7</p>"
        server.send_signal(number)
        assert page.ended()
    server.wait(PATIENCE)
