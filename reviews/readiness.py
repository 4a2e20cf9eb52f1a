"""Whether a document is ready to be reviewed: what a friendly colleague would look for in it before the meeting. A plain rule without Django.

After the assessment that Intercom's team gives each report; it answers with sentences to come, never with a number for the whole.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

EACH_KIND = 2  # talking points: two of this incident, two common themes
QUOTED = 3  # names or quotes beside a line at most
_ITEM = re.compile(r"^(?:[-*+]|\d{1,3}[.)])\s+(.*)$")
_LINKED = re.compile(r"\]\(#from-event-(\d{1,10})\)")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3}|~~|`+)(?=\S)(.+?)(?<=[^\s*])\1(?![\w*])")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE)
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")


@dataclass(frozen=True)
class Person:
    """Somebody who was involved; heard: something in the document or its timeline is told from where they were."""

    name: str
    heard: bool


@dataclass(frozen=True)
class Facts:
    """All that the rule looks at. Names, quotes and counts; `agenda_over`: minutes beyond the slot, None without an agenda."""

    people: Sequence[Person]
    missing_parts: Sequence[str]
    events: int
    untimed: Sequence[str]
    untold: Sequence[str]
    themes: int
    bare_themes: Sequence[str]
    impact: bool
    detection: bool
    disputed: int
    unanswered: int
    hints: int
    points_incident: int
    points_common: int
    agenda_over: int | None


@dataclass(frozen=True)
class Line:
    """One thing looked at. fine: nothing to do; names: of whom or what it speaks; n: of how many; more: how many are not named."""

    key: str
    fine: bool
    names: tuple[str, ...] = ()
    n: int = 0
    more: int = 0


def lines(facts: Facts) -> list[Line]:
    """In the order in which one would mend them; what is fine stands among them, so that good work shows."""
    silent = [person.name for person in facts.people if not person.heard]
    heard = [person.name for person in facts.people if person.heard]
    return [
        _named("people", silent, otherwise=heard) if facts.people else Line("nobody", False),
        _named("parts", facts.missing_parts),
        _named("times", facts.untimed),
        _named("tellers", facts.untold) if facts.events else Line("no_events", False),
        _named("themes", facts.bare_themes) if facts.themes else Line("no_themes", False),
        Line("impact", facts.impact),
        Line("detection", facts.detection),
        Line("disputes", not facts.disputed, n=facts.disputed),
        Line("questions", not facts.unanswered, n=facts.unanswered),
        Line("hints", not facts.hints, n=facts.hints),
        _points(facts),
        _agenda(facts.agenda_over),
    ]


def _named(key: str, wanting: Sequence[str], otherwise: Sequence[str] = ()) -> Line:
    told = wanting or otherwise
    return Line(key, not wanting, tuple(told[:QUOTED]), len(told), max(0, len(told) - QUOTED))


def _points(facts: Facts) -> Line:
    incident, common = (max(0, EACH_KIND - had) for had in (facts.points_incident, facts.points_common))
    if incident and common:
        return Line("points", False, n=incident + common)
    if incident or common:
        return Line("points_incident" if incident else "points_common", False, n=incident or common)
    return Line("points", True, n=facts.points_incident + facts.points_common)


def _agenda(over: int | None) -> Line:
    return Line("no_agenda", False) if over is None else Line("agenda", not over, n=over)


def untimed(text: str, narrative: Iterable[str], unknown: Collection[int] = ()) -> list[str]:
    """The list items of a Markdown text's narrative that name no time of the clock; `narrative`: how its heading may read.

    The timeline knows the time of the moments that are linked, but for those of the references `unknown`.
    """
    names, inside, depth, found = {name.casefold() for name in narrative}, False, 0, []
    for line in text.splitlines():
        heading = _HEADING.match(line)
        if heading and not (inside and len(heading[1]) > depth):
            inside, depth = heading[2].casefold() in names, len(heading[1])
        item = _ITEM.match(line) if inside else None
        if item and not _CLOCK.search(item[1]) and not {int(key) for key in _LINKED.findall(item[1])} - set(unknown):
            found.append(plain(item[1]))
    return found


def plain(markdown: str) -> str:
    """A line as one reads it: the words of its links and pictures, without signs of emphasis."""
    words = _LINK.sub(r"\1", markdown)
    for _layer in "ab":  # one sign of emphasis within another
        words = _EMPHASIS.sub(r"\2", words)
    return words.strip()


def unanswered(text: str, questions: Iterable[str]) -> int:
    """How many of the template's questions to the writer still stand in the text."""
    asked = {f"*{question}*" for question in questions}
    return sum(line.strip() in asked for line in text.splitlines())


def tells(text: str, words: Iterable[str]) -> bool:
    """Whether the text has one of these words, or one that begins with it."""
    lowered = text.casefold()
    return any(re.search(rf"\b{re.escape(word.casefold())}", lowered) for word in words)
