"""Starts worker processes on the database and the mail server of the running test."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote, urlencode

from django.db import connection

from tests.outbox.sink import Sink

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0


def database_url(*, port: int | None = None) -> str:
    """The test's own database, as DATABASE_URL names it; by way of another port of this machine, if one is given."""
    own = connection.settings_dict | ({"HOST": "127.0.0.1", "PORT": port} if port else {})
    if connection.vendor == "sqlite":
        return f"sqlite:///{own['NAME']}"
    options = {name: value for name, value in own["OPTIONS"].items() if name != "pool"}
    login = quote(own["USER"], safe="") + (f":{quote(own['PASSWORD'], safe='')}" if own["PASSWORD"] else "")
    place = quote(own["HOST"], safe="") + (f":{own['PORT']}" if own["PORT"] else "")
    return f"postgresql://{login}@{place}/{own['NAME']}?{urlencode(options)}"


def environment(sink: Sink) -> dict[str, str]:
    mail = {"DEBRIEF_SMTP_HOST": "127.0.0.1", "DEBRIEF_SMTP_PORT": str(sink.port)}
    embedded = {"REDIS_URL": "", "DJANGO_SETTINGS_MODULE": "config.settings"}
    return os.environ | mail | embedded | {"DATABASE_URL": database_url()}


class Turning:
    """A worker that has a turn of the sweep, or of the planner, whenever it is told to."""

    def __init__(self, sink: Sink, database: str = "", mode: str = "turn") -> None:
        database = database or database_url()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.outbox.worker", mode], env=environment(sink) | {"DATABASE_URL": database},
            cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def begin(self) -> None:
        assert self.process.stdin
        self.process.stdin.write("turn\n")
        self.process.stdin.flush()

    def ended(self) -> None:
        """Waits for the end of the turn."""
        self._says("turned")

    def disk(self, *, full: bool) -> None:
        """From now on the kernel refuses each of its writes into files, or takes them again."""
        self.process.send_signal(signal.SIGUSR1 if full else signal.SIGUSR2)
        self._says("full" if full else "room")

    def _says(self, word: str) -> None:
        assert self.process.stdout
        assert self.process.stdout.readline() == f"{word}\n"

    def stop(self) -> str:
        """What it complained about."""
        return end(self.process)[2]


def race(mode: str, sink: Sink, turns: int) -> None:
    """Two workers begin each turn at the same moment."""
    workers = [Turning(sink, mode=mode) for _ in range(2)]
    for _ in range(turns):
        for worker in workers:
            worker.begin()
        for worker in workers:
            worker.ended()
    for worker in workers:
        worker.stop()


def start(mode: str, sink: Sink, *arguments: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.outbox.worker", mode, *arguments]
    return subprocess.Popen(
        command, env=environment(sink), cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def end(process: "subprocess.Popen[str]") -> tuple[int, str, str]:
    """Its exit code, what it said, and what it complained about; a process that never ends fails the test."""
    said, complained = process.communicate(timeout=PATIENCE)
    return process.returncode, said, complained
