"""One open connection to a page: what is to be sent goes out at once, or waits by region while the page is slow to take it."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

from live.admission import Admission, Seat
from live.eager import begun

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]

HEADERS = [
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
]
STREAM_HEADERS = [*HEADERS, (b"content-type", b"text/event-stream; charset=utf-8"), (b"x-accel-buffering", b"no")]

now = time.monotonic


class Stream:
    """Waiting events are kept by region, the latest wins: a slow phone costs no memory and delays nobody else."""

    __slots__ = ("admission", "checked", "closed", "seat", "send", "sending", "sent", "waiting")

    def __init__(self, seat: Seat, admission: Admission, send: Send) -> None:
        self.seat, self.admission, self.send = seat, admission, send
        self.waiting: dict[str, bytes] | None = None
        self.sending: asyncio.Task[None] | None = None
        self.closed = False
        self.checked = self.sent = now()

    def open(self) -> None:
        """Pages come back at different moments after a restart, so that they do not all knock at once."""
        self._aside(self._greet(f"retry: {random.randint(300, 1200)}\n\n".encode()))  # noqa: S311

    async def _greet(self, first: bytes) -> None:
        await self.send({"type": "http.response.start", "status": 200, "headers": STREAM_HEADERS})
        await self.send(body(first, more=True))

    def offer(self, events: Mapping[str, bytes], together: Message) -> None:
        """`together` is the body message of all these events, made once for everyone who hears the same."""
        if self.closed:
            return
        if self.sending is None:
            self._put(together)
        else:
            self.waiting = {**(self.waiting or {}), **events}

    def _put(self, message: Message) -> None:
        self.sent = now()
        try:
            rest = begun(self.send(message))
        except OSError:
            return  # the page went away; its goodbye is on its way
        if rest is not None:
            self._aside(rest)

    def _aside(self, work: Awaitable[object]) -> None:
        self.sending = asyncio.create_task(self._drain(work))

    async def _drain(self, work: Awaitable[object]) -> None:
        """Wait until the page took that, then send what came meanwhile."""
        try:
            await work
            while self.waiting:
                waiting, self.waiting, self.sent = self.waiting, None, now()
                await self.send(body(b"".join(waiting.values()), more=True))
            if self.closed:
                await self.send(body(b"", more=False))
        except OSError:
            pass  # the page went away while something was being sent
        finally:
            self.sending = None

    def close(self) -> None:
        """Nothing more is sent, not even what waits; the server then tells the app that the response is over."""
        if self.closed:
            return
        self.closed, self.waiting = True, None
        if self.sending is None:
            self._put(body(b"", more=False))


def body(data: bytes, more: bool) -> Message:
    return {"type": "http.response.body", "body": data, "more_body": more}
