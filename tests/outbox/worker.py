"""A process of its own for tests that stop, freeze or kill it: `python -m tests.outbox.worker MODE`."""

import os
import resource
import signal
import sys
from datetime import timedelta
from threading import Event
from typing import Any

from config.wsgi import application  # isort: skip — first: it sets up Django
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from config import ticker
from config.server import serve
from outbox import bell
from outbox.actions import messages, sending
from outbox.planning import Planned
from tests.outbox import samples

__all__ = ["application"]
samples.register()


def die(*args: Any, **values: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def send() -> None:
    stop = Event()
    signal.signal(signal.SIGTERM, lambda *args: stop.set())
    print(sending.send_due(stop=stop.is_set), flush=True)


def die_between_answer_and_commit() -> None:
    """As if the machine lost power in the moment after the server's 250."""
    sending._finish = die  # type: ignore[assignment]
    send()


def plan_and_die() -> None:
    """Dies after the commit, before anyone could be told about it."""
    bell._ring = die
    now = timezone.now()
    with transaction.atomic():
        rows = [
            Planned(kind="test.notice", recipient=user, due_at=now, expires_at=now + timedelta(days=1))
            for user in User.objects.all()
        ]
        messages.plan(subject="review:8c1f", rows=rows)


def plan() -> None:
    """The same rows for everybody, for each line that comes in."""
    now = timezone.now()
    until = now + timedelta(days=1)
    for _line in sys.stdin:
        rows = [
            Planned(kind="test.notice", recipient=user, due_at=now, expires_at=until) for user in User.objects.all()
        ]
        messages.plan(subject="review:8c1f", rows=rows, replace=("test.notice",))
        print("turned", flush=True)


def fill(full: bool) -> None:
    _soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0 if full else hard, hard))
    print("full" if full else "room", flush=True)


def turn() -> None:
    """One of the clockwork's for each line that comes in. SIGUSR1: no file takes another byte; SIGUSR2: there is room again."""
    signal.signal(signal.SIGUSR1, lambda *args: fill(True))
    signal.signal(signal.SIGUSR2, lambda *args: fill(False))
    for _line in sys.stdin:
        ticker.run(bell.SEND_TASK)
        print("turned", flush=True)


def serve_pages() -> None:
    serve("127.0.0.1", int(sys.argv[2]))


MODES = {
    "send": send,
    "die-between-answer-and-commit": die_between_answer_and_commit,
    "plan": plan,
    "plan-and-die": plan_and_die,
    "turn": turn,
    "serve": serve_pages,
}

if __name__ == "__main__":
    MODES[sys.argv[1]]()
