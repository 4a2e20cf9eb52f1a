"""How fast a change reaches the last of N open pages of a room, how pages come back after a restart, and how many votes a room takes.

Prints one JSON line a measure; on PostgreSQL and Redis. The floors run in turns beside it: a bare ASGI app with one Redis
subscription that pushes the same bytes, and bare upserts by psycopg from as many threads. `bench/room.py [CLIENTS…]`, 50 200 500
1000 2000 if not said. The clock of a change starts when it is committed. Changes are further apart than the flush interval, so no
part of that is in these times and nothing is taken off them; while people vote it is in them, and taken off. Votes are cast by
calling the page's action, without HTTP. `listener_busy` is the share of one processor that the load generator took.
"""

# ruff: noqa: E402 — without services at hand it starts itself again beside them, before anything else is loaded

import json
import os
import random
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
import redis
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management import call_command

import live
from accounts.models import User
from bench.room_parts import floor, voting
from bench.room_parts.serving import Pages, Server
from live.hub import FLUSH_EVERY
from reviews.actions import polls, room
from reviews.models import AgendaItem, Participation, Review, TalkingPoint
from tests.reviews import plan_case

ROUNDS, APART = 60, 0.2
VOTERS, VOTING_PAGES, BACK_WITHIN = 500, 500, 2.0
BYTES = 700  # about as much as the region has that changes
LIVE, FLOOR = "live.stream:application", "bench.room_parts.floor:application"


def p95(values: list[float]) -> float:
    return sorted(values)[max(0, int(len(values) * 0.95) - 1)]


def say(name: str, **values: object) -> None:
    print(json.dumps({"name": name, **values}), flush=True)


def new_token() -> str:
    return f"token-{random.randrange(16**6):06x}"


class Room:
    """A room that is open, with its people, and a session of each."""

    def __init__(self, folder: Path) -> None:
        call_command("migrate", verbosity=0)
        host = User.objects.create_user("host@example.org", name="Host")
        self.crowd = User.objects.bulk_create(
            User(email=f"p{n}@example.org", name=f"Person {n}") for n in range(VOTERS)
        )
        review = plan_case.review(host)
        Participation.objects.bulk_create(Participation(review=review, user=user) for user in self.crowd)
        for word in ("One", "Two", "Three", "Four"):
            polls.offer(poll=review.poll, by=host, kind=TalkingPoint.Kind.INCIDENT, text=word)
        self.review: Review = room.open_room(review=review, by=host)
        polls.open_poll(poll=review.poll, by=host)
        self.topic = room.topic(self.review)
        self.path = f"/live/stream/{self.topic}"
        self.sessions = folder / "sessions.json"
        self.sessions.write_text(json.dumps([session(user) for user in self.crowd]))
        item = room.current(self.review)
        assert item
        self.item = item.pk

    def write(self, token: str) -> None:
        AgendaItem.objects.filter(pk=self.item).update(notes=token)

    def change(self, token: str) -> float:
        """Change what every page shows; when it was committed, by the monotonic clock."""
        self.write(token)
        at = time.monotonic()
        live.publish(self.topic, "now")
        return at


def session(user: User) -> str:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return str(store.session_key)


def bare_change(client: "redis.Redis") -> Callable[[str], float]:
    def change(token: str) -> float:
        at = time.monotonic()
        client.publish(floor.CHANNEL, f"event: region\ndata: {token}{'x' * BYTES}\n\n")
        return at

    return change


class Side:
    """Ours or the floor: a server with its open pages, and the milliseconds until the last page had each change."""

    def __init__(self, app: str, path: str, count: int, sessions: Path) -> None:
        self.server = Server(app)
        before = self.server.memory
        self.pages = Pages(self.server, path, count, sessions)
        time.sleep(1)
        self.took: list[float] = []
        self.bytes = (self.server.memory - before) / count

    def round(self, change: Callable[[str], float]) -> None:
        token = new_token()
        at = change(token)
        self.took.append((self.pages.last_had(token) - at) * 1000)

    def stop(self) -> float:
        busy = self.pages.close()
        self.server.stop()
        return busy


def streams(place: Room, sizes: list[int]) -> None:
    bare = bare_change(redis.Redis.from_url(settings.REDIS_URL))
    for count in sizes:
        begun = time.monotonic()
        mine = Side(LIVE, place.path, count, place.sessions)
        theirs = Side(FLOOR, "/", count, place.sessions)
        for _ in range(ROUNDS):  # in turns, so that a busy machine slows both alike
            mine.round(place.change)
            time.sleep(APART)
            theirs.round(bare)
        length = time.monotonic() - begun
        busy = max(mine.stop(), theirs.stop()) / length
        compare(count, mine, theirs, busy)


def compare(count: int, mine: Side, theirs: Side, busy: float) -> None:
    target = 1.5 if count >= 2000 else 1.3
    ours, bare = round(p95(mine.took[1:]), 1), round(p95(theirs.took[1:]), 1)
    ratio = ours / bare
    both = {"ours": ours, "floor": bare, "ours_p95_ms": ours, "floor_p95_ms": bare, "ratio": round(ratio, 2)}
    more = {"target": target, "holds": ratio <= target, "listener_busy": round(busy, 2)}
    say("change to the last of N pages", clients=count, **both, **more)


def memory(place: Room) -> None:
    """Of the 1,500 pages more that make 2,000 of 500: what a process has anyway, and keeps after its first work, is in neither."""
    more = {}
    for name, app, path in (("ours", LIVE, place.path), ("floor", FLOOR, "/")):
        server = Server(app)
        few = Pages(server, path, 500, place.sessions)
        time.sleep(1)
        before = server.memory
        many = Pages(server, path, 1500, place.sessions)
        time.sleep(1)
        more[name] = round((server.memory - before) / 1500)
        few.close(), many.close()
        server.stop()
    ratio = more["ours"] / more["floor"]
    say("bytes of memory a stream", **more, ratio=round(ratio, 2), target=1.2, holds=ratio <= 1.2)


def restart(place: Room, count: int) -> None:
    """The process is killed and started again, the room changes meanwhile; pages come back by themselves, to the new state."""
    server = Server(LIVE)
    pages = Pages(server, place.path, count, place.sessions)
    time.sleep(1)
    killed = time.monotonic()
    server.stop()
    token = new_token()
    place.write(token)
    server.start()
    up = time.monotonic()
    back = pages.last_had(token)
    pages.close(), server.stop()
    seconds = round(back - up, 2)
    what = {"ours": seconds, "floor": None, "ratio": None, "target": BACK_WITHIN, "holds": seconds <= BACK_WITHIN}
    say(
        "seconds until all pages are back after a restart",
        clients=count,
        **what,
        since_the_kill=round(back - killed, 2),
    )


def votes(place: Room) -> None:
    """First the votes alone as fast as they go, then at their pace beside open pages which are told of other changes too."""
    ours, bare = voting.ballot_box(place.review, place.crowd), voting.bare_box(place.review, place.crowd)
    pace = voting.EACH_EVERY * voting.THREADS / VOTERS
    _took, floor_fast = voting.timed(bare, pace=0)
    _took, fast = voting.timed(ours, pace=0)
    floor_paced, _n = voting.timed(bare, pace=pace)
    side, over = Side(LIVE, place.path, VOTING_PAGES, place.sessions), threading.Event()

    def changes() -> None:
        while not over.wait(APART + random.random() / 10):
            side.round(place.change)

    teller = threading.Thread(target=changes)
    teller.start()
    paced, rate = voting.timed(ours, pace=pace)
    over.set()
    teller.join()
    side.stop()
    assert place.review.poll.votes.count() == VOTERS, "a vote was lost or counted twice"
    mine, theirs = round(p95(paced), 1), round(p95(floor_paced), 1)
    rates: dict[str, Any] = {"ours_per_s": round(fast), "floor_per_s": round(floor_fast), "paced_per_s": round(rate)}
    both = {"ours": mine, "floor": theirs, "ratio": round(mine / theirs, 2), "p95_ms": mine}
    say("votes of 500 people with 500 pages open", **both, target=15, holds=mine <= 15, **rates)
    beyond = round(p95(side.took) - FLUSH_EVERY * 1000, 1)
    what = {"ours": beyond, "floor": None, "ratio": None, "target": 25, "holds": beyond <= 25}
    say(
        "change to the last of 500 pages while they vote, beyond the flush",
        **what,
        whole_p95_ms=round(p95(side.took), 1),
    )


def main() -> None:
    sizes = [int(each) for each in sys.argv[1:]] or [50, 200, 500, 1000, 2000]
    with tempfile.TemporaryDirectory() as folder:
        place = Room(Path(folder))
        votes(place)
        streams(place, sizes)
        memory(place)
        restart(place, max(sizes))


if __name__ == "__main__":
    main()
