"""Writes a chat notice as Slack, Mattermost and a program of one's own want it, so that no title can call people or hide a link."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

LONGEST_WORDS = 300
# Control characters, and those that turn the direction of writing around or hide between letters.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+.!|~$-])")
# Between "@" and a name it keeps Mattermost from reading a mention; nobody sees it.
_BREAK = "\u200b"


@dataclass(frozen=True)
class Line:
    """A sentence, with a moment that Slack shows in the reader's own time (`moment_words` elsewhere), then a link."""

    words: str
    link: str = ""
    label: str = ""
    moment: datetime | None = None
    moment_words: str = ""


@dataclass(frozen=True, kw_only=True)
class Note:
    """What is said in chat. `data` is what the signed webhook carries beside the words; links are absolute and ours."""

    event: str
    headline: str
    lines: Sequence[Line] = ()
    data: dict[str, Any] = field(default_factory=dict)


def plain(words: str) -> str:
    """On one line, without characters that are not seen, and not endlessly long."""
    text = " ".join(_UNSEEN.sub(" ", words).split())
    return text if len(text) <= LONGEST_WORDS else f"{text[: LONGEST_WORDS - 1]}…"


def slack(words: str) -> str:
    """Slack reads only "<…>" as a mention or a link, so these three are all that it wants escaped (attack 28)."""
    return plain(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def mattermost(words: str) -> str:
    """Mattermost reads Slack's "<!channel>" too, then Markdown, then "@names"."""
    return (
        _MARKDOWN.sub(r"\\\1", plain(words))
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("@", f"@{_BREAK}")
    )


def for_slack(note: Note) -> dict[str, Any]:
    lines = [f"*{slack(note.headline).replace('*', '∗')}*", *(_slack_line(line) for line in note.lines)]
    return {
        "text": "\n".join(lines),
        "mrkdwn": True,
        "parse": "none",
        "link_names": False,
        "unfurl_links": False,
        "unfurl_media": False,
    }


def _slack_line(line: Line) -> str:
    pieces = [slack(line.words)]
    if line.moment:
        fallback = slack(line.moment_words).replace("|", "/")
        pieces.append(f"<!date^{int(line.moment.timestamp())}^{{date_long}}, {{time}}|{fallback}>")
    if line.link:
        pieces.append(f"<{_slack_url(line.link)}|{slack(line.label).replace('|', '/')}>")
    return " ".join(piece for piece in pieces if piece)


def _slack_url(url: str) -> str:
    return url.replace("&", "&amp;").replace("<", "%3C").replace(">", "%3E").replace("|", "%7C")


def for_mattermost(note: Note) -> dict[str, Any]:
    lines = [f"**{mattermost(note.headline)}**", *(_mattermost_line(line) for line in note.lines)]
    return {"text": "  \n".join(lines)}


def _mattermost_line(line: Line) -> str:
    pieces = [mattermost(line.words), mattermost(line.moment_words) if line.moment else ""]
    if line.link:
        pieces.append(f"[{mattermost(line.label)}]({line.link.replace('(', '%28').replace(')', '%29')})")
    return " ".join(piece for piece in pieces if piece)


def for_program(note: Note, message_id: str, at: datetime) -> dict[str, Any]:
    """JSON escapes by itself; the words are as people wrote them, on one line each."""
    words = [plain(note.headline)]
    for line in note.lines:
        pieces = (line.words, line.moment_words, f"{line.label}: {line.link}" if line.link else "")
        words.append(" ".join(plain(piece) for piece in pieces if piece))
    return {"id": message_id, "event": note.event, "sent_at": at.isoformat(), "text": "\n".join(words), **note.data}
