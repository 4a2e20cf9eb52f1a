"""How fast one worker sends what is due at one instant, on PostgreSQL against a sink on loopback, beside a bare SMTP loop.

Prints one JSON line a measure: name, ours and floor, ratio, target, holds. The floor writes and sends
the same mails over one connection for each hundred, without any database. `bench/outbox.py [ROWS]`, 5,000 if not said.
"""

# ruff: noqa: E402 — without a PostgreSQL at hand it starts itself again beside one, before anything else is loaded

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
if __name__ == "__main__" and not os.environ.get("DATABASE_URL"):
    services = [sys.executable, str(ROOT / "scripts/with_services.py"), "--without-redis"]
    os.execv(sys.executable, [*services, sys.executable, *sys.argv])

import config.wsgi  # noqa: F401 — isort: skip — first: it sets up Django
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from outbox import kinds, mail
from outbox.actions import messages, sending
from outbox.kinds import Kind
from outbox.mail import Mail, compose
from outbox.models import Message
from outbox.planning import Planned
from outbox.post import Post

SINK = """
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
import socket
with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    port = probe.getsockname()[1]
controller = Controller(Sink(), hostname="127.0.0.1", port=port)
controller.start()
print(port, flush=True)
input()
"""


def write(message: Message) -> Mail:
    return compose(
        subject="Read before Tuesday: the document is ready",
        lines=["The document for Tuesday's learning review is ready.", "Comments in the margin are welcome."],
        facts=[("When", "Tue 3 Mar 2026, 15:00 CET"), ("Length", "60 minutes")],
        button=("Read the document", "https://debrief.example.org/reviews/8c1f/document/"),
    )


def prepare(rows: int) -> None:
    """That many messages to that many people, all due a moment ago; every third is an optional one."""
    Message.objects.all().delete()
    User.objects.all().delete()
    people = User.objects.bulk_create(
        [User(email=f"p{number}@example.org", name=f"Person {number}") for number in range(rows)], batch_size=1000
    )
    now = timezone.now()
    times = {"due_at": now, "deadline_at": now + timedelta(days=1), "expires_at": now + timedelta(days=2)}
    messages.plan(
        subject="review:bench",
        rows=[
            Planned(kind="bench.survey" if number % 3 == 0 else "bench.notice", recipient=person, **times)
            for number, person in enumerate(people)
        ],
    )


def bare_loop() -> int:
    """The same mails, written and handed to the server one after the other, with no row behind them."""
    rows = list(Message.objects.select_related("recipient"))

    def send() -> None:
        with Post() as post:
            for row in rows:
                post.send(mail.build(row, write(row), post.connection))

    return round(len(rows) / seconds(send))


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def peak(rows: int) -> int:
    """The most memory this process has held until so many rows were sent; it never falls, so the smaller count goes first."""
    prepare(rows)
    sending.send_due()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def say(name: str, ours: float, floor: float, target: float, more_is_better: bool) -> None:
    ratio = ours / floor
    holds = ratio >= target if more_is_better else ratio <= target
    line = {"name": name, "ours": ours, "floor": floor, "ratio": round(ratio, 2), "target": target, "holds": holds}
    print(json.dumps(line), flush=True)


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    call_command("migrate", verbosity=0)
    for name, priority in (("bench.notice", kinds.PROMISE), ("bench.survey", kinds.OPTIONAL)):
        kinds.register(Kind(name, name, write, lambda message: "", priority=priority))
    sink = subprocess.Popen([sys.executable, "-c", SINK], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert sink.stdout
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(sink.stdout.readline())
    try:
        few = peak(rows // 10)
        prepare(rows)
        floor = bare_loop()
        sent = round(rows / seconds(sending.send_due))
        assert Message.objects.filter(state=Message.State.SENT).count() == rows
        say("mails a second, one worker", sent, floor, 0.6, more_is_better=True)
        say("peak memory, ten times the rows", peak(rows), few, 1.2, more_is_better=False)
    finally:
        sink.terminate()
        sink.wait()


if __name__ == "__main__":
    main()
