"""A real SMTP server on loopback that keeps what it accepted, and can refuse, answer late, or be away."""

import asyncio
from collections import Counter
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


class Sink:
    """`mails` are those answered with 250, in order. `answer(address)` may give another answer than 250 for one recipient."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.addresses: list[str] = []
        self.answer: Callable[[str], str] = lambda address: "250 OK"
        self.data_answer: Callable[[], str] = lambda: "250 OK"
        self.late = 0.0
        self.controller: Controller | None = None
        self.port = 0

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        said = self.answer(address)
        if said.startswith("250"):
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        said = self.data_answer()
        if said.startswith("250"):
            self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
            self.addresses += envelope.rcpt_tos
            await asyncio.sleep(self.late)
        return said

    def start(self) -> None:
        """On the same port as before, if there was one."""
        controller = Controller(self, hostname="127.0.0.1", port=self.port)
        controller.start()
        self.port = controller.server.sockets[0].getsockname()[1]
        self.controller = controller

    def stop(self) -> None:
        if self.controller:
            self.controller.stop()
            self.controller = None

    @property
    def ids(self) -> Counter[str]:
        """How often each Message-ID was accepted."""
        return Counter(str(mail["Message-ID"]) for mail in self.mails)

    def duplicates(self) -> int:
        return sum(self.ids.values()) - len(self.ids)
