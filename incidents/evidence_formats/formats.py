"""Which formats there are, what each must be asked before it can be read, and how a file tells its own."""

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from incidents.evidence_formats import any_csv, jira_csv, pagerduty, pasted_channel, slack_zip, tables, webvtt
from incidents.evidence_formats.found import Options, Refused, Row
from incidents.evidence_formats.lines import decoded
from incidents.evidence_formats.words import _


@dataclass(frozen=True)
class Format:
    """asks: of "zone", "begins", "channels", "columns", "day_first", "kind" what its files do not say; kind: of the evidence."""

    read: Callable[[BinaryIO, Options], Iterator[Row]]
    kind: str
    asks: frozenset[str] = frozenset()


FORMATS = {
    "slack": Format(slack_zip.read, "channel", frozenset({"channels"})),
    "pasted": Format(pasted_channel.read, "channel", frozenset({"zone", "begins", "kind"})),
    "webvtt": Format(webvtt.read, "call", frozenset({"zone", "begins"})),
    "pagerduty": Format(pagerduty.read, "alert"),
    "jira": Format(jira_csv.read, "ticket", frozenset({"zone", "day_first"})),
    "csv": Format(any_csv.read, "document", frozenset({"zone", "columns", "day_first", "kind"})),
}


def told(file: BinaryIO, name: str) -> str:
    """The format by what the file begins with, and where that says nothing by its name. Raises Refused."""
    head = file.read(4096)
    file.seek(0)
    if head.startswith(b"PK") or name.lower().endswith(".zip"):
        return "slack"
    _must_be_text(head)
    text = decoded(head).lstrip("\ufeff \r\n\t")
    if text.startswith("WEBVTT"):
        return "webvtt"
    if text.startswith(("{", "[{")) or (text.startswith("[") and text[1:].lstrip().startswith("{")):
        return "pagerduty"
    if not text:
        raise Refused(_("The file is empty."))
    if name.lower().endswith((".csv", ".tsv")):
        jira = jira_csv.is_header(tables.header(file))
        file.seek(0)
        return "jira" if jira else "csv"
    return "pasted"


# Of the control characters, white space and what IRC colours its words with are text.
CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x02\x03\x0f\x11\x16\x1d\x1e\x1f\x1b") | {0x7F})
HIGH = bytes(range(0x80, 0x100))
MOST_HIGH = 0.3  # of text in an old one-byte alphabet that stays legible


def _must_be_text(head: bytes) -> None:
    """Raises Refused for what only has the name of text: nothing can be asked about it that makes sense."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refused(_("The file is UTF-16 text. Save it as UTF-8 and choose it again."))
    controls = len(head) - len(head.translate(None, CONTROLS))
    high = len(head) - len(head.translate(None, HIGH))
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # the last character may be cut
        damaged = b"\x00" in head or controls > len(head) * 0.1
    except UnicodeDecodeError:
        damaged = controls > 0 or high > len(head) * MOST_HIGH
    if damaged:
        raise Refused(_("This file is damaged or no text. Export it again, and save a text as UTF-8."))
