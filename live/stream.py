"""GET /live/stream/<topic> as a bare ASGI app: mounted beside Django, or alone (`uvicorn live.stream:application`)."""

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import unquote

import django
from django.apps import apps
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
if not apps.ready:  # alone under uvicorn nobody else has done it, and the imports below need models
    django.setup()

from live.admission import Seat
from live.bus import bus
from live.hub import Hub
from live.listening import HEADERS, Stream, body
from live.regions import guests

logger = logging.getLogger(__name__)

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

PREFIX = "/live/stream/"
_hub: Hub | None = None


def hub() -> Hub:
    """This event loop's hub, started by the first who asks."""
    global _hub
    if _hub is None or _hub.loop is not asyncio.get_running_loop():
        _hub = Hub(bus())
    return _hub


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "lifespan":
        await lifespan(receive, send)
    elif scope["type"] == "http":
        await answer(scope, receive, send)


async def lifespan(receive: Receive, send: Send) -> None:
    """Start with the server and stop with it."""
    await receive()
    mine = hub()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await mine.stop()
    await send({"type": "lifespan.shutdown.complete"})


async def answer(scope: Scope, receive: Receive, send: Send) -> None:
    """The stream, or 401 (not signed in), 404 (a stranger), 405, 429 (too many of one person), 503 (stopping or no database)."""
    seat = seat_of(scope)
    if scope["method"] != "GET":
        return await refuse(send, 405)
    try:
        admission = await hub().door.admit(seat)
    except Exception:
        logger.exception("A listener of %s could not be admitted.", seat.topic)
        return await refuse(send, 503)
    if not admission.names:
        return await refuse(send, 404 if admission.who else 401)
    if hub().closing:
        return await refuse(send, 503)
    if hub().people[admission.who] >= settings.LIVE_STREAMS_PER_PERSON:
        return await refuse(send, 429)
    await serve(Stream(seat, admission, send), receive)


async def serve(stream: Stream, receive: Receive) -> None:
    """The hub writes to it; here only the end is waited for: the page went away, or the stream was closed (ASGI says both so)."""
    mine = hub()
    stream.open()
    mine.join(stream)
    try:
        while (await receive())["type"] != "http.disconnect":
            pass
    finally:
        mine.leave(stream)


async def refuse(send: Send, status: int) -> None:
    headers = [*HEADERS, (b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send(body(b"", more=False))


def seat_of(scope: Scope) -> Seat:
    """The topic of the address, and the cookies that may open it; empty if there are none or the header cannot be read."""
    topic = unquote(scope["path"]).removeprefix(PREFIX)
    raw = b"; ".join(value for name, value in scope["headers"] if name == b"cookie").decode("latin-1")
    cookies = dict(pair.strip().split("=", 1) for pair in raw.split(";") if "=" in pair)
    welcome = guests()
    guest_pass = cookies.get(welcome.cookie, "") if welcome else ""
    return Seat(cookies.get(settings.SESSION_COOKIE_NAME, ""), guest_pass, topic)
