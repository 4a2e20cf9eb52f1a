"""A few threads in which the streams' event loop does its database work, each keeping its connection."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import ParamSpec, TypeVar

from django.db import InterfaceError, OperationalError, connections

P = ParamSpec("P")
T = TypeVar("T")


class Threads:
    """Connections stay open between jobs (opening one costs more than most jobs) and are closed by `stop`."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.pool = ThreadPoolExecutor(count, thread_name_prefix="live")

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await asyncio.get_running_loop().run_in_executor(self.pool, lambda: _patient(work, *args, **kwargs))

    def stop(self) -> None:
        """Close each thread's connection: the barrier makes every thread take exactly one of these jobs."""
        barrier = Barrier(self.count)
        for _ in range(self.count):
            self.pool.submit(_close_at, barrier)
        self.pool.shutdown(wait=True)


def _patient(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """A connection that the database dropped while idle is replaced once."""
    try:
        return work(*args, **kwargs)
    except (OperationalError, InterfaceError):
        connections.close_all()
        return work(*args, **kwargs)


def _close_at(barrier: Barrier) -> None:
    barrier.wait(timeout=30)
    connections.close_all()
