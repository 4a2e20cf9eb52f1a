"""Moments of the timeline that a text speaks of: "[words](#from-event-5)". A plain rule without Django.

The words stay the text's own, and comments are anchored to them. What the timeline says now, where the words do not say
it, and the number of the note stand behind them in a link that holds no text, so that a page's plain text stays what it is.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape, unescape

_LINK = re.compile(r'<a href="#from-event-(\d{1,10})"(?:[^">]|"[^"]*")*>(.*?)</a>', re.DOTALL)
_WRITTEN = re.compile(r"(?<=\])\(#from-event-(\d{1,10})\)")
_TAG = re.compile(r"<[^>]*>")
_CLOCK = re.compile(r"\b\d{1,2}:\d{2}\b(?: [A-Z]{2,5}\b| [+-]\d{2,4}\b)?")
_ENOUGH = 3  # words that begin as the moment does are its own words, cut short
_SHOWN = 90
_TELLS_TIME = re.compile(r"\**\d{1,2}:\d{2}\b")
_SPECIAL = re.compile(r"([\\`*_\[\]])")


@dataclass(frozen=True)
class Cited:
    """What a moment rests on. where: the evidence; words: "" where they are not quoted; gone: why they are not ("" if nothing was)."""

    where: str
    at: str = ""
    who: str = ""
    words: str = ""
    gone: str = ""


@dataclass(frozen=True)
class Moment:
    """A timeline event as it is now. clock: "23:27 UTC (00:27 CET)", "" where nobody knows it; when: the same with its day;
    url: where it stands; known_then: what was known then, kept apart from what happened."""

    reference: int
    clock: str
    when: str
    what: str
    url: str
    cited: tuple[Cited, ...] = ()
    known_then: str = ""


@dataclass(frozen=True)
class Say:
    """The words of the page. label: what the link behind the words is called, with %(now)s and %(number)s; gone: "" says nothing."""

    label: str
    now: str
    gone: str
    timeline: str  # the address of the timeline


@dataclass(frozen=True)
class Note:
    """A numbered note: one for each moment, however often the text speaks of it."""

    number: int
    moment: Moment


@dataclass(frozen=True)
class Dressed:
    """A page with its moments; gone: how many of its references lead to no moment."""

    html: str
    notes: list[Note] = field(default_factory=list)
    gone: int = 0


def found(html: str) -> list[int]:
    """The moments that a rendered text speaks of, each once, in its order."""
    return list(dict.fromkeys(int(link[1]) for link in _LINK.finditer(html)))


def found_in_source(text: str) -> list[int]:
    """The same of Markdown."""
    return list(dict.fromkeys(int(each[1]) for each in _WRITTEN.finditer(text)))


def written(words: str, reference: int, lead: str = "") -> str:
    """The Markdown that speaks of a moment; the words read the same, whatever is in them. lead: Markdown before them."""
    return f"[{lead}{_SPECIAL.sub(_escaped, ' '.join(words.split()))}](#from-event-{reference})"


def _escaped(special: re.Match[str]) -> str:
    return f"\\{special[1]}"


def shortened(text: str, most: int = _SHOWN) -> str:
    """One line, cut between words."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]} …"


def unsaid(words: str, moment: Moment, now: str = "%s") -> str:
    """What the timeline says and the words do not: the time, or nothing; of words that begin with a time, also what happened.

    Those are the timeline's own. Words of the writer's need only the time beside them: what happened stands in the note.
    now: how it is put where the words tell another time or another thing: "now %s".
    """
    tells_time = bool(_TELLS_TIME.match(words))
    of_the_timeline = tells_time or not words.strip()
    says_time = any(clock[:5] in words for clock in _CLOCK.findall(moment.clock))
    if not moment.clock:  # nobody knows it any more; a time that stands in what happened is no time of the timeline's
        says_time = not tells_time or bool(_TELLS_TIME.match(moment.what))
    says_what = not of_the_timeline or _tells(words, moment.what)
    parts = [*([] if says_time else [moment.clock or moment.when]), *([] if says_what else [shortened(moment.what)])]
    text = " · ".join(parts)
    return now % text if text and _CLOCK.search(words) else text


def _tells(words: str, what: str) -> bool:
    told, said = _bare(what), _bare(words)
    return bool(told) and (told in said or (told.startswith(said) and len(said.split()) >= _ENOUGH))


def _bare(text: str) -> str:
    """Without times of the clock, case, blanks and the mark of what was cut."""
    return " ".join(_CLOCK.sub("", text).casefold().replace("()", "").replace("…", "").split()).strip(" .:;,–-")


def dressed(html: str, moments: Mapping[int, Moment], say: Say) -> Dressed:
    """A rendered text, marked or not, with what the timeline says now behind each of its references."""
    dresser = _Dresser(moments, say)
    return Dressed(_LINK.sub(dresser.put, html), dresser.notes, dresser.gone)


def written_out(html: str, moments: Mapping[int, Moment], now: str) -> Dressed:
    """The same for paper: what stands behind the words is text."""
    dresser = _OnPaper(moments, Say("", now, "", ""))
    return Dressed(_LINK.sub(dresser.put, html), dresser.notes, dresser.gone)


def plain(html: str) -> str:
    """The same where nothing stands behind the words, and so no link leads anywhere."""
    return _LINK.sub(r'<span class="moment-words">\2</span>', html)


@dataclass
class _Dresser:
    """Puts one link after the other; numbers: the note of each moment."""

    moments: Mapping[int, Moment]
    say: Say
    notes: list[Note] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)
    gone: int = 0

    def put(self, link: re.Match[str]) -> str:
        moment = self.moments.get(int(link[1]))
        if moment is None:
            self.gone += 1
            return f'<span class="moment-words">{link[2]}</span>{self._gone()}'
        number = self.numbers.get(moment.reference)
        back = "" if number else f' id="noted-{len(self.notes) + 1}"'
        if number is None:
            number = self.numbers[moment.reference] = len(self.notes) + 1
            self.notes.append(Note(number, moment))
        return f'<span class="moment-words"{back}>{link[2]}</span>{self._behind(link[2], moment, number)}'

    def _behind(self, words: str, moment: Moment, number: int) -> str:
        now = escape(unsaid(unescape(_TAG.sub("", words)), moment, self.say.now))
        label = escape(self.say.label % {"now": f"{moment.when}, {moment.what}", "number": number})
        return f'<a class="moment-now" href="#note-{number}" data-now="{now}" data-note="{number}" aria-label="{label}"></a>'

    def _gone(self) -> str:
        if not self.say.gone:
            return ""
        said, place = escape(self.say.gone), escape(self.say.timeline)
        return f'<a class="moment-now moment-gone" href="{place}" data-now="{said}" aria-label="{said}"></a>'


class _OnPaper(_Dresser):
    def _behind(self, words: str, moment: Moment, number: int) -> str:
        return (
            behind(unescape(_TAG.sub("", words)), moment, self.say.now)
            + f'<sup><a href="#note-{number}">{number}</a></sup>'
        )


def behind(words: str, moment: Moment, now: str) -> str:
    """As HTML, what the timeline says and the words do not; "" if they say it all."""
    text = escape(unsaid(words, moment, now), quote=False)
    return f' <span class="moment-says">{text}</span>' if text else ""


def with_footnotes(text: str, moments: Mapping[int, Moment], lines: Mapping[int, str]) -> str:
    """Markdown to take away: each reference has a footnote. lines: by moment, what its footnote says."""
    order = [each for each in found_in_source(text) if each in moments]
    numbers = {reference: number for number, reference in enumerate(order, 1)}

    def noted(link: re.Match[str]) -> str:
        number = numbers.get(int(link[1]))
        return f"{link[0]}[^{number}]" if number else link[0]

    if not order:
        return text
    foot = "\n".join(f"[^{numbers[each]}]: {lines[each]}" for each in order)
    return f"{_WRITTEN.sub(noted, text).rstrip()}\n\n{foot}\n"


def most(references: Iterable[int], limit: int) -> list[int]:
    """Those that can be a moment's at all: a text may hold any number."""
    return [each for each in references if 0 < each <= limit]


_PART = re.compile(r"^#{1,2} +(.+?) *#*$", re.MULTILINE)


def parts(text: str) -> list[str]:
    """The headings of the first two levels, each once, in their order."""
    return list(dict.fromkeys(each[1] for each in _PART.finditer(text)))


def placed(text: str, markdown: str, under: str) -> str:
    """The text with a line of its own for a moment: at the end of the part with that heading, else at its own end."""
    head = next((each for each in _PART.finditer(text) if each[1] == under), None)
    behind = _PART.search(text, head.end()) if head else None
    end = behind.start() if behind else len(text)
    before = text[:end].rstrip()
    line = f"- {markdown}"
    gap = "\n" if before.rsplit("\n", 1)[-1].startswith("- ") else "\n\n" if before else ""
    after = text[end:].lstrip("\n")
    return f"{before}{gap}{line}\n" + (f"\n{after}" if after else "")


_WITH_WORDS = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\(#from-event-(\d{1,10})\)")


def refreshed(text: str, moments: Mapping[int, Moment]) -> tuple[str, int]:
    """Markdown in which moments that are told with their time read as the timeline tells them now, and how many did not.

    Words that begin with a time of the clock are the timeline's; all others are the writer's own and stay.
    """
    stale = 0

    def told(link: re.Match[str]) -> str:
        nonlocal stale
        moment = moments.get(int(link[2]))
        words = re.sub(r"\\(.)", r"\1", link[1].replace("*", ""))
        if moment is None or not _TELLS_TIME.match(link[1]) or not unsaid(words, moment):
            return link[0]
        stale += 1
        return as_told(moment.clock, moment.what, moment.reference)

    made = _WITH_WORDS.sub(told, text)
    return made, stale


_ITEM = re.compile(r"- " + _WITH_WORDS.pattern + r"\s*$")


def in_order(text: str, before: str, places: Mapping[int, int]) -> str:
    """The text with the lists that changed since `before` by the timeline's order, where every item is one moment alone.

    places: of each moment, by reference. Lists that did not change stay as their writer put them.
    """
    lines, earlier = text.split("\n"), before.split("\n")
    if len(lines) != len(earlier):
        return text
    at = 0
    while at < len(lines):
        end = next((n for n in range(at, len(lines)) if not lines[n].strip()), len(lines))
        if lines[at:end] != earlier[at:end]:
            lines[at:end] = _by_place(lines[at:end], places)
        at = end + 1
    return "\n".join(lines)


def _by_place(lines: list[str], places: Mapping[int, int]) -> list[str]:
    items = [_ITEM.match(line) for line in lines]
    found = [places.get(int(item[2])) if item else None for item in items]
    if None in found:
        return lines
    return [lines[n] for n in sorted(range(len(lines)), key=lambda n: found[n] or 0)]


def as_told(clock: str, what: str, reference: int) -> str:
    """The Markdown by which a document tells a moment with its time."""
    return written(what, reference, f"**{clock}** " if clock else "")
