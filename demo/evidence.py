"""The evidence of the sample story as files that Debrief reads: a channel export, pages, a call. Plain facts, no Django."""

import io
import json
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

CASES = Path(__file__).resolve().parent / "cases"


@dataclass(frozen=True)
class File:
    """One file as somebody would bring it in; options: what the preview would have been answered."""

    name: str
    format: str
    title: str
    content: bytes
    options: dict[str, Any] = field(default_factory=dict)


def files() -> list[File]:
    return [
        File("export.zip", "slack", "Channel #production", _export()),
        File("log_entries.json", "pagerduty", "Pages of that night", (CASES / "pages.json").read_bytes()),
        File(
            "call.vtt",
            "webvtt",
            "Call of that night",
            (CASES / "call.vtt").read_bytes(),
            {"zone": "UTC", "begins": "2017-01-31T23:35:00"},
        ),
    ]


def cited() -> dict[datetime, list[datetime]]:
    """By the time of a moment, the times of the messages that it rests on."""
    kept = json.loads((CASES / "cited.json").read_text(encoding="utf-8"))
    return {_at(moment): [_at(each) for each in messages] for moment, messages in kept.items()}


def _at(written: str) -> datetime:
    return datetime.fromisoformat(written)


def _export() -> bytes:
    """The channel as Slack hands one out: people, channels, and a file for each day."""
    told = json.loads((CASES / "channel.json").read_text(encoding="utf-8"))
    names = list(dict.fromkeys(each["who"] for each in told["messages"]))
    ids = {name: f"U{number}" for number, name in enumerate(names, 1)}
    days: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for each in told["messages"]:
        thread = {"thread_ts": _stamp(each["thread"])} if "thread" in each else {}
        message = {"type": "message", "user": ids[each["who"]], "ts": _stamp(each["at"]), "text": each["text"]}
        days[each["at"][:10]].append(message | thread)
    users = [
        {"id": ids[name], "profile": {"real_name": name, "email": f"{name.split()[0].lower()}@example.org"}}
        for name in names
    ]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("users.json", json.dumps(users))
        made.writestr("channels.json", json.dumps([{"id": "C1", "name": told["channel"]}]))
        for day, messages in days.items():
            made.writestr(f"{told['channel']}/{day}.json", json.dumps(messages))
    return out.getvalue()


def _stamp(at: str) -> str:
    return f"{_at(at).timestamp():.6f}"
