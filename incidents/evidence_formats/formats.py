"""Which formats there are, what each must be asked before it can be read, and how a file tells its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from incidents.evidence_formats import any_csv, jira_csv, pagerduty, pasted_channel, slack_zip, tables, webvtt
from incidents.evidence_formats.found import Options, Refused, Row
from incidents.evidence_formats.lines import decoded


@dataclass(frozen=True)
class Format:
    """asks: of "zone", "begins", "channels", "columns", "day_first" what its files do not say; kind: of the evidence."""

    read: Callable[[BinaryIO, Options], Iterator[Row]]
    kind: str
    asks: frozenset[str] = frozenset()


FORMATS = {
    "slack": Format(slack_zip.read, "channel", frozenset({"channels"})),
    "pasted": Format(pasted_channel.read, "channel", frozenset({"zone", "begins"})),
    "webvtt": Format(webvtt.read, "call", frozenset({"zone", "begins"})),
    "pagerduty": Format(pagerduty.read, "alert"),
    "jira": Format(jira_csv.read, "ticket", frozenset({"zone", "day_first"})),
    "csv": Format(any_csv.read, "document", frozenset({"zone", "columns", "day_first"})),
}


def told(file: BinaryIO, name: str) -> str:
    """The format by what the file begins with, and where that says nothing by its name. Raises Refused."""
    head = file.read(4096)
    file.seek(0)
    if head.startswith(b"PK"):
        return "slack"
    text = decoded(head).lstrip("\ufeff \r\n\t")
    if text.startswith("WEBVTT"):
        return "webvtt"
    if text.startswith(("{", "[{")) or (text.startswith("[") and text[1:].lstrip().startswith("{")):
        return "pagerduty"
    if not text:
        raise Refused("The file is empty.")
    if name.lower().endswith((".csv", ".tsv")):
        jira = jira_csv.is_header(tables.header(file))
        file.seek(0)
        return "jira" if jira else "csv"
    return "pasted"
