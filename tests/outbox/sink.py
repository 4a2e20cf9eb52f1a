"""A real SMTP server on loopback that keeps what it accepted, and can refuse, answer late, or be away."""

import asyncio
import socket
from collections import Counter
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Condition, Event
from typing import Any

from aiosmtpd.controller import Controller

PATIENCE = 45.0


class Sink:
    """`mails` are those that were stored, in order. `answer(address)` and `answer_data()` may give another answer than 250.

    A mail whose number (from 1) is in `gates` is stored, but answered only once that event is set.
    """

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.addresses: list[str] = []
        self.answer: Callable[[str], str] = lambda address: "250 OK"
        self.answer_data: Callable[[], str] = lambda: "250 OK"
        self.gates: dict[int, Event] = {}
        self.stored = Condition()
        self.controller: Controller | None = None
        self.port = free_port()

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        said = self.answer(address)
        if said.startswith("250"):
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        said = self.answer_data()
        if said.startswith("250"):
            gate = self._store(envelope)
            while gate and not gate.is_set():
                await asyncio.sleep(0.01)
        return said

    def _store(self, envelope: Any) -> Event | None:
        with self.stored:
            self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
            self.addresses += envelope.rcpt_tos
            self.stored.notify_all()
            return self.gates.get(len(self.mails))

    def wait_for(self, count: int) -> None:
        """Until so many mails were stored; fails the test if that never happens."""
        with self.stored:
            assert self.stored.wait_for(lambda: len(self.mails) >= count, PATIENCE), (
                f"{len(self.mails)} of {count} came"
            )

    def start(self) -> None:
        """On the same port as before, if it was stopped."""
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def stop(self) -> None:
        for gate in self.gates.values():
            gate.set()
        if self.controller:
            self.controller.stop()
            self.controller = None

    @property
    def ids(self) -> Counter[str]:
        """How often each Message-ID was stored."""
        return Counter(str(mail["Message-ID"]) for mail in self.mails)

    @property
    def duplicates(self) -> int:
        return sum(self.ids.values()) - len(self.ids)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
