"""Makes of a chat notice the parcel that travels: for Slack, for Mattermost, or signed for a program of one's own."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from outbox import signing
from outbox.chat_words import Note, for_mattermost, for_program, for_slack

SLACK, MATTERMOST, SIGNED = "slack", "mattermost", "signed"


@dataclass(frozen=True)
class Door:
    """Where a notice goes in: the service, its whole address and the signing secret (both secret, so not in the repr)."""

    service: str
    url: str = field(repr=False)
    secret: str = field(default="", repr=False)


@dataclass(frozen=True)
class ToChat:
    """What a kind's `render` answers for a message of the chat channel."""

    door: Door
    note: Note


@dataclass(frozen=True)
class Parcel:
    """A POST as it leaves the house."""

    door: Door
    body: bytes
    headers: dict[str, str]


def pack(message_id: str, said: ToChat) -> Parcel:
    """`message_id` stays the same at each try, so that whoever receives it twice can tell."""
    now = timezone.now()
    name = message_id.strip("<>")
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "Debrief"}
    body = _json(_content(said, name))
    if said.door.service == SIGNED:
        headers |= signing.headers(said.door.secret, name, int(now.timestamp()), body)
    return Parcel(said.door, body, headers)


def _content(said: ToChat, name: str) -> dict[str, Any]:
    if said.door.service == SLACK:
        return for_slack(said.note)
    if said.door.service == MATTERMOST:
        return for_mattermost(said.note)
    return for_program(said.note, name, timezone.now())


def _json(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
