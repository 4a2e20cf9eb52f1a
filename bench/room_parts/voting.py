"""Voters in threads, paced so that each of them votes every two seconds, beside the bare statement."""

import os
import threading
import time
from collections.abc import Callable

import psycopg
from django.db import connection, connections

from accounts.models import User
from reviews.actions import polls
from reviews.models import Poll, Review

SECONDS, THREADS, EACH_EVERY = 10, 8, 2.0


def timed(each: Callable[[int], None], pace: float) -> tuple[list[float], float]:
    """Call it from THREADS threads for a while, `pace` seconds apart in each; (milliseconds of each call, calls a second)."""
    took: list[float] = []
    numbers = iter(range(10**9))
    ends = time.monotonic() + SECONDS

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
    return took, len(took) / SECONDS


def ballot_box(review: Review, crowd: list[User]) -> Callable[[int], None]:
    """One vote by the action that the page calls; the number says whose, and for what."""
    poll = Poll.objects.select_related("review").get(review=review)
    points = list(poll.points.all())

    def vote(number: int) -> None:
        polls.vote(poll=poll, by=crowd[number % len(crowd)], point=points[number % len(points)])

    return vote


def bare_box(review: Review, crowd: list[User]) -> Callable[[int], None]:
    """The same as one upsert by psycopg, each thread with a connection of its own."""
    points = list(review.poll.points.values_list("pk", flat=True))
    local = threading.local()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_vote (voter bigint PRIMARY KEY, point bigint)")

    def vote(number: int) -> None:
        if not hasattr(local, "link"):
            local.link = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)
        local.link.execute(
            "INSERT INTO bench_vote (voter, point) VALUES (%s, %s) ON CONFLICT (voter) DO UPDATE SET point = excluded.point",
            (crowd[number % len(crowd)].pk, points[number % len(points)]),
        )

    return vote
