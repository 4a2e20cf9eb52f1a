"""Takes the database away from a worker process, really: `Relay` stands between it and PostgreSQL and can be cut.

On SQLite the worker itself has the kernel refuse its writes (EFBIG), as a full disk does (ENOSPC), which no test may make for the whole machine.
"""

import socket
from contextlib import suppress
from threading import Thread

from django.db import connection

from tests.outbox.sink import free_port


class Relay:
    """Passes bytes on to the running test's PostgreSQL, on a port of its own."""

    def __init__(self) -> None:
        self.port = free_port()
        self.door: socket.socket | None = None
        self.sockets: list[socket.socket] = []

    def open(self) -> None:
        self.door = socket.create_server(("127.0.0.1", self.port))
        Thread(target=self._welcome, args=[self.door], daemon=True).start()

    def cut(self) -> None:
        """Every connection breaks, and no new one is taken."""
        for each in [self.door, *self.sockets]:
            if each:
                _end(each)
        self.door, self.sockets = None, []

    def _welcome(self, door: socket.socket) -> None:
        while True:
            try:
                near, _address = door.accept()
                far = upstream()
            except OSError:
                return
            self.sockets += [near, far]
            for one, other in ((near, far), (far, near)):
                Thread(target=_pass_on, args=[one, other], daemon=True).start()


def _end(each: socket.socket) -> None:
    with suppress(OSError):
        each.shutdown(socket.SHUT_RDWR)
    each.close()


def _pass_on(one: socket.socket, other: socket.socket) -> None:
    try:
        while said := one.recv(65536):
            other.sendall(said)
    except OSError:
        pass
    _end(other)


def upstream() -> socket.socket:
    """A connection to where the test itself has its database."""
    own = connection.settings_dict
    port = int(own["PORT"] or 5432)
    if str(own["HOST"]).startswith("/"):
        door = socket.socket(socket.AF_UNIX)
        door.connect(f"{own['HOST']}/.s.PGSQL.{port}")
        return door
    return socket.create_connection((own["HOST"] or "127.0.0.1", port))
