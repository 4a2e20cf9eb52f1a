"""How fast a change reaches the last of N open pages of a room, and how many votes a room takes, on PostgreSQL and Redis.

Prints one JSON line a measure. The floors are measured in the same run: a bare ASGI app with one Redis subscription that pushes the
same number of bytes, and bare upserts by psycopg from as many threads. `bench/room.py [CLIENTS…]`, 50 200 500 1000 2000 if not said.
A change soon after another waits up to 100 ms more, so that votes are merged; rounds here are further apart. The votes are
cast by calling the action, without HTTP and with no stream open.
"""

# ruff: noqa: E402 — without services at hand it starts itself again beside them, before anything else is loaded

import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
if __name__ == "__main__" and not os.environ.get("DATABASE_URL"):
    services = [sys.executable, str(ROOT / "scripts/with_services.py")]
    os.execv(sys.executable, [*services, sys.executable, *sys.argv])

import config.wsgi  # noqa: F401 — isort: skip — first: it sets up Django
import psycopg
import redis
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management import call_command
from django.db import connection, connections

import live
from accounts.models import User
from reviews.actions import polls, room
from reviews.models import Participation, Poll, Review, TalkingPoint
from scripts.with_services import free_port
from tests.reviews import plan_case

ROUNDS, APART = 25, 0.25
VOTERS, VOTE_SECONDS, THREADS = 500, 8, 8
BYTES = 700  # about as much as the room's region has

FLOOR = """
import asyncio, os
from redis.asyncio import Redis
waiting = set()
async def hear():
    async with Redis.from_url(os.environ["REDIS_URL"]) as client, client.pubsub() as channel:
        await channel.subscribe("bench:floor")
        async for message in channel.listen():
            if message["type"] == "message":
                for queue in waiting: queue.put_nowait(message["data"])
async def application(scope, receive, send):
    if scope["type"] == "lifespan":
        await receive(); ear = asyncio.create_task(hear())
        await send({"type": "lifespan.startup.complete"}); await receive(); ear.cancel()
        return await send({"type": "lifespan.shutdown.complete"})
    queue = asyncio.Queue(); waiting.add(queue)
    try:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/event-stream")]})
        await send({"type": "http.response.body", "body": b": here\\n\\n", "more_body": True})
        while True:
            await send({"type": "http.response.body", "body": await queue.get(), "more_body": True})
    finally:
        waiting.discard(queue)
"""

# Opens the streams, and says for each token when the last of them had it, by the clock that all processes share.
LISTENER = """
import asyncio, json, sys, time
port, path, count = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
keys = json.load(open(sys.argv[4]))
got, up, busy = {}, 0, time.process_time()
async def follow(key):
    global up
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
    writer.write(f"GET {path} HTTP/1.1\\r\\nHost: localhost\\r\\nCookie: {sys.argv[5]}={key}\\r\\n\\r\\n".encode())
    head = await reader.readuntil(b"\\r\\n\\r\\n")
    assert b" 200 " in head.split(b"\\r\\n")[0], head
    up += 1
    if up == count: print("up", flush=True)
    rest = b""
    while data := await reader.read(65536):
        rest = (rest + data)[-4000:]
        at = rest.rfind(b"token-")
        if at >= 0 and len(rest) >= at + 12:
            token = rest[at : at + 12].decode()
            rest = b""
            seen = got.setdefault(token, [0, 0.0])
            seen[0] += 1
            seen[1] = time.monotonic()
            if seen[0] == count: print(json.dumps([token, seen[1]]), flush=True)
async def main():
    tasks = []
    for n in range(count):
        tasks.append(asyncio.create_task(follow(keys[n % len(keys)])))
        if n % 50 == 49: await asyncio.sleep(0.05)
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, sys.stdin.readline)
    print(json.dumps(["busy", time.process_time()]), flush=True)
    import os; os._exit(0)
asyncio.run(main())
"""


def p95(values: list[float]) -> float:
    return sorted(values)[max(0, int(len(values) * 0.95) - 1)]


def prepare() -> tuple[Review, list[User], list[str]]:
    """A room that is open, with its people, and a session of each."""
    call_command("migrate", verbosity=0)
    host = User.objects.create_user("host@example.org", name="Host")
    crowd = User.objects.bulk_create(User(email=f"p{n}@example.org", name=f"Person {n}") for n in range(VOTERS))
    review = plan_case.review(host)
    Participation.objects.bulk_create(Participation(review=review, user=user) for user in crowd)
    for word in ("One", "Two", "Three", "Four"):
        polls.offer(poll=review.poll, by=host, kind=TalkingPoint.Kind.INCIDENT, text=word)
    review = room.open_room(review=review, by=host)
    polls.open_poll(poll=review.poll, by=host)
    return review, crowd, [session(user) for user in crowd]


def session(user: User) -> str:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return str(store.session_key)


class Server:
    """An ASGI app in a process of its own."""

    def __init__(self, app: str, *more: str) -> None:
        self.port = free_port()
        command = [
            sys.executable,
            "-m",
            "uvicorn",
            "--no-access-log",
            "--log-level",
            "warning",
            "--port",
            str(self.port),
        ]
        self.process = subprocess.Popen([*command, *more, app], cwd=ROOT)
        self._wait()

    def _wait(self) -> None:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise SystemExit("a server did not come up")

    @property
    def memory(self) -> int:
        """Resident bytes."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) * 1024
        return 0

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


def listened(server: Server, path: str, count: int, keys: Path, change: Callable[[str], None]) -> dict[str, Any]:
    """Let `count` pages follow, make the changes, and answer the milliseconds until the last page had each."""
    before = server.memory
    command = [
        sys.executable,
        "-c",
        LISTENER,
        str(server.port),
        path,
        str(count),
        str(keys),
        settings.SESSION_COOKIE_NAME,
    ]
    pages = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert pages.stdin
    assert pages.stdout
    assert pages.stdout.readline().strip() == "up"
    time.sleep(1)
    took, begun = [], time.monotonic()
    for number in range(ROUNDS):
        token = f"token-{random.randrange(16**6):06x}"
        at = time.monotonic()
        change(token)
        said = json.loads(pages.stdout.readline())
        while said[0] != token:
            said = json.loads(pages.stdout.readline())
        if number:
            took.append((said[1] - at) * 1000)
        time.sleep(APART)
    length, memory = time.monotonic() - begun, server.memory - before
    pages.stdin.write("\n")
    pages.stdin.flush()
    busy = next(row[1] for row in map(json.loads, pages.stdout) if row[0] == "busy")
    pages.wait()
    return {"p95": p95(took), "bytes": memory / count, "busy": busy / length}


def say(name: str, **values: object) -> None:
    print(json.dumps({"name": name, **values}), flush=True)


def streams(review: Review, sizes: list[int], keys: Path) -> None:
    item = room.current(review)
    assert item
    topic = room.topic(review)
    client = redis.Redis.from_url(settings.REDIS_URL)

    def ours(token: str) -> None:
        type(item).objects.filter(pk=item.pk).update(notes=token)
        live.publish(topic, "now")

    def bare(token: str) -> None:
        client.publish("bench:floor", f"event: region\ndata: {token}{'x' * BYTES}\n\n")

    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "floor.py").write_text(FLOOR)
        for count in sizes:
            server, floor = Server("live.stream:application"), Server("floor:application", "--app-dir", folder)
            try:
                mine = listened(server, f"/live/stream/{topic}", count, keys, ours)
                theirs = listened(floor, "/", count, keys, bare)
            finally:
                server.stop()
                floor.stop()
            compare(count, mine, theirs)


def compare(count: int, mine: dict[str, Any], theirs: dict[str, Any]) -> None:
    """The rounds are further apart than the flush interval, so nothing of it is in these times and nothing is taken off them."""
    target = 1.5 if count >= 2000 else 1.3
    ratio = mine["p95"] / theirs["p95"]
    ours, floor = round(mine["p95"], 1), round(theirs["p95"], 1)
    say(
        "change to the last of N pages",
        clients=count,
        ours=ours,
        floor=floor,
        ours_p95_ms=ours,
        floor_p95_ms=floor,
        ratio=round(ratio, 2),
        target=target,
        holds=ratio <= target,
        bytes_per_stream=round(mine["bytes"]),
        floor_bytes_per_stream=round(theirs["bytes"]),
        listener_busy=round(max(mine["busy"], theirs["busy"]), 2),
    )


def timed(each: Callable[[int], None], pace: float) -> tuple[list[float], float]:
    """Call it from THREADS threads for a while, paced so that all VOTERS vote every two seconds; (milliseconds, calls a second)."""
    took: list[float] = []
    numbers = iter(range(10**9))
    ends = time.monotonic() + VOTE_SECONDS

    def work() -> None:
        while (now := time.monotonic()) < ends:
            begin = time.perf_counter()
            each(next(numbers))
            took.append((time.perf_counter() - begin) * 1000)
            time.sleep(max(0.0, pace - (time.monotonic() - now)))
        connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return took, len(took) / VOTE_SECONDS


def votes(review: Review, crowd: list[User]) -> None:
    poll = Poll.objects.select_related("review").get(review=review)
    points = list(poll.points.all())
    local = threading.local()

    def ours(number: int) -> None:
        polls.vote(poll=poll, by=crowd[number % VOTERS], point=points[number % len(points)])

    def bare(number: int) -> None:
        if not hasattr(local, "link"):
            local.link = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)
            local.link.execute("SET synchronous_commit TO on")
        local.link.execute(
            "INSERT INTO bench_vote (voter, point) VALUES (%s, %s) ON CONFLICT (voter) DO UPDATE SET point = excluded.point",
            (crowd[number % VOTERS].pk, points[number % len(points)].pk),
        )

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_vote (voter bigint PRIMARY KEY, point bigint)")
    _took, floor_fast = timed(bare, pace=0)
    _took, fast = timed(ours, pace=0)
    floor_paced, _n = timed(bare, pace=2 * THREADS / VOTERS)
    paced, _n = timed(ours, pace=2 * THREADS / VOTERS)
    assert poll.votes.count() == VOTERS, "a vote was lost or counted twice"
    mine, theirs = round(p95(paced), 1), round(p95(floor_paced), 1)
    more = {"p95_ms": mine, "ours_per_s": round(fast), "floor_per_s": round(floor_fast), "target": 15}
    ratio, holds = round(mine / theirs, 2), mine <= 15
    say("votes of 500 people, one every two seconds", ours=mine, floor=theirs, ratio=ratio, holds=holds, **more)


def main() -> None:
    sizes = [int(each) for each in sys.argv[1:]] or [50, 200, 500, 1000, 2000]
    review, crowd, sessions = prepare()
    with tempfile.TemporaryDirectory() as folder:
        keys = Path(folder, "sessions.json")
        keys.write_text(json.dumps(sessions))
        streams(review, sizes, keys)
    votes(review, crowd)


if __name__ == "__main__":
    main()
