"""Starts worker processes on the database and the mail server of the running test."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote, urlencode

from django.db import connection

from tests.outbox.sink import Sink

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0


def database_url() -> str:
    """The test's own database, as DATABASE_URL names it."""
    own = connection.settings_dict
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


def start(mode: str, sink: Sink, *arguments: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.outbox.worker", mode, *arguments]
    return subprocess.Popen(
        command, env=environment(sink), cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def end(process: "subprocess.Popen[str]") -> tuple[int, str, str]:
    """Its exit code, what it said, and what it complained about; a process that never ends fails the test."""
    said, complained = process.communicate(timeout=PATIENCE)
    return process.returncode, said, complained
