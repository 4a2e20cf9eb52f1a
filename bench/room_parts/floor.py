"""The floor: a bare ASGI app with one Redis subscription that pushes what it hears to everyone. `uvicorn bench.room_parts.floor:application`."""

import asyncio
import os
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from redis.asyncio import Redis

CHANNEL = "bench:floor"
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
waiting: set[asyncio.Queue[bytes]] = set()


async def hear() -> None:
    async with Redis.from_url(os.environ["REDIS_URL"]) as client, client.pubsub() as channel:
        await channel.subscribe(CHANNEL)
        async for message in channel.listen():
            if message["type"] == "message":
                for queue in waiting:
                    queue.put_nowait(message["data"])


async def application(scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
    if scope["type"] == "lifespan":
        await receive()
        ear = asyncio.create_task(hear())
        await send({"type": "lifespan.startup.complete"})
        await receive()
        ear.cancel()
        return await send({"type": "lifespan.shutdown.complete"})
    queue: asyncio.Queue[bytes] = asyncio.Queue()
    waiting.add(queue)
    try:
        headers = [(b"content-type", b"text/event-stream")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b": here\n\n", "more_body": True})
        while True:
            await send({"type": "http.response.body", "body": await queue.get(), "more_body": True})
    finally:
        waiting.discard(queue)
