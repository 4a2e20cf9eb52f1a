"""A channel's text as people copy it: from Slack, from IRC, as lines that begin with a time, or as a Markdown list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import BinaryIO

from incidents.evidence_formats.found import MOST_TEXT, Found, Keys, Options, Row, line, unreadable, without_tokens
from incidents.evidence_formats.lines import lines
from incidents.evidence_formats.times import Clock, moment, seconds_of
from incidents.evidence_formats.words import _

# Whole or not at all: never "2:31" of "2:31 PM", nor of "2:31:05".
TIME = r"\d{1,2}:\d{2}(?!\d)(?::\d{2}(?!\d))?(?!:\d\d)(?:\s?[AaPp]\.?[Mm]\b\.?)?(?!\s?[AaPp]\.?[Mm]\b)"
SPOKEN = r"(?:(?:(?P<day>today|yesterday)(?:\s+at|,)?|(?P<dated>\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}-\d{2}-\d{2}),?(?:\s+at)?)\s+)?"
ISO = r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s?(?:Z|UTC|[+-]\d{2}:?\d{2}))?"
NICK = r"<[@+~%&]?(?P<nick>[^<>]{1,60})>"
SAID = r"(?:" + NICK + r"|(?P<name>[^:<>|\[\]]{1,60}?):(?=\s|$))?\s*(?P<text>.*)"
LIST = r"(?:[-*+•]\s+)?"
ISO_LINE = re.compile(rf"{LIST}\[?(?P<time>{ISO})\]?[\s,:–—|-]*{SAID}")
CLOCK_LINE = re.compile(
    rf"{LIST}(?:\*\*)?(?P<sure>\[?){SPOKEN}(?P<time>{TIME})\]?(?:\*\*)?(?:[\s,:–—|-]+){SAID}", re.IGNORECASE
)
# Slack copied: "Ben  10:32 AM" above the text, or the name and the time on lines of their own.
HEAD = re.compile(
    rf"(?P<name>\S.{{0,79}}?)(?P<gap>\s+)(?:APP\s+)?(?P<sure>\[?){SPOKEN}(?P<time>{TIME})\]?\s*(?P<edited>\(edited\))?",
    re.IGNORECASE,
)
ALONE = re.compile(rf"(?P<indent>\s*)\[?{SPOKEN}(?P<time>{TIME})\]?\s*(?P<edited>\(edited\))?", re.IGNORECASE)
HALVES = re.compile(r"[AaPp]\.?[Mm]\.?$")
DATE = re.compile(
    r"(?:-+\s*)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
    r"(?P<date>\d{4}-\d{2}-\d{2}|[A-Z][a-z]+ \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}\.? [A-Z][a-z]+ \d{4})\s*-*",
    re.IGNORECASE,
)
EDITED = re.compile(r"\s*\(edited\)\s*$")
# Slack puts a person's status, or what marks a program, between the name and the time, or behind the name.
EMOJI = r":[a-z0-9_+'’-]+:(?::skin-tone-\d:)?"
SIGN = re.compile(rf"APP|{EMOJI}|[^\w\s!-~]{{1,8}}")
SIGNS_BEHIND = re.compile(rf"(?:\s+(?:APP|{EMOJI}))+$")
# Below a message: how often it was answered, and who saw it with which sign.
REPLIES = re.compile(r"\d+ repl(?:y|ies)(?:\s*Last reply .*)?|Last reply .*|View thread", re.IGNORECASE)
REACTION = re.compile(rf"{EMOJI}|[^\w\s!-~]{{1,8}}")


@dataclass
class _Open:
    """The message that the following lines belong to. may_name: its first line may be who speaks, as Teams copies it."""

    at: datetime
    name: str
    text: list[str]
    edited: bool = False
    name_above: bool = False
    may_name: bool = False
    number: int = 0


@dataclass
class _Before:
    """What the lines so far say about the next one.

    above: the line right above; begins: nothing or an empty line stands above that; known: names of authors; indents: times
    that belong to a name are indented, as Slack does; halves: times say AM or PM; last: seconds of the last time of this day; signs: lines with a status below `above`.
    """

    clock: Clock
    options: Options
    above: str = ""
    signs: int = 0
    begins: bool = True
    known: set[str] = field(default_factory=set)
    indents: bool = False
    halves: bool = False
    last: int | None = None
    spoken: str = ""

    def is_day(self, text: str) -> bool:
        """A line that says which day follows."""
        if day := _day(text):
            self.clock.begin(day)
            self.last, self.above = None, ""
        return day is not None

    def is_sign(self, text: str, held: _Open | None) -> bool:
        """A status below what may be a name: the name still stands above the time that follows."""
        if not SIGN.fullmatch(text.strip()) or not _may_be_name(self.above):
            return False
        self.signs += 1
        if held:
            held.text.append(text)
        return True

    def went_by(self, text: str) -> None:
        if text.strip():
            self.begins = not self.above.strip()
        self.above, self.signs = text, 0


def read(file: BinaryIO, options: Options) -> Iterator[Row]:
    """Lines before the first message, times that are none or could be either half of the day, and messages without words
    are unreadable rows."""
    before = _Before(Clock(options.begins or datetime(1970, 1, 1), options.zone), options, known={*options.names})
    keys = Keys("pasted")
    held: _Open | None = None
    waits: Row | None = None  # a first line that may be the name of the next
    for number, raw in enumerate(lines(file), 1):
        text = raw.rstrip()
        if before.is_day(text) or before.is_sign(text, held):
            continue
        try:
            head = _head(text, before, held)
        except ValueError as error:
            yield from _closed(held, keys, options)
            held = None
            yield unreadable(_("line %(n)d") % {"n": number}, str(error), text)
            before.above = ""
            continue
        if head:
            if held and head.name_above and held.text:
                del held.text[-1 - before.signs :]
            if waits and not head.name_above:
                yield waits
            yield from _closed(held, keys, options)
            held, waits, head.number = head, None, number
        elif held is None and text.strip():
            if waits:
                yield waits
            waits = unreadable(_("line %(n)d") % {"n": number}, _("no time stands before it"), text)
        elif held is not None and sum(map(len, held.text)) < MOST_TEXT:
            held.text.append(text)
        before.went_by("" if head else text)
    if waits:
        yield waits
    yield from _closed(held, keys, options)


def _may_be_name(text: str) -> bool:
    said = text.strip()
    if not any(map(str.isalpha, said)) or len(said) > 60 or REPLIES.fullmatch(said):
        return False
    return not text.startswith((" ", "\t")) and not said.endswith((".", "?", ":"))


def _author(text: str) -> str:
    return line(SIGNS_BEHIND.sub("", text.rstrip(" —–-•·,")))


def _without_counts(text: list[str]) -> list[str]:
    """Without what stands below a message and nobody wrote; never without all of it."""
    while True:
        text = [*text]
        while text and not text[-1].strip():
            text.pop()
        last, *above = [each.strip() for each in reversed(text) if each.strip()] or [""]
        if above and REPLIES.fullmatch(last):
            text.pop()
        elif len(above) > 1 and last.isdigit() and REACTION.fullmatch(above[0]) and text[-2].strip():
            del text[-2:]
        else:
            return text


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


def _head(text: str, before: _Before, held: _Open | None) -> _Open | None:
    """The message that begins on this line. Raises ValueError when its time or its author cannot be told."""
    alone = ALONE.fullmatch(text)
    if alone:
        return _alone(alone, before, held)
    iso = ISO_LINE.fullmatch(text)
    if iso:
        stamp = re.sub(r"([+-]\d{2})(\d{2})$", r"\1:\2", iso["time"].replace(",", "."))
        return _Open(moment(stamp, before.options.zone), line(iso["nick"] or iso["name"] or ""), [iso["text"]])
    clocked = CLOCK_LINE.fullmatch(text)
    if clocked:
        at, name = _at(before, clocked), line(clocked["nick"] or clocked["name"] or "")
        return _Open(at, name, [clocked["text"]], may_name=bool(clocked["sure"]) and not name)
    head = HEAD.fullmatch(text)
    if (
        head
        and any(map(str.isalpha, head["name"]))
        and (len(head["gap"]) > 1 or head["gap"] == "\t" or head["sure"] or _is_author(head, before, held))
    ):
        name = _author(head["name"])
        before.known.add(name)
        return _Open(_at(before, head), name, [], bool(head["edited"]))
    return None


def _is_author(head: re.Match[str], before: _Before, held: _Open | None) -> bool:
    """One space before the time: "Ben 14:05" is a name, "we restart at 14:05" is what somebody said."""
    name = _author(head["name"])
    begins = held is None or not before.above.strip()
    return name in before.known or _looks_like_name(name) or (begins and " " not in name)


def _alone(alone: re.Match[str], before: _Before, held: _Open | None) -> _Open:
    """A time on a line of its own: below a name, or of the same person's next message."""
    named = _is_name_above(alone, before, held)
    name = _author(before.above) if named else held.name if held else ""
    if named:
        before.known.add(name)
        before.indents = before.indents or bool(alone["indent"])
    return _Open(_at(before, alone), name, [], bool(alone["edited"]), name_above=named)


def _is_name_above(alone: re.Match[str], before: _Before, held: _Open | None) -> bool:
    """Raises ValueError when the line above may be the one or the other."""
    above = before.above
    if not above or not (_may_be_name(above) or _looks_like_name(_author(above))):
        return False
    if held is None or _author(above) in before.known:
        return True
    if alone["dated"] and _looks_like_name(_author(above)):
        return True
    if (before.halves and not HALVES.search(alone["time"])) or (before.indents and not alone["indent"]):
        return False
    if alone["indent"]:
        return True
    if not "".join(held.text[: -1 - before.signs]).strip():
        return False  # otherwise the message before would have no words
    likely = _looks_like_name(_author(above))
    if likely and before.begins:
        return True
    if likely or (before.begins and " " not in above):
        raise ValueError(_("whether “%(word)s” above it is a name or a message cannot be told") % {"word": above[:40]})
    return False


def _looks_like_name(text: str) -> bool:
    words = text.split()
    return 0 < len(words) <= 4 and all(word[0].isupper() and not re.search(r"[\d:,;!?]", word) for word in words)


def _at(before: _Before, found: re.Match[str]) -> datetime:
    """Raises ValueError for what is no time of day, or could be either half of it, and for what is no day or could be two."""
    text = found["time"]
    seconds = seconds_of(text)
    if seconds is None:
        raise ValueError(_("“%(word)s” is not a time of day") % {"word": text[:20]})
    if HALVES.search(text):
        before.halves = True
    elif before.halves and 3600 <= seconds < 13 * 3600:
        seconds = _half_told(before.last, seconds)
    if found["dated"]:
        before.clock.begin(_numbers_day(found["dated"]))
    _go_to(before, (found["day"] or "").lower())
    before.last = seconds
    return before.clock.at(seconds)


def _numbers_day(text: str) -> datetime:
    """Raises ValueError where nobody can say which number is the month."""
    first, second, last = (int(each) for each in re.split(r"[./-]", text))
    if "-" in text:
        return datetime(first, second, last)
    if first <= 12 and second <= 12 and first != second and "/" in text:
        raise ValueError(_("which number of “%(word)s” is the month cannot be told") % {"word": text})
    day, month = (second, first) if second > 12 else (first, second)
    return datetime(last, month, day)


def _go_to(before: _Before, spoken: str) -> None:
    """From "Yesterday at …" to "Today at …" is the next day; backwards nothing says how far."""
    if spoken == "yesterday" and before.spoken == "today":
        raise ValueError(_("it goes back to yesterday, and its day cannot be told"))
    if spoken == "today" and before.spoken == "yesterday":
        before.clock.begin(before.clock.day + timedelta(days=1))
    before.spoken = spoken or before.spoken


def _half_told(last: int | None, seconds: int) -> int:
    """The half of the day that comes next after the last time. Raises ValueError where that says nothing."""
    if last is not None:
        half = 12 * 3600
        ahead, told = min(((at - last) % (2 * half), at) for at in (seconds % half, seconds % half + half))
        if ahead < half - 3600:
            return told
    raise ValueError(_("whether this is before or after noon cannot be told"))


def _closed(held: _Open | None, keys: Keys, options: Options) -> Iterator[Row]:
    if held is None:
        return
    if held.may_name and len(held.text) > 1 and " " in held.text[0] and _looks_like_name(held.text[0]):
        held.name = _author(held.text.pop(0))
    text = "\n".join(_without_counts(held.text)).strip()
    edited = held.edited or bool(EDITED.search(text))
    text = without_tokens(EDITED.sub("", text).strip())
    at = held.at.astimezone(UTC)
    if not text and options.wants(at):
        yield unreadable(_("line %(n)d") % {"n": held.number}, _("no words stand below it"), held.name)
    elif text and options.wants(at):
        name = held.name
        key = f"name:{name.lower()}" if name else ""
        yield Found(keys.of(at, name, text), at, name, text, author_key=key, edited=edited)
