"""Posts to a webhook: the name is resolved once, every address checked, and the connection goes to the checked address itself.

No redirect is followed, ten seconds are all it gets, and of the answer 64 KB are read at most (attacks 36 to 38).
"""

import http.client
import io
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from outbox import inside, targets
from outbox.chat import SLACK, Parcel
from outbox.targets import BadTarget, Target

SECONDS = 10.0
MOST_BYTES = 64 * 1024
SHOWN_BYTES = 500
ADDRESSES_TRIED = 4


class Inside(Exception):
    """The name leads to an address inside, which the installation does not allow."""


class Unreachable(Exception):
    """No answer: nobody there, no such name, a certificate that does not fit, too slow, or not HTTP. Holds no address."""


@dataclass(frozen=True)
class Answer:
    """The status, what `Retry-After` said, and the first words of the body."""

    status: int
    retry_after: str
    words: str


class Deadline:
    """The time left of one whole post."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._until = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds, always more than none. Raises TimeoutError when there are none."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def target(service: str, url: str) -> Target:
    """The address taken apart. Raises BadTarget, also when it is not one of the service's own."""
    found = targets.read(url, http=settings.CHAT_HTTP)
    if service == SLACK and (found.scheme != "https" or found.host not in settings.CHAT_SLACK_HOSTS):
        raise BadTarget("service")
    return found


def resolve(host: str, port: int, deadline: Deadline) -> list[str]:
    """The addresses of a name, in the order in which they should be tried. Raises Unreachable."""
    answers: queue.Queue[Any] = queue.Queue()

    def ask() -> None:
        try:
            answers.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError):
            answers.put([])

    # The system's resolver knows no time limit, so it is asked beside and left behind if it dawdles.
    threading.Thread(target=ask, name="resolve", daemon=True).start()
    try:
        found = [str(each[4][0]) for each in answers.get(timeout=deadline.left())]
    except (queue.Empty, TimeoutError):
        found = []
    if not found:
        raise Unreachable("name")
    return list(dict.fromkeys(found))


def checked(where: Target, deadline: Deadline) -> list[str]:
    """The addresses a connection may be opened to. One inside among them is enough to refuse all. Raises Inside, Unreachable."""
    found = resolve(where.host, where.port, deadline)
    allowed = inside.networks(settings.CHAT_INSIDE)
    if not all(inside.may_reach(address, allowed) for address in found):
        raise Inside
    if settings.DEMO and any(not inside.is_inside(address) for address in found):
        raise Unreachable("demo")  # it promises on every page that nothing leaves this machine
    return found[:ADDRESSES_TRIED]


def post(parcel: Parcel) -> Answer:
    """Raises BadTarget, Inside or Unreachable; an answer of whatever status is an answer."""
    where = target(parcel.door.service, parcel.door.url)
    return exchange(where, _request(where, parcel))


def exchange(
    where: Target, request: bytes, *, method: str = "POST", shown: int = SHOWN_BYTES, most: int = MOST_BYTES
) -> Answer:
    """Send these bytes and read the answer: `shown` of its body, `most` of all it says. Raises Inside or Unreachable."""
    deadline = Deadline()
    addresses = checked(where, deadline)
    try:
        with _connected(where, addresses, deadline) as connection:
            connection.settimeout(deadline.left())
            connection.sendall(request)
            return _answer(_Source(connection, deadline, most), method, shown)
    except TimeoutError:
        raise Unreachable("slow") from None
    except ssl.SSLCertVerificationError as error:
        raise Unreachable(f"certificate: {error.verify_message}") from None
    except ssl.SSLError:
        raise Unreachable("tls") from None
    except OSError as error:
        raise Unreachable(error.strerror or "closed") from None
    except http.client.HTTPException:
        raise Unreachable("http") from None


def _connected(where: Target, addresses: list[str], deadline: Deadline) -> socket.socket:
    """A connection to the first of these very addresses that answers, with TLS for the name that was asked for."""
    for number, address in enumerate(addresses, 1):
        try:
            plain = _dialled(address, where.port, deadline)
            break
        except OSError:
            if number == len(addresses):
                raise
    if where.scheme == "http":
        return plain
    try:
        plain.settimeout(deadline.left())
        return ssl.create_default_context().wrap_socket(plain, server_hostname=where.host.rstrip("."))
    except BaseException:
        plain.close()
        raise


def _dialled(address: str, port: int, deadline: Deadline) -> socket.socket:
    """Numbers only: nothing here asks for a name again."""
    plain = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
    try:
        plain.settimeout(deadline.left())
        plain.connect((address, port))
    except BaseException:
        plain.close()
        raise
    return plain


def _request(where: Target, parcel: Parcel) -> bytes:
    """The Host is the name, not the address connected to; nothing in a target can hold a line break."""
    headers = {
        "Host": where.authority,
        "Connection": "close",
        "Content-Length": str(len(parcel.body)),
        **parcel.headers,
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"POST {where.path} HTTP/1.1\r\n{head}\r\n".encode("ascii") + parcel.body


def _answer(source: "_Source", method: str, shown: int) -> Answer:
    """Once the status is known the body cannot change what it means, so trouble with the body is no trouble."""
    response = http.client.HTTPResponse(source, method=method)  # type: ignore[arg-type]
    response.begin()
    try:
        words = response.read(shown)
    except (OSError, http.client.HTTPException):
        words = b""
    return Answer(response.status, response.getheader("Retry-After", ""), words.decode("utf-8", "replace"))


class _Source:
    """What http.client reads from in place of a socket."""

    def __init__(self, connection: socket.socket, deadline: Deadline, most: int) -> None:
        self._file = io.BufferedReader(_Measured(connection.recv_into, connection.settimeout, deadline, most))

    def makefile(self, mode: str) -> io.BufferedIOBase:
        return self._file


class _Measured(io.RawIOBase):
    """Reads no more than `most` bytes, and nothing after the deadline, however slowly the bytes come."""

    def __init__(
        self, receive: Callable[[memoryview], int], settimeout: Callable[[float], None], deadline: Deadline, most: int
    ) -> None:
        self._receive, self._settimeout, self._deadline = receive, settimeout, deadline
        self._left = most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        room = memoryview(buffer)[: self._left]
        if not room:
            return 0
        self._settimeout(self._deadline.left())
        count = self._receive(room)
        self._left -= count
        return count
