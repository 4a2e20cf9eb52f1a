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

from live.admission import admit
from live.bus import REVOKED, Bus, Change
from live.door import Door
from live.listening import Message, Stream, body
from live.regions import kind_of, render
from live.threads import Threads

logger = logging.getLogger(__name__)

FLUSH_EVERY = (
    0.1  # seconds; merging votes to ten pushes a second keeps a room of 500 fast (measured, design.md section 3)
)
CHECK_EVERY = 10.0  # seconds between checks of a listener's right; with the work itself under 15
ALIVE_EVERY = 15.0  # seconds of silence before a comment keeps proxies from closing
RETRY_AFTER = 5.0  # seconds before a region that failed to render is tried again
CHECK_AT_ONCE = 250  # streams checked in one thread job, so that renderings get their turn
AT_ONCE = 500  # streams written to before the loop does something else

HERE = body(b": here\n\n", more=True)

now = time.monotonic


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
        names = stream.admission.names
        known = {name: self.latest[name][1] for name in self.latest if name in names}
        if known:
            stream.offer(known, body(b"".join(known.values()), more=True))
        self.mark(names - self.latest.keys())

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
            logger.exception("Changes of %s could not be sent; trying again.", self.key)
            asyncio.get_running_loop().call_later(RETRY_AFTER, self.mark, (), True)
        finally:
            self.flushing = None

    async def _render(self) -> None:
        wanted = set().union(*{stream.admission.names for stream in self.streams}) & self.dirty
        for name in self.dirty - wanted:  # nobody listens: forget it, so that the next listener gets it fresh
            self.latest.pop(name, None)
        self.dirty.clear()
        html = await self.hub.threads.run(render, self.key, sorted(wanted)) if wanted else {}
        await self._fan_out({name: event for name, text in html.items() if (event := self._news(name, text))})
        if failed := wanted - html.keys():
            asyncio.get_running_loop().call_later(RETRY_AFTER, self.mark, failed)

    def _news(self, name: str, html: str) -> bytes:
        """The event that says so; nothing if pages have it so already."""
        if name in self.latest and self.latest[name][0] == html:
            return b""
        event = encoded(name, html, next(self.hub.versions))
        self.latest[name] = (html, event)
        return event

    async def _fan_out(self, events: dict[str, bytes]) -> None:
        """To each stream what it may hear, joined once for all who hear the same."""
        heard: dict[frozenset[str], tuple[dict[str, bytes], Message]] = {}
        for number, stream in enumerate(list(self.streams) if events else []):
            names = stream.admission.names
            if names not in heard:
                mine = {name: event for name, event in events.items() if name in names}
                heard[names] = (mine, body(b"".join(mine.values()), more=True))
            mine, together = heard[names]
            if mine:
                stream.offer(mine, together)
            if number % AT_ONCE == AT_ONCE - 1:
                await asyncio.sleep(0)


def encoded(name: str, html: str, version: int) -> bytes:
    """One server-sent event; JSON keeps the markup on one line."""
    data = json.dumps({"region": name, "html": html, "version": version}, ensure_ascii=False)
    return f"event: region\nid: {version}\ndata: {data}\n\n".encode()


class Hub:
    """Everything that lives in one event loop: topics, the ear on the bus, the clock that checks rights."""

    def __init__(self, bus: Bus) -> None:
        self.bus = bus
        self.topics: dict[str, Topic] = {}
        self.people: Counter[str] = Counter()
        self.threads = Threads(4)
        self.door = Door(self.threads)
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

    def join(self, stream: Stream) -> None:
        self.people[stream.admission.who] += 1
        topic = stream.admission.topic
        if topic not in self.topics:
            self.topics[topic] = Topic(topic, self)
        self.topics[topic].join(stream)

    def leave(self, stream: Stream) -> None:
        self.people[stream.admission.who] -= 1
        if not self.people[stream.admission.who]:
            del self.people[stream.admission.who]
        topic = self.topics[stream.admission.topic]
        topic.streams.discard(stream)
        if not topic.streams:
            del self.topics[stream.admission.topic]

    async def check(self, streams: list[Stream]) -> None:
        """Close the streams of people who lost the right, or who may now hear other regions (their page reconnects)."""
        for start in range(0, len(streams), CHECK_AT_ONCE):
            some = streams[start : start + CHECK_AT_ONCE]
            answers = await self.threads.run(admit, [stream.seat for stream in some])
            for stream, answer in zip(some, answers, strict=True):
                stream.checked = now()
                if answer != stream.admission:
                    stream.close()

    async def tick(self) -> None:
        while True:
            await asyncio.sleep(1)
            streams = [stream for topic in self.topics.values() for stream in topic.streams]
            for stream in streams:
                if stream.sent < now() - ALIVE_EVERY:
                    stream.offer({}, HERE)
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
