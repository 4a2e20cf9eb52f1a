"""The embedded server's application: live streams run natively, pages in threads, and the ticker beside them."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from a2wsgi import WSGIMiddleware
from django.conf import settings

from config.ticker import Ticker
from config.timetable import DEMO_SWEEPS, SWEEPS
from config.wsgi import application as pages_application
from live.stream import PREFIX
from live.stream import application as live_application

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

pages = WSGIMiddleware(pages_application, workers=16)  # type: ignore[arg-type]


async def application(scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
    if scope["type"] == "lifespan":
        await live_application(scope, beside(Ticker(SWEEPS + (DEMO_SWEEPS if settings.DEMO else [])), receive), send)
    elif scope["type"] == "http" and scope["path"].startswith(PREFIX):
        await live_application(scope, receive, send)
    elif scope["type"] == "http":
        await pages(scope, receive, send)  # type: ignore[arg-type]


def beside(ticker: Ticker, receive: Receive) -> Receive:
    """The ticker starts and stops with the server. Production has none: there Celery does the sweeps."""

    async def listening() -> Message:
        message = await receive()
        if not settings.PRODUCTION and message["type"] == "lifespan.startup":
            ticker.start()
        if message["type"] == "lifespan.shutdown":
            await asyncio.to_thread(ticker.stop)
        return message

    return listening
