"""Takes what a meeting added into the Markdown of a report, each under its heading and with the mark that says from where.

A plain rule without Django.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from reviews.report_text import mark

_SPECIAL = re.compile(r"([\\`*_\[\]>|#])")
_LEADING = re.compile(r"^([-+>=]|\d+[.)])")
_ANY_HEADING = re.compile(r"(#{1,6}) ")
_HEADING = re.compile(r"^# ", re.MULTILINE)


@dataclass(frozen=True)
class Added:
    """One thing from the meeting. text: as people wrote it; where: "asked in the meeting"; section: the heading it goes under."""

    kind: str
    key: int
    text: str
    where: str
    section: str

    @property
    def mark(self) -> str:
        return mark(self.kind, self.key)


def plain(text: str) -> str:
    """What people wrote as one line of Markdown that reads the same."""
    line = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _LEADING.sub(r"\\\1", line)


def holds(text: str, added: Added) -> bool:
    """Whether the report has it already: its mark stands somewhere in the text."""
    return re.search(re.escape(added.mark) + r"(?!\d)", text) is not None


def without_empty_parts(text: str) -> str:
    """Without headings under which nothing stands, not even a deeper heading with something under it."""
    kept: list[str] = []
    below = 0  # of which level the next heading is, if nothing but blanks stands before it; 9 for words
    fenced = _fenced(text.split("\n"))
    for line, inside in reversed(fenced):
        heading = None if inside else _ANY_HEADING.match(line)
        if heading and len(heading[1]) >= below:
            continue
        below = len(heading[1]) if heading else 9 if line.strip() else below
        kept.append(line)
    return re.sub(r"\n{3,}\Z", "\n", "\n".join(reversed(kept)))


def _fenced(lines: list[str]) -> list[tuple[str, bool]]:
    """Each line, and whether it belongs to a block of code."""
    found, inside = [], False
    for line in lines:
        fence = line.startswith(("```", "~~~"))
        found.append((line, inside or fence))
        inside = inside != fence
    return found


def merged(text: str, things: Iterable[Added], heading: str) -> str:
    """The text with these things in it, under `heading` (made at its end if it is not there) and their sections."""
    for section, group in groupby(things, key=lambda each: each.section):
        lines = "\n".join(f"- {plain(each.text)} [{plain(each.where)}]({each.mark})" for each in group)
        text = _into(text, heading, section, lines)
    return text


def _into(text: str, heading: str, section: str, lines: str) -> str:
    """The lines at the end of their section."""
    text = text.rstrip("\n")
    top = re.search(rf"^# {re.escape(heading)}[ \t]*$", text, re.MULTILINE)
    if top is None:
        return f"{text}\n\n# {heading}\n\n## {section}\n\n{lines}\n"
    behind = _HEADING.search(text, top.end())
    end = behind.start() if behind else len(text)
    there = re.search(rf"^## {re.escape(section)}[ \t]*$", text[top.end() : end], re.MULTILINE)
    if there:
        start = top.end() + there.end()
        following = re.search(r"^## ", text[start:end], re.MULTILINE)
        end = start + following.start() if following else end
        block = f"{text[:end].rstrip()}\n{lines}\n"
    else:
        block = f"{text[:end].rstrip()}\n\n## {section}\n\n{lines}\n"
    return f"{block}\n{text[end:]}".rstrip("\n") + "\n"
