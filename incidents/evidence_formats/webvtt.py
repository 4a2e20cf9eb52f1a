"""A call's transcript as WebVTT, from Zoom, Teams or Meet: what one person says in a row becomes one item."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import BinaryIO

from incidents.evidence_formats.found import Found, Keys, Options, Refused, Row, line, unreadable, without_tokens
from incidents.evidence_formats.lines import lines
from incidents.evidence_formats.words import _

STAMP = r"(?:(\d{1,4}):)?(\d{2}):(\d{2})[.,](\d{3})"
CUE = re.compile(rf"\s*{STAMP}\s+-->\s+{STAMP}(?:\s.*)?")
VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]{1,100})>")
TAG = re.compile(r"</?[^<>]{0,100}>")
NAMED = re.compile(r"([^\W\d][^:<>\n]{0,59}):\s+(.*)", re.DOTALL)
PAUSE = timedelta(seconds=5)
MOST_TOGETHER = 600  # characters
HEADLESS = ("NOTE", "STYLE", "REGION")


def read(file: BinaryIO, options: Options) -> Iterator[Row]:
    """Times count from `options.begins`, when the recording began. Raises Refused for what is no WebVTT."""
    start = (options.begins or datetime(1970, 1, 1)).replace(tzinfo=options.zone).astimezone(UTC)
    keys = Keys("webvtt")
    held: tuple[datetime, datetime, str, str] | None = None
    for where, block in _blocks(file):
        cue = _cue(block)
        if cue is None:
            if not block[0].startswith((*HEADLESS, "WEBVTT")):
                yield unreadable(where, _("it has no time such as 00:01:02.000 --> 00:01:04.000"), "\n".join(block))
            continue
        begins, ends, name, text = start + cue[0], start + cue[1], cue[2], cue[3]
        if not text:
            continue
        if held and held[2] == name and begins - held[1] <= PAUSE and len(held[3]) < MOST_TOGETHER:
            held = (held[0], ends, name, f"{held[3]} {text}")
            continue
        yield from _item(held, keys, options)
        held = (begins, ends, name, text)
    yield from _item(held, keys, options)


def _blocks(file: BinaryIO) -> Iterator[tuple[str, list[str]]]:
    """Runs of lines between empty ones, with where they begin."""
    block: list[str] = []
    begins = 1
    for number, raw in enumerate(lines(file), 1):
        text = raw.strip("\r\n")
        if number == 1 and not text.startswith("WEBVTT"):
            raise Refused(_("The file does not begin with WEBVTT, so it is not such a transcript."))
        if text.strip() and len(block) < 1000:
            begins = begins if block else number
            block.append(text)
        elif block:
            yield f"line {begins}", block
            block = []
    if block:
        yield f"line {begins}", block


def _cue(block: list[str]) -> tuple[timedelta, timedelta, str, str] | None:
    """Beginning, end, who speaks (empty when not said) and the words; the line before the times is a name of the cue."""
    for at, text in enumerate(block[:2]):
        found = CUE.fullmatch(text)
        if found:
            parts = [int(part or 0) for part in found.groups()]
            name, words = _spoken("\n".join(block[at + 1 :]))
            return _span(parts[:4]), _span(parts[4:]), name, words
    return None


def _span(parts: list[int]) -> timedelta:
    hours, minutes, seconds, thousandths = parts
    return timedelta(hours=hours, minutes=minutes, seconds=seconds, milliseconds=thousandths)


def _spoken(text: str) -> tuple[str, str]:
    voice = VOICE.search(text)
    plain = unescape(TAG.sub("", text)).strip()
    if voice:
        return line(unescape(voice[1])), " ".join(plain.split())
    named = NAMED.fullmatch(plain)
    name, words = (line(named[1]), named[2]) if named else ("", plain)
    return name, " ".join(words.split())


def _item(held: tuple[datetime, datetime, str, str] | None, keys: Keys, options: Options) -> Iterator[Row]:
    if held and options.wants(held[0]):
        at, _ends, name, text = held
        yield Found(keys.of(at, name, text), at, name, without_tokens(text), f"name:{name.lower()}" if name else "")
