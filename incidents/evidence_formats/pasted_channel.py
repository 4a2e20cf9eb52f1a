"""A channel's text as people copy it: from Slack, from IRC, as lines that begin with a time, or as a Markdown list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO

from incidents.evidence_formats.found import MOST_TEXT, Found, Keys, Options, Row, line, unreadable, without_tokens
from incidents.evidence_formats.lines import lines
from incidents.evidence_formats.times import Clock, moment, seconds_of

TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"
ISO = r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s?(?:Z|UTC|[+-]\d{2}:?\d{2}))?"
NICK = r"<[@+~%&]?(?P<nick>[^<>]{1,60})>"
SAID = r"(?:" + NICK + r"|(?P<name>[^:<>|\[\]]{1,60}?):(?=\s|$))?\s*(?P<text>.*)"
LIST = r"(?:[-*+•]\s+)?"
ISO_LINE = re.compile(rf"{LIST}\[?(?P<time>{ISO})\]?[\s,:–—|-]*{SAID}")
CLOCK_LINE = re.compile(rf"{LIST}(?:\*\*)?\[?(?P<time>{TIME})\]?(?:\*\*)?(?:[\s,:–—|-]+){SAID}")
# Slack copied: "Ben  10:32 AM" above the text, or the name and the time on lines of their own.
HEAD = re.compile(
    rf"(?P<name>\S.{{0,79}}?)(?:\s{{2,}}|\t|\s+)(?:APP\s+)?\[?(?P<time>{TIME})\]?\s*(?P<edited>\(edited\))?"
)
ALONE = re.compile(rf"\s*\[?(?P<time>{TIME})\]?\s*")
DATE = re.compile(
    r"(?:-+\s*)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
    r"(?P<date>\d{4}-\d{2}-\d{2}|[A-Z][a-z]+ \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}\.? [A-Z][a-z]+ \d{4})\s*-*",
    re.IGNORECASE,
)
EDITED = re.compile(r"\s*\(edited\)\s*$")


@dataclass
class _Open:
    """The message that the following lines belong to."""

    at: datetime
    name: str
    text: list[str]
    edited: bool = False
    name_above: bool = False


def read(file: BinaryIO, options: Options) -> Iterator[Row]:
    """Lines before the first message, and times that are none, are unreadable rows."""
    clock = Clock(options.begins or datetime(1970, 1, 1), options.zone)
    keys = Keys("pasted")
    held: _Open | None = None
    name_above = ""
    for number, raw in enumerate(lines(file), 1):
        text = raw.rstrip()
        day = _day(text)
        if day:
            clock.begin(day)
            continue
        try:
            head = _head(text, name_above, clock, options)
        except ValueError as error:
            yield unreadable(f"line {number}", str(error), text)
            continue
        if head:
            if held and head.name_above and held.text:
                held.text.pop()
            yield from _closed(held, keys, options)
            held = head
        elif held is None and text.strip() and not _may_be_name(text):
            yield unreadable(f"line {number}", "no time stands before it", text)
        elif held is not None and sum(map(len, held.text)) < MOST_TEXT:
            held.text.append(text)
        name_above = text if _may_be_name(text) else ""
    yield from _closed(held, keys, options)


def _may_be_name(text: str) -> bool:
    return (
        0 < len(text.strip()) <= 60 and not text.startswith((" ", "\t")) and not text.rstrip().endswith((".", "?", ":"))
    )


def _day(text: str) -> datetime | None:
    found = DATE.fullmatch(text.strip())
    if not found:
        return None
    words = re.sub(r"(\d)(st|nd|rd|th)\b", r"\1", found["date"]).replace(",", "").replace(".", "")
    for form in ("%Y-%m-%d", "%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y"):
        try:
            return datetime.strptime(words, form)
        except ValueError:
            continue
    return None


def _head(text: str, above: str, clock: Clock, options: Options) -> _Open | None:
    """The message that begins on this line. Raises ValueError when its time cannot be."""
    iso = ISO_LINE.fullmatch(text)
    if iso:
        stamp = re.sub(r"([+-]\d{2})(\d{2})$", r"\1:\2", iso["time"].replace(",", "."))
        return _Open(moment(stamp, options.zone), line(iso["nick"] or iso["name"] or ""), [iso["text"]])
    clocked = CLOCK_LINE.fullmatch(text)
    if clocked:
        return _Open(_at(clock, clocked["time"]), line(clocked["nick"] or clocked["name"] or ""), [clocked["text"]])
    alone = ALONE.fullmatch(text)
    if alone and above:
        return _Open(_at(clock, alone["time"]), line(above), [], name_above=True)
    head = HEAD.fullmatch(text)
    if head:
        return _Open(_at(clock, head["time"]), line(head["name"]), [], bool(head["edited"]))
    return None


def _at(clock: Clock, text: str) -> datetime:
    seconds = seconds_of(text)
    if seconds is None:
        raise ValueError(f"“{text[:20]}” is not a time of day")
    return clock.at(seconds)


def _closed(held: _Open | None, keys: Keys, options: Options) -> Iterator[Row]:
    if held is None:
        return
    text = "\n".join(held.text).strip()
    edited = held.edited or bool(EDITED.search(text))
    text = without_tokens(EDITED.sub("", text).strip())
    at = held.at.astimezone(UTC)
    if text and options.wants(at):
        name = re.sub(r"\s+APP$", "", held.name)
        yield Found(
            keys.of(at, name, text), at, name, text, author_key=f"name:{name.lower()}" if name else "", edited=edited
        )
