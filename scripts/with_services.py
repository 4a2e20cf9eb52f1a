"""Runs a command with a PostgreSQL and a Redis of its own, on this machine alone, and ends both with it.

`with_services.py [--without-redis] COMMAND…` finds them installed, starts them on free ports in a temporary folder, waits until
they answer, and hands their addresses to the command as DATABASE_URL and REDIS_URL. Its exit code is the command's.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

PATIENCE = 30.0  # seconds until a service must answer
PRODUCTION = {
    "DEBRIEF_SECRET_KEY": "only-for-tests-on-this-machine-0123456789-abcdefghijklmnopqrstuvwxyz",
    "DEBRIEF_SSL_REDIRECT": "0",
}


def program(name: str) -> str:
    """Its path; Debian keeps PostgreSQL's programs where no PATH looks."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = shutil.which(name, path=os.pathsep.join([*map(str, places), os.environ.get("PATH", "")]))
    if not found:
        sys.exit(f"{name} is not installed (Debian: apt-get install postgresql redis-server).")
    return found


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


def unprivileged() -> str | None:
    """Whom PostgreSQL may run as: it refuses root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextmanager
def running(command: list[str], log: Path, port: int, user: str | None = None) -> Iterator[None]:
    """The service, from when it accepts connections until the block ends."""
    with log.open("wb") as output:
        # A group of its own: Ctrl-C reaches the command first, and the service outlives it.
        process = subprocess.Popen(command, stdout=output, stderr=output, user=user, process_group=0)
    try:
        wait_for(process, port, log)
        yield
    finally:
        process.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown; Redis takes it as well
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    sys.exit(f"{process.args!r} did not start:\n{log.read_text(errors='replace')}")


@contextmanager
def postgres(folder: Path) -> Iterator[dict[str, str]]:
    user = unprivileged()
    home, port = folder / "postgres", free_port()
    home.mkdir()
    if user:
        shutil.chown(home, user)
    start = [program("initdb"), "--pgdata", str(home / "data"), "--username=debrief", "--auth=trust"]
    made = subprocess.run(
        [*start, "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"],
        user=user,
        capture_output=True,
        text=True,
        cwd=home,
    )
    if made.returncode:
        sys.exit(f"initdb failed:\n{made.stdout}{made.stderr}")
    options = {
        "listen_addresses": "127.0.0.1",
        "port": str(port),
        "unix_socket_directories": str(home),
        # What a power cut would take is thrown away anyway.
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
    }
    command = [program("postgres"), "-D", str(home / "data")]
    command += [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
    with running(command, folder / "postgres.log", port, user):
        yield {"DATABASE_URL": f"postgresql://debrief@127.0.0.1:{port}/postgres"}


@contextmanager
def redis(folder: Path) -> Iterator[dict[str, str]]:
    port = free_port()
    command = [program("redis-server"), "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--dir", str(folder)]
    with running(command, folder / "redis.log", port):
        yield {"REDIS_URL": f"redis://127.0.0.1:{port}/0"} | PRODUCTION


def main(arguments: list[str]) -> int:
    starters = [postgres, redis]
    if arguments[:1] == ["--without-redis"]:
        starters, arguments = [postgres], arguments[1:]
    if not arguments:
        sys.exit(__doc__)
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    with tempfile.TemporaryDirectory(prefix="debrief-services-") as name, ExitStack() as services:
        folder = Path(name)
        folder.chmod(0o755)
        environment = dict(os.environ)
        for start in starters:
            environment |= services.enter_context(start(folder))
        try:
            return subprocess.call(arguments, env=environment)
        except KeyboardInterrupt:
            return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
