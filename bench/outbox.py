"""How fast one worker sends what is due at one instant, on PostgreSQL against a sink on loopback, beside a bare SMTP loop.

Prints one JSON line a measure: name, ours and floor, ratio, target, holds. The floor writes and sends the same mails over one
connection for each hundred, without any database; both take turns, so that a busy machine slows both alike. Memory is that of
a process that only sends. `bench/outbox.py [ROWS]`, 5,000 if not said; memory is measured with a tenth and with ten times as many.
"""

# ruff: noqa: E402 — without a PostgreSQL at hand it starts itself again beside one, before anything else is loaded

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
if __name__ == "__main__" and not os.environ.get("DATABASE_URL"):
    services = [sys.executable, str(ROOT / "scripts/with_services.py"), "--without-redis"]
    os.execv(sys.executable, [*services, sys.executable, *sys.argv])

import config.wsgi  # noqa: F401 — isort: skip — first: it sets up Django
from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command
from django.db.models import Max, Min
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


asked: list[int] = []  # the messages that were asked about, one for each that was taken up
IN_TURN = 250
PLANNED_AT_ONCE = 5000


def wanted(message: Message) -> str:
    asked.append(message.pk)
    return ""


class Nowhere(BaseEmailBackend):
    """Writes each mail and forgets it: for memory, where the time a server takes does not matter."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return len([mail.message().as_bytes() for mail in email_messages])


def register() -> None:
    for name, priority in (("bench.notice", kinds.PROMISE), ("bench.survey", kinds.OPTIONAL)):
        kinds.register(Kind(name, name, write, wanted, priority=priority))


def prepare(rows: int) -> None:
    """That many messages to that many people, all due a moment ago; every third is an optional one."""
    Message.objects.all().delete()
    User.objects.all().delete()
    now = timezone.now()
    times = {"due_at": now, "deadline_at": now + timedelta(days=1), "expires_at": now + timedelta(days=2)}
    for start in range(0, rows, PLANNED_AT_ONCE):
        numbers = range(start, min(start + PLANNED_AT_ONCE, rows))
        people = [User(email=f"p{number}@example.org", name=f"Person {number}") for number in numbers]
        planned = [
            Planned(kind="bench.survey" if number % 3 == 0 else "bench.notice", recipient=person, **times)
            for number, person in enumerate(User.objects.bulk_create(people, batch_size=1000))
        ]
        messages.plan(subject=f"review:{start}", rows=planned)


def bare_loop(rows: list[Message]) -> None:
    """The same mails, written and handed to the server one after the other, with no row behind them."""
    with Post() as post:
        for row in rows:
            post.send(mail.build(row, write(row), post.connection))


def one_turn(count: int) -> None:
    until = len(asked) + count
    sending.send_due(stop=lambda: len(asked) >= until)


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def rates(rows: int) -> tuple[int, int]:
    """Mails a second: ours and the floor's."""
    prepare(rows)
    sending.send_due(stop=lambda: len(asked) > 0)  # what is made once, is made before the clock runs
    all_rows = list(Message.objects.select_related("recipient"))
    ours = floor = 0.0
    for start in range(0, rows, IN_TURN):
        floor += seconds(lambda: bare_loop(all_rows[start : start + IN_TURN]))  # noqa: B023 — called at once
        ours += seconds(lambda: one_turn(IN_TURN))
    sending.send_due()
    check_order(rows)
    return round(rows / ours), round(rows / floor)


def check_order(rows: int) -> None:
    """Everything was sent, and what was promised before what is optional."""
    sent = Message.objects.filter(state=Message.State.SENT)
    assert sent.count() == rows
    last_promised = sent.filter(kind="bench.notice").aggregate(at=Max("sent_at"))["at"]
    assert last_promised <= sent.filter(kind="bench.survey").aggregate(at=Min("sent_at"))["at"]


def peak(rows: int) -> int:
    """The most memory, in KB, that a process held which sent so many rows and did nothing else."""
    prepare(rows)
    done = subprocess.run([sys.executable, __file__, "--send"], capture_output=True, text=True, check=True)
    assert not Message.objects.exclude(state=Message.State.SENT).exists()
    return int(done.stdout)


def send_and_say_the_peak() -> None:
    register()
    settings.EMAIL_BACKEND = "__main__.Nowhere"
    sending.send_due()
    # Not getrusage: its peak begins with that of the process this one was forked from.
    print(next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line))


def say(name: str, ours: float, floor: float, target: float, more_is_better: bool) -> None:
    ratio = ours / floor
    holds = ratio >= target if more_is_better else ratio <= target
    line = {"name": name, "ours": ours, "floor": floor, "ratio": round(ratio, 2), "target": target, "holds": holds}
    print(json.dumps(line), flush=True)


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    call_command("migrate", verbosity=0)
    register()
    sink = subprocess.Popen([sys.executable, "-c", SINK], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert sink.stdout
    settings.EMAIL_BACKEND = "outbox.smtp.AnsweringBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(sink.stdout.readline())
    try:
        say("mails a second, one worker", *rates(rows), 0.6, more_is_better=True)
        few, many = peak(rows // 10), peak(rows * 10)
        say(f"peak memory in KB, {rows * 10} rows beside {rows // 10}", many, few, 1.2, more_is_better=False)
    finally:
        sink.terminate()
        sink.wait()


if __name__ == "__main__":
    send_and_say_the_peak() if sys.argv[1:] == ["--send"] else main()
