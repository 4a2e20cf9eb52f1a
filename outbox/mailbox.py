"""Mail as files, for the embedded mode: a backend that writes each mail into a folder, and a reader of that folder."""

import os
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage as ReadMail
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

NAME = re.compile(r"^\d{20}-[0-9a-f]{8}$")


class FolderBackend(BaseEmailBackend):
    """Writes into `settings.MAIL_DIR`; names sort by time, and a file appears whole or not at all."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.MAIL_DIR)
        folder.mkdir(parents=True, exist_ok=True)
        for mail in email_messages:
            part = folder / f".{uuid4().hex}.part"
            part.write_bytes(mail.message().as_bytes())
            os.replace(part, folder / f"{time.time_ns():020d}-{uuid4().hex[:8]}.eml")
        return len(email_messages)


@dataclass(frozen=True)
class Envelope:
    """The outside of one mail, for lists."""

    name: str
    subject: str
    sender: str
    to: tuple[tuple[str, str], ...]
    at: datetime

    def is_for(self, address: str) -> bool:
        return any(own.lower() == address.lower() for _, own in self.to)


@dataclass(frozen=True)
class Letter:
    """One whole mail. `calendar` is the text of its calendar part, or empty."""

    envelope: Envelope
    headers: tuple[tuple[str, str], ...]
    text: str
    html: str
    calendar: str


def envelopes(limit: int = 1000) -> list[Envelope]:
    """The newest mails first."""
    paths = [path for path in Path(settings.MAIL_DIR).glob("*.eml") if NAME.match(path.stem)]
    return [_envelope(path.stem, _headers(path)) for path in sorted(paths, reverse=True)[:limit]]


def open_letter(name: str) -> Letter | None:
    """The mail of that name, or nothing: also for a name that no mail can have."""
    path = Path(settings.MAIL_DIR) / f"{name}.eml"
    if not NAME.match(name) or not path.is_file():
        return None
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(mail, ReadMail)
    return Letter(
        envelope=_envelope(name, mail),
        headers=tuple((key, str(value)) for key, value in mail.items()),
        text=_part(mail, "text/plain"),
        html=_part(mail, "text/html"),
        calendar=_part(mail, "text/calendar"),
    )


def _headers(path: Path) -> Message:
    with path.open("rb") as file:
        return BytesHeaderParser(policy=policy.default).parse(file)


def _envelope(name: str, mail: Message) -> Envelope:
    return Envelope(
        name=name,
        subject=str(mail["Subject"] or ""),
        sender=str(mail["From"] or ""),
        to=tuple(getaddresses([str(value) for value in mail.get_all("To", [])])),
        at=datetime.fromtimestamp(int(name.split("-")[0]) / 1e9, tz=UTC),
    )


def _part(mail: ReadMail, kind: str) -> str:
    for part in mail.walk():
        if part.get_content_type() == kind and not part.is_attachment():
            return str(part.get_content())
    return ""
