"""Small files of each format, and what reading them gives."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from incidents.evidence_formats.found import Found, Options, Row, Unreadable

Read = Callable[[BinaryIO, Options], Iterator[Row]]

PEOPLE = [
    {"id": "U1", "name": "ben", "profile": {"display_name": "Ben", "email": "ben@example.org"}},
    {"id": "U2", "name": "cleo", "real_name": "Cleo", "profile": {"display_name": ""}},
]


def slack(days: dict[str, list[Any]], people: list[Any] | None = None, **more: str) -> io.BytesIO:
    """An export with these day files, named "channel/2026-03-02.json"."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("users.json", json.dumps(PEOPLE if people is None else people))
        archive.writestr("channels.json", json.dumps([{"id": "C1", "name": "outage"}]))
        for name, messages in days.items():
            archive.writestr(name, json.dumps(messages, indent=4))
        for name, text in more.items():
            archive.writestr(name, text)
    file.seek(0)
    return file


def said(ts: str, text: str, user: str = "U1", **more: Any) -> dict[str, Any]:
    return {"type": "message", "user": user, "ts": ts, "text": text, **more}


def both(read: Read, file: bytes | BinaryIO, options: Options | None = None) -> tuple[list[Found], list[Unreadable]]:
    rows = list(read(io.BytesIO(file) if isinstance(file, bytes) else file, options or Options()))
    return [row for row in rows if isinstance(row, Found)], [row for row in rows if isinstance(row, Unreadable)]
