"""GET /live/stream/<topic> as a bare ASGI app: mounted beside Django, or alone (`uvicorn live.stream:application`)."""

import asyncio
import logging
import os
import random
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import unquote

import django
from django.apps import apps
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
if not apps.ready:  # alone under uvicorn nobody else has done it, and the imports below need models
    django.setup()

from live.bus import bus
from live.hub import Hub, Stream

logger = logging.getLogger(__name__)

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

PREFIX = "/live/stream/"
HEADERS = [
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
]
STREAM_HEADERS = [*HEADERS, (b"content-type", b"text/event-stream; charset=utf-8"), (b"x-accel-buffering", b"no")]
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
    topic = unquote(scope["path"]).removeprefix(PREFIX)
    key = session_key(scope)
    if scope["method"] != "GET":
        return await refuse(send, 405)
    try:
        admission = await hub().admit(key, topic)
    except Exception:
        logger.exception("A listener of %s could not be admitted.", topic)
        return await refuse(send, 503)
    if admission.user_id is None:
        return await refuse(send, 401)
    if not admission.names:
        return await refuse(send, 404)
    if hub().closing:
        return await refuse(send, 503)
    if hub().people[admission.user_id] >= settings.LIVE_STREAMS_PER_PERSON:
        return await refuse(send, 429)
    await serve(Stream(key, topic, admission), receive, send)


async def serve(stream: Stream, receive: Receive, send: Send) -> None:
    """Send what waits until the page goes away or the stream is closed."""
    hub().join(stream)
    gone = asyncio.create_task(wait_for_goodbye(stream, receive))
    try:
        await send({"type": "http.response.start", "status": 200, "headers": STREAM_HEADERS})
        # Pages come back at different moments after a restart, so that they do not all knock at once.
        await send(body(f"retry: {random.randint(300, 1500)}\n\n".encode(), more=True))  # noqa: S311
        while not stream.closed:
            await stream.wake.wait()
            if events := stream.take():
                await send(body(events, more=True))
        await send(body(b"", more=False))
    except OSError:
        pass  # the page went away while something was being sent
    finally:
        hub().leave(stream)
        gone.cancel()


async def wait_for_goodbye(stream: Stream, receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    stream.close()


async def refuse(send: Send, status: int) -> None:
    headers = [*HEADERS, (b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send(body(b"", more=False))


def body(data: bytes, more: bool) -> Message:
    return {"type": "http.response.body", "body": data, "more_body": more}


def session_key(scope: Scope) -> str:
    """The session cookie's value; empty if there is none or the header cannot be read."""
    raw = b"; ".join(value for name, value in scope["headers"] if name == b"cookie")
    for pair in raw.decode("latin-1").split(";"):
        name, _, value = pair.strip().partition("=")
        if name == settings.SESSION_COOKIE_NAME:
            return value
    return ""
