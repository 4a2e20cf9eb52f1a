"""Starts the services of docker-compose.yml on this machine: each one's own command with its own environment.

Only the places differ: host names become 127.0.0.1 with free ports, and the database and Redis are those that the suite was given.
"""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx
import yaml

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0  # seconds until a service must be there
SITE = "localhost"


def compose() -> dict[str, Any]:
    """docker-compose.yml, its anchors resolved and its variables as they were written."""
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))


def filled(text: str, values: dict[str, str]) -> str:
    """`${NAME:-default}` and `${NAME:?complaint}` as Docker Compose fills them."""

    def value(found: re.Match[str]) -> str:
        name, sign, rest = found.groups()
        if name in values:
            return values[name]
        assert sign == ":-", f"{name} has no value: {rest}"
        return rest

    return re.sub(r"\$\{(\w+)(?:(:-|:\?)([^}]*))?\}", value, text)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


class Stack:
    """The running services, and where they can be reached."""

    def __init__(self, folder: Path, database_url: str, redis_url: str, smtp_port: int) -> None:
        self.folder = folder
        self.ports = {name: free_port() for name in ("web", "live", "proxy", "http")}
        self.address = f"https://{SITE}:{self.ports['proxy']}"
        self.services = compose()["services"]
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.here = {
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            "DEBRIEF_BASE_URL": self.address,
            "DEBRIEF_SMTP_HOST": "127.0.0.1",
            "DEBRIEF_SMTP_PORT": str(smtp_port),
            "DEBRIEF_SSL_REDIRECT": "1",
            "DEBRIEF_VAR": str(folder / "var"),
            "DEBRIEF_SITE": f"{SITE}:{self.ports['proxy']}",
            "DEBRIEF_WEB": f"127.0.0.1:{self.ports['web']}",
            "DEBRIEF_LIVE": f"127.0.0.1:{self.ports['live']}",
            "DEBRIEF_HTTP_PORT": str(self.ports["http"]),
            "DEBRIEF_HTTPS_PORT": str(self.ports["proxy"]),
            "XDG_DATA_HOME": str(folder / "caddy"),
            "XDG_CONFIG_HOME": str(folder / "caddy"),
        }
        self.own = {
            "web": {"GUNICORN_CMD_ARGS": f"--bind 127.0.0.1:{self.ports['web']}", "WEB_CONCURRENCY": "2"},
            "live": {"UVICORN_HOST": "127.0.0.1", "UVICORN_PORT": str(self.ports["live"])},
        }

    def environment(self, service: str) -> dict[str, str]:
        """What compose gives the service, with this machine's places in it."""
        secrets = {"POSTGRES_PASSWORD": "unused", "DEBRIEF_SECRET_KEY": "x" * 25 + "only-for-tests-" + "y" * 25}
        given = self.services[service].get("environment", {})
        from_file = {name: filled(value, secrets | {"DEBRIEF_SITE": SITE}) for name, value in given.items()}
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        machine = {"PATH": path, "HOME": os.environ.get("HOME", "/"), "PYTHONUNBUFFERED": "1"}
        return machine | from_file | self.here | self.own.get(service, {})

    def command(self, service: str) -> list[str]:
        """The service's own command; only files that the container mounts elsewhere are named where they are here."""
        moved = {"/etc/caddy/Caddyfile": "docker/Caddyfile", "/var/lib/debrief/beat": str(self.folder / "beat")}
        return [moved.get(word, word) for word in self.services[service]["command"]]

    def log(self, service: str) -> str:
        return (self.folder / f"{service}.log").read_text(errors="replace")

    def finish(self, service: str, command: list[str]) -> "subprocess.CompletedProcess[str]":
        """A command in the service's environment, waited for."""
        return subprocess.run(
            command, env=self.environment(service), cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE * 2
        )

    def run(self, service: str, command: list[str] | None = None) -> str:
        """A service that ends by itself; what it said."""
        done = self.finish(service, command or self.command(service))
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def succeeds(self, service: str, command: list[str]) -> bool:
        return self.finish(service, command).returncode == 0

    @contextmanager
    def running(self, service: str) -> Iterator[None]:
        with (self.folder / f"{service}.log").open("wb") as output:
            process = subprocess.Popen(
                self.command(service), env=self.environment(service), cwd=ROOT, stdout=output, stderr=output
            )
        self.processes[service] = process
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def wait_until(self, what: str, there: Any) -> None:
        """Polls until `there()` is true; fails at once when a service has ended, and shows what it said."""
        until = time.monotonic() + PATIENCE
        while not answers(there):
            ended = [name for name, process in self.processes.items() if process.poll() is not None]
            assert not ended, f"{ended[0]} ended:\n{self.log(ended[0])}"
            assert time.monotonic() < until, f"{what} was not there in time:\n" + json.dumps(
                {name: self.log(name)[-2000:] for name in self.processes}, indent=1
            )
            time.sleep(0.1)

    def authority(self) -> Path:
        """The certificate that vouches for the proxy's own: Caddy makes it for a site that is this machine."""
        return self.folder / "caddy/caddy/pki/authorities/local/root.crt"


def answers(there: Any) -> bool:
    try:
        return bool(there())
    except (httpx.HTTPError, OSError):
        return False


@contextmanager
def started(stack: Stack) -> Iterator[Stack]:
    """migrate and the image's static files first, as in production; then everything that keeps running."""
    stack.run("migrate")
    stack.run("web", ["python", "manage.py", "collectstatic", "--no-input", "--verbosity", "0"])
    with ExitStack() as services:
        for name in ("web", "live", "worker", "beat", "proxy"):
            services.enter_context(stack.running(name))
        stack.wait_until("the proxy's certificate", stack.authority().exists)
        yield stack
