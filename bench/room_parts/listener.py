"""Opens many streams as browsers would, and says when the last of them had a token, by the clock that all processes share.

A program of its own, so that it takes nothing of the measured process: `listener.py PORT PATH COUNT SESSIONS COOKIE`. Prints "up",
then one JSON list a token: token, seconds of the monotonic clock, bytes of the longest event. A page whose stream ends comes back
after the pause that the server asked for, as a browser does. A line on the standard input ends it; it then says how busy it was.
"""

import asyncio
import json
import os
import sys
import time
from contextlib import suppress
from pathlib import Path

TOKEN = b"token-"
LENGTH = len(TOKEN) + 6


class Pages:
    def __init__(self, port: int, path: str, count: int, sessions: list[str], cookie: str) -> None:
        self.port, self.path, self.count, self.sessions, self.cookie = port, path, count, sessions, cookie
        self.got: dict[str, set[int]] = {}
        self.up: set[int] = set()

    async def open(self) -> None:
        self.tasks = []
        for number in range(self.count):
            self.tasks.append(asyncio.create_task(self.page(number)))
            if number % 50 == 49:
                await asyncio.sleep(0.05)

    async def page(self, number: int) -> None:
        pause = 1.0
        while True:
            with suppress(OSError, EOFError):
                pause = await self.follow(number, pause)
            await asyncio.sleep(pause)

    async def follow(self, number: int, pause: float) -> float:
        """Until the stream ends; the pause that it asked for, in seconds."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 20)
        key = self.sessions[number % len(self.sessions)]
        lines = [f"GET {self.path} HTTP/1.1", "Host: localhost", f"Cookie: {self.cookie}={key}", "", ""]
        writer.write("\r\n".join(lines).encode())
        head = await reader.readuntil(b"\r\n\r\n")
        if b" 200 " not in head.split(b"\r\n")[0]:
            writer.close()
            return pause
        self.opened(number)
        rest = b""
        while data := await reader.read(1 << 16):
            if b"retry: " in data[:40]:
                pause = int(data.split(b"retry: ")[1].split(b"\n")[0]) / 1000
            rest = self.read(number, rest + data)
        return pause

    def opened(self, number: int) -> None:
        if number not in self.up:
            self.up.add(number)
            if len(self.up) == self.count:
                print("up", flush=True)

    def read(self, number: int, data: bytes) -> bytes:
        """Note the newest token; what may be the beginning of one is kept."""
        at = data.rfind(TOKEN)
        if at < 0 or len(data) < at + LENGTH:
            return data[-LENGTH:]
        token = data[at : at + LENGTH].decode()
        seen = self.got.setdefault(token, set())
        if number not in seen:
            seen.add(number)
            if len(seen) == self.count:
                print(json.dumps([token, time.monotonic()]), flush=True)
        return data[at + LENGTH :][-LENGTH:]


async def main() -> None:
    sessions = json.loads(Path(sys.argv[4]).read_text())
    pages = Pages(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sessions, sys.argv[5])
    await pages.open()
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
    print(json.dumps(["busy", time.process_time()]), flush=True)
    os._exit(0)


asyncio.run(main())
