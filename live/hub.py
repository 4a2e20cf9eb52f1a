"""Holds the open streams of this process: renders a changed region once, hands it to all, and sends away who lost the right."""

import asyncio
import itertools
import json
import logging
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from types import FrameType

from live.admission import Admission, admit, admit_again
from live.bus import REVOKED, Bus, Change
from live.regions import kind_of, render
from live.threads import Threads

logger = logging.getLogger(__name__)

FLUSH_EVERY = (
    0.1  # seconds; merging votes to ten pushes a second keeps a room of 500 fast (measured, design.md section 3)
)
CHECK_EVERY = 10.0  # seconds between checks of a listener's right; with the work itself under 15
ALIVE_EVERY = 15.0  # seconds of silence before a comment keeps proxies from closing
RETRY_AFTER = 5.0  # seconds before a region that failed to render is tried again
CHECK_AT_ONCE = 50  # streams checked in one thread job, so that renderings get their turn

now = time.monotonic


class Stream:
    """One open connection. Waiting events are kept by region, the latest wins: a slow phone costs no memory."""

    __slots__ = ("checked", "closed", "names", "sent", "session_key", "topic", "user_id", "waiting", "wake")

    def __init__(self, session_key: str, topic: str, admission: Admission) -> None:
        self.session_key, self.topic = session_key, topic
        self.user_id, self.names = admission.user_id, admission.names
        self.waiting: dict[str, bytes] = {}
        self.wake = asyncio.Event()
        self.closed = False
        self.checked = self.sent = now()

    def offer(self, name: str, event: bytes) -> None:
        self.waiting[name] = event
        self.wake.set()

    def take(self) -> bytes:
        events = b"".join(self.waiting.values())
        self.waiting.clear()
        self.wake.clear()
        self.sent = now()
        return events

    def close(self) -> None:
        self.closed = True
        self.waiting.clear()
        self.wake.set()


class Topic:
    """The streams of one topic and the latest rendering of its regions."""

    def __init__(self, key: str, hub: "Hub") -> None:
        self.key, self.hub = key, hub
        self.streams: set[Stream] = set()
        self.latest: dict[str, tuple[str, bytes]] = {}
        self.dirty: set[str] = set()
        self.doubt = False
        self.flushed = 0.0
        self.flushing: asyncio.Task[None] | None = None

    def join(self, stream: Stream) -> None:
        """The stream first gets everything as it is now; what is not known yet is rendered for it."""
        self.streams.add(stream)
        for name in stream.names & self.latest.keys():
            stream.offer(name, self.latest[name][1])
        self.mark(stream.names - self.latest.keys())

    def mark(self, names: Iterable[str], doubt: bool = False) -> None:
        self.dirty.update(names)
        self.doubt = self.doubt or doubt
        if (self.dirty or self.doubt) and self.flushing is None:
            self.flushing = asyncio.create_task(self.flush())

    async def flush(self) -> None:
        """Work off what is marked, at most ten times a second; changes that come meanwhile are merged into the next round."""
        try:
            while self.dirty or self.doubt:
                await asyncio.sleep(max(0.0, self.flushed + FLUSH_EVERY - now()))
                self.flushed = now()
                if self.doubt:
                    self.doubt = False
                    await self.hub.check(list(self.streams))
                await self._render()
        except Exception:
            logger.exception("Changes of %s could not be sent.", self.key)
        finally:
            self.flushing = None

    async def _render(self) -> None:
        wanted = set().union(*(stream.names for stream in self.streams)) & self.dirty
        for name in self.dirty - wanted:  # nobody listens: forget it, so that the next listener gets it fresh
            self.latest.pop(name, None)
        self.dirty.clear()
        html = await self.hub.threads.run(render, self.key, sorted(wanted)) if wanted else {}
        for name, text in html.items():
            self._fan_out(name, text)
        if failed := wanted - html.keys():
            asyncio.get_running_loop().call_later(RETRY_AFTER, self.mark, failed)

    def _fan_out(self, name: str, html: str) -> None:
        if name in self.latest and self.latest[name][0] == html:
            return
        event = encoded(name, html, next(self.hub.versions))
        self.latest[name] = (html, event)
        for stream in self.streams:
            if name in stream.names and not stream.closed:
                stream.offer(name, event)


def encoded(name: str, html: str, version: int) -> bytes:
    """One server-sent event; JSON keeps the markup on one line."""
    data = json.dumps({"region": name, "html": html, "version": version}, ensure_ascii=False)
    return f"event: region\nid: {version}\ndata: {data}\n\n".encode()


class Hub:
    """Everything that lives in one event loop: topics, the ear on the bus, the clock that checks rights."""

    def __init__(self, bus: Bus) -> None:
        self.bus = bus
        self.topics: dict[str, Topic] = {}
        self.people: Counter[int] = Counter()
        self.threads = Threads(4)
        # Rises across restarts too, so that a page can tell an older rendering from a newer one.
        self.versions = itertools.count(time.time_ns() // 1000)
        self.closing = False
        self.loop = asyncio.get_running_loop()
        self.tasks = [self.loop.create_task(self.bus.listen(self.heard)), self.loop.create_task(self.tick())]
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, signal.SIGINT):
                self._end_streams_on(number)

    def heard(self, change: Change | None) -> None:
        if change is None:
            for topic in self.topics.values():
                topic.mark(kind_of(topic.key).regions, doubt=True)
        elif topic_ := self.topics.get(change.topic):
            topic_.mark(change.names & kind_of(change.topic).regions.keys(), doubt=REVOKED in change.names)

    async def admit(self, session_key: str, topic: str) -> Admission:
        return await self.threads.run(admit, session_key, topic)

    def join(self, stream: Stream) -> None:
        self.people[stream.user_id or 0] += 1
        if stream.topic not in self.topics:
            self.topics[stream.topic] = Topic(stream.topic, self)
        self.topics[stream.topic].join(stream)

    def leave(self, stream: Stream) -> None:
        self.people[stream.user_id or 0] -= 1
        self.people += Counter()  # drops zeros
        topic = self.topics[stream.topic]
        topic.streams.discard(stream)
        if not topic.streams:
            del self.topics[stream.topic]

    async def check(self, streams: list[Stream]) -> None:
        """Close the streams of people who lost the right, or who may now hear other regions (their page reconnects)."""
        for start in range(0, len(streams), CHECK_AT_ONCE):
            some = streams[start : start + CHECK_AT_ONCE]
            answers = await self.threads.run(admit_again, [(stream.session_key, stream.topic) for stream in some])
            for stream, answer in zip(some, answers, strict=True):
                stream.checked = now()
                if answer != Admission(stream.user_id, stream.names):
                    stream.close()

    async def tick(self) -> None:
        while True:
            await asyncio.sleep(1)
            streams = [stream for topic in self.topics.values() for stream in topic.streams]
            for stream in streams:
                if stream.sent < now() - ALIVE_EVERY:
                    stream.offer("", b": here\n\n")
            try:
                await self.check([stream for stream in streams if stream.checked < now() - CHECK_EVERY])
            except Exception:
                logger.exception("Listeners' rights could not be checked; trying again.")

    def end_streams(self) -> None:
        """Let every stream end by itself; pages come back to the next process."""
        self.closing = True
        for topic in self.topics.values():
            for stream in topic.streams:
                stream.close()

    async def stop(self) -> None:
        self.end_streams()
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        flushes = [topic.flushing for topic in self.topics.values() if topic.flushing]
        await asyncio.gather(*flushes, return_exceptions=True)
        await asyncio.to_thread(self.threads.stop)

    def _end_streams_on(self, number: signal.Signals) -> None:
        """A server that waits for open responses before it stops would wait for streams for ever; end them at the signal."""
        previous = signal.getsignal(number)
        if callable(previous):
            signal.signal(number, self._chained(previous))

    def _chained(self, previous: Callable[[int, FrameType | None], object]) -> Callable[[int, FrameType | None], None]:
        def handle(number: int, frame: FrameType | None) -> None:
            if not self.loop.is_closed():
                self.loop.call_soon_threadsafe(self.end_streams)
            previous(number, frame)

        return handle
