"""The report's text as one audience reads it: nobody named who did not agree, and sources as numbered notes.

A plain rule without Django. It reads the renderer's allow-listed HTML. A name is found across inline elements ("**Be**n"),
in titles and addresses too; a link to `#from-<kind>-<number>` says from where a passage is, and becomes a numbered note.
A moment of the timeline keeps its words, and has what the timeline says and its own number in the same row of notes.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import escape
from html.parser import HTMLParser
from itertools import accumulate, pairwise
from urllib.parse import unquote

from reviews.markdown.renderer import HEADING_ID_PREFIX, HEADINGS
from reviews.naming import Naming
from reviews.references import Cited, Moment, behind

FROM = re.compile(r"#from-(note|question|point|follow_up|event|thread)-(\d{1,12})\Z")
INLINE = frozenset(("a", "em", "strong", "code"))


@dataclass(frozen=True)
class Note:
    """A numbered note: where a passage is from. kind and key: the thing itself, for those who may open it.

    Of a moment: cited is what it rests on; url where it stands; known_then what was known then.
    """

    number: int
    words: str
    kind: str
    key: int
    cited: tuple[Cited, ...] = ()
    url: str = ""
    known_then: str = ""


@dataclass(frozen=True)
class Part:
    """A heading for the contents."""

    level: int
    id: str
    text: str


@dataclass
class Told:
    """What one audience reads. hidden: which words were put otherwise and how, with how often; gone: how many references lead
    to no moment."""

    html: str
    notes: list[Note] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    hidden: Counter[tuple[str, str]] = field(default_factory=Counter)
    gone: int = 0

    @property
    def names(self) -> int:
        """How many stretches were put otherwise."""
        return self.hidden.total()


def mark(kind: str, key: int) -> str:
    """The address that says from where a passage is."""
    return f"#from-{kind}-{key}"


def told(
    html: str, naming: Naming, *, outside: bool = False, moments: Mapping[int, Moment] | None = None, now: str = "%s"
) -> Told:
    """The text for one audience. outside: for people who cannot open addresses of this installation.

    moments: by reference, what the timeline says; now: how it is put where the text says something else.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    found = Told("")
    for block in reader.blocks():
        found.hidden.update(_hide(block, naming))
    hidden = {key: unnamed(moment, naming) for key, moment in (moments or {}).items()}
    found.html = "".join(_Writer(found, naming, outside, Timeline(hidden, now)).written(reader.tokens))
    return found


def unnamed(moment: Moment, naming: Naming) -> Moment:
    """A moment as this audience reads it."""
    hide = naming.hide
    cited = tuple(
        replace(one, where=hide(one.where), who=hide(one.who), words=hide(one.words), gone=one.gone)
        for one in moment.cited
    )
    return replace(moment, what=hide(moment.what), cited=cited, known_then=hide(moment.known_then))


@dataclass(frozen=True)
class Timeline:
    """The moments by reference, and how what they say is put where the text says something else."""

    moments: Mapping[int, Moment]
    now: str


@dataclass
class _Token:
    """A tag or a text of the page; kind: start, end or text; link: how many links began or ended before the text."""

    kind: str
    words: str
    attributes: dict[str, str] = field(default_factory=dict)
    link: int = 0


class _Reader(HTMLParser):
    """The page as a row of tokens."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tokens: list[_Token] = []
        self.links = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += tag == "a"
        self.tokens.append(_Token("start", tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        self.links += tag == "a"
        self.tokens.append(_Token("end", tag))

    def handle_data(self, data: str) -> None:
        self.tokens.append(_Token("text", data, link=self.links))

    def blocks(self) -> list[list[_Token]]:
        """The texts that are read in one go, whatever inline elements lie between them."""
        found: list[list[_Token]] = [[]]
        for token in self.tokens:
            if token.kind == "text":
                found[-1].append(token)
            elif token.words not in INLINE and found[-1]:
                found.append([])
        return [block for block in found if block]


def _hide(block: list[_Token], naming: Naming) -> list[tuple[str, str]]:
    """Put the texts of one block otherwise; which words, and how they are read now."""
    ends = accumulate(len(token.words) for token in block)
    breaks = [end for end, (token, after) in zip(ends, pairwise(block), strict=False) if token.link != after.link]
    text = "".join(token.words for token in block)
    edits = naming.edits(text, breaks)
    # From the last to the first: what lies before an edit stays where it was.
    for start, end, words in reversed(edits):
        place, instead = 0, words
        for token in block:
            begin, place = place, place + len(token.words)
            if begin < end and start < place:
                cut, rest = max(0, start - begin), max(0, end - begin)
                token.words = token.words[:cut] + instead + token.words[rest:]
                instead = ""
    return [(text[start:end], words) for start, end, words in edits]


class _Writer:
    """Writes the tokens as HTML again, with notes in place of sources and no address that gives a name away."""

    def __init__(self, found: Told, naming: Naming, outside: bool, timeline: Timeline) -> None:
        self.found, self.naming, self.outside, self.timeline = found, naming, outside, timeline
        self.ids: dict[str, str] = {}
        self.numbers: dict[tuple[str, int, str], int] = {}

    def written(self, tokens: list[_Token]) -> list[str]:
        pieces: list[str] = []
        source: re.Match[str] | None = None
        words: list[str] = []
        heading: tuple[int, str, list[str]] | None = None
        for token in tokens:
            if token.kind == "start" and token.words == "a" and (at := FROM.match(token.attributes.get("href", ""))):
                source, words = at, []
                pieces += ['<span class="moment-words">'] if at[1] == "event" else []
            elif source and token.kind == "end" and token.words == "a":
                put = self.moment if source[1] == "event" else self.note
                pieces.append(put(source, "".join(words)))
                source = None
            else:
                words += [token.words] if source and token.kind == "text" else []
                if source is None or source[1] == "event":
                    heading = self.head(token, heading)
                    pieces.append(self.piece(token))
        return pieces

    def head(self, token: _Token, heading: tuple[int, str, list[str]] | None) -> tuple[int, str, list[str]] | None:
        """Keeps the contents: the words between a heading's tags."""
        if token.words in HEADINGS and token.kind == "start":
            return int(token.words[1]), self.id_of(token.attributes.get("id", "")), []
        if heading and token.kind == "text":
            heading[2].append(token.words)
        elif heading and token.kind == "end" and token.words in HEADINGS:
            self.found.parts.append(Part(heading[0], heading[1], "".join(heading[2]).strip()))
            return None
        return heading

    def piece(self, token: _Token) -> str:
        if token.kind == "text":
            return escape(token.words, quote=False)
        if token.kind == "end":
            return f"</{token.words}>"
        kept = [(name, self.attribute(name, value)) for name, value in token.attributes.items()]
        written = "".join(f' {name}="{escape(value)}"' for name, value in kept if value)
        return f"<{token.words}{written}>"

    def attribute(self, name: str, value: str) -> str:
        """Empty: it is left out."""
        if name == "id":
            return self.id_of(value)
        if name == "href" and value.startswith("#"):
            return f"#{self.id_of(value[1:])}"
        if name == "href":
            names_somebody = self.naming.found(value) or self.naming.found(unquote(value))
            return "" if names_somebody or (self.outside and value.startswith("/")) else value
        return self.naming.hide(value)

    def id_of(self, value: str) -> str:
        """As it is, unless it holds a name."""
        if value not in self.ids:
            named = self.naming.found(value.replace("-", " ")) or self.naming.found(value)
            self.ids[value] = f"{HEADING_ID_PREFIX}part-{len(self.ids) + 1}" if named else value
        return self.ids[value]

    def moment(self, at: re.Match[str], words: str) -> str:
        """Its words are written already. What leads to no moment is words alone."""
        moment = self.timeline.moments.get(int(at[2]))
        if moment is None:
            self.found.gone += 1
            return "</span>"
        words = f"{moment.when}: {moment.what}"
        note = Note(0, words, "event", moment.reference, moment.cited, moment.url, moment.known_then)
        return f"</span>{behind(words, moment, self.timeline.now)}{self.numbered(note)}"

    def note(self, at: re.Match[str], words: str) -> str:
        return self.numbered(Note(0, words, at[1], int(at[2])))

    def numbered(self, note: Note) -> str:
        """The same source twice is one note."""
        source = (note.kind, note.key, note.words)
        number = self.numbers.get(source)
        first = number is None
        if number is None:
            number = self.numbers[source] = len(self.numbers) + 1
            self.found.notes.append(replace(note, number=number))
        back = f' id="noted-{number}"' if first else ""
        return f'<sup{back}><a href="#note-{number}">{number}</a></sup>'
