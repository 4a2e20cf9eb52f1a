"""Carries changes from where they were written to the process that holds the streams: in memory, or by Redis."""

import asyncio
import json
import logging
import time
from collections.abc import Callable
from functools import cache
from typing import NamedTuple, Protocol

import redis
from django.conf import settings
from redis.asyncio import Redis as AsyncRedis

logger = logging.getLogger(__name__)

REVOKED = "revoked"
CHANNEL = "debrief:live"


class Change(NamedTuple):
    """What changed: region names of one topic; the name `REVOKED` stands for a right that somebody lost."""

    topic: str
    names: frozenset[str]


# None means that changes may have been missed, so everything must be looked at again.
Heard = Callable[[Change | None], None]


class Bus(Protocol):
    def announce(self, change: Change) -> None:
        """Callable from any thread. Never raises: a page must not fail because nobody could be told."""

    async def listen(self, heard: Heard) -> None:
        """Call `heard` in this event loop for every change, until cancelled; `heard(None)` after each (re)connection."""


class MemoryBus:
    """For one server process: threads that serve pages tell the event loop that holds the streams."""

    def __init__(self) -> None:
        self.ears: list[tuple[asyncio.AbstractEventLoop, Heard]] = []

    def announce(self, change: Change) -> None:
        for loop, heard in list(self.ears):
            try:
                loop.call_soon_threadsafe(heard, change)
            except RuntimeError:  # the loop was closed a moment ago
                logger.info("A live listener is gone.")

    async def listen(self, heard: Heard) -> None:
        ear = (asyncio.get_running_loop(), heard)
        self.ears.append(ear)
        try:
            heard(None)
            await asyncio.Event().wait()
        finally:
            self.ears.remove(ear)


class RedisBus:
    """For several processes: one channel, one subscription a process. While Redis is down pages work and streams wait."""

    PAUSE = 2.0  # seconds without a try after a failure, so that a dead Redis does not slow down every page
    QUIET = 5.0  # seconds of silence after which the connection is probed

    def __init__(self, url: str) -> None:
        self.url = url
        self.client = redis.Redis.from_url(url, socket_timeout=0.5, socket_connect_timeout=0.5, retry=None)
        self.silent_until = 0.0

    def announce(self, change: Change) -> None:
        if time.monotonic() < self.silent_until:
            return
        try:
            self.client.publish(CHANNEL, json.dumps([change.topic, sorted(change.names)]))
        except (redis.RedisError, OSError) as error:
            self.silent_until = time.monotonic() + self.PAUSE
            logger.warning("Open pages were not told of a change, Redis does not answer: %s", error)

    async def listen(self, heard: Heard) -> None:
        while True:
            try:
                await self._listen_once(heard)
            except (redis.RedisError, OSError) as error:
                logger.warning("The live bus lost Redis and tries again: %s", error)
                await asyncio.sleep(0.5)

    async def _listen_once(self, heard: Heard) -> None:
        async with AsyncRedis.from_url(self.url, socket_connect_timeout=2) as client, client.pubsub() as channel:
            await channel.subscribe(CHANNEL)
            while True:
                message = await channel.get_message(timeout=self.QUIET)
                if message is None:
                    await channel.ping()
                elif message["type"] == "subscribe":
                    heard(None)
                elif message["type"] == "message":
                    topic, names = json.loads(message["data"])
                    heard(Change(topic, frozenset(names)))


@cache
def _bus(kind: str, url: str) -> Bus:
    return RedisBus(url) if kind == "redis" else MemoryBus()


def bus() -> Bus:
    """The bus that the settings ask for, one a process."""
    return _bus(settings.LIVE_BUS, settings.REDIS_URL)
