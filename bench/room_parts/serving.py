"""The processes of the measurement: a server under uvicorn, and the pages that listen to it."""

import json
import socket
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings

from scripts.with_services import free_port

ROOT = Path(__file__).resolve().parent.parent.parent


class Server:
    """An ASGI app in a process of its own, on a port that it keeps over a restart."""

    def __init__(self, app: str) -> None:
        self.port, self.app = free_port(), app
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "uvicorn", "--no-access-log", "--log-level", "warning", "--backlog", "4096"]
        self.process = subprocess.Popen([*command, "--port", str(self.port), self.app], cwd=ROOT)
        self._wait()

    def _wait(self) -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.02)
            else:
                return
        raise SystemExit("a server did not come up")

    @property
    def memory(self) -> int:
        """Resident bytes."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) * 1024
        return 0

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


class Pages:
    """So many open pages, in a process of their own."""

    def __init__(self, server: Server, path: str, count: int, sessions: Path) -> None:
        program = str(Path(__file__).with_name("listener.py"))
        command = [sys.executable, program, str(server.port), path, str(count), str(sessions)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self.process = subprocess.Popen([*command, settings.SESSION_COOKIE_NAME], text=True, **pipes)
        assert self.process.stdin
        assert self.process.stdout
        self.into, self.out = self.process.stdin, self.process.stdout
        assert self.out.readline().strip() == "up"

    def last_had(self, token: str) -> float:
        """Waits until every page had it; when the last did, by the monotonic clock."""
        while True:
            said, at = json.loads(self.out.readline())
            if said == token:
                return float(at)

    def close(self) -> float:
        """Ends them; the seconds of processor that they took."""
        self.into.write("\n")
        self.into.flush()
        busy = next(row[1] for row in map(json.loads, self.out) if row[0] == "busy")
        self.process.wait()
        return float(busy)
