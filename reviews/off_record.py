"""Which parts of an interview's notes are off the record, and where words stand that may be asked for. A plain rule without Django.

A part is marked by "[off the record]" before and "[on the record]" behind it. In doubt a part is off: a mark that is never
closed lasts to the end, and one inside another must be closed by itself.
"""

import re
from dataclasses import dataclass

OFF, ON = "[off the record]", "[on the record]"
_MARK = re.compile(r"\[\s*(off|on)(?:[\s_-]+the)?[\s_-]+record\s*\]", re.IGNORECASE)


@dataclass(frozen=True)
class Stretch:
    """A run of the notes, without the marks around it."""

    text: str
    off: bool


def stretches(text: str) -> list[Stretch]:
    """The notes in their order; neighbours differ, and none is blank."""
    found: list[Stretch] = []
    depth = done = 0
    for mark in [*_MARK.finditer(text), None]:
        piece = text[done : mark.start() if mark else None]
        if piece.strip():
            found.append(Stretch(piece.strip("\r\n"), depth > 0))
        if mark:
            depth = depth + 1 if mark[1].lower() == "off" else max(0, depth - 1)
            done = mark.end()
    return found


def find(text: str, words: str) -> str:
    """The words as they stand in one stretch that is on the record; "" if they do not. Line breaks and blanks do not matter."""
    wanted = [re.escape(word) for word in words.split()]
    if not wanted:
        return ""
    looked_for = re.compile(r"\s+".join(wanted))
    hits = (looked_for.search(stretch.text) for stretch in stretches(text) if not stretch.off)
    return next((hit[0] for hit in hits if hit), "")


def taken_off(text: str, words: str) -> bool:
    """Whether words that may have been asked for now stand off the record, and nowhere on it."""
    off = " ".join(" ".join(stretch.text.split()) for stretch in stretches(text) if stretch.off)
    wanted = " ".join(words.split())
    return bool(wanted) and wanted in off and not find(text, words)
