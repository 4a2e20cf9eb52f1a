"""What rendering gives: the HTML, its plain text, its headings, and offsets in the text as places in the source."""

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser

from reviews.markdown.alignment import Alignment, align


@dataclass(frozen=True)
class Heading:
    """One heading of the rendered page: level as rendered (2 to 6), id to link to, its words."""

    level: int
    id: str
    text: str


@dataclass(frozen=True)
class Rendered:
    """A rendered text.

    `plain` is every text node of `html` in document order joined without anything between: the `textContent` of
    the element that holds exactly `html`. All offsets are Unicode code points (JavaScript counts UTF-16 units).
    """

    source: str
    html: str
    plain: str
    headings: tuple[Heading, ...]
    gaps: tuple[int, ...] = field(default=(), repr=False)  # the line ends of `plain` that stand between blocks

    @cached_property
    def alignment(self) -> Alignment:
        """Which rendered character stands where in the source; worked out when first asked for."""
        return align(self.source, self.plain)

    def to_source(self, start: int, end: int) -> tuple[int, int] | None:
        """The source span of a selection in `plain`, without blanks at its rim; None if it holds no source text."""
        start, end = self._trim(max(0, start), min(end, len(self.plain)))
        while start < end and not (first := self.alignment.source_of(start)):
            start, end = self._trim(start + 1, end)
        while start < end and not (last := self.alignment.source_of(end - 1)):
            start, end = self._trim(start, end - 1)
        return (first[0], last[1]) if start < end and first and last else None

    def to_rendered(self, start: int, end: int) -> list[tuple[int, int]] | None:
        """The parts of `plain` that show a source span, one per block; None if none of it is shown."""
        shown = self.alignment.rendered_within(start, end)
        ranges = [self._trim(*part) for part in self._blocks(*shown)] if shown else []
        return [(begin, stop) for begin, stop in ranges if begin < stop] or None

    def quote(self, start: int, end: int) -> str:
        """What a reader sees of a source span; blocks are joined by a line end. Empty if nothing is shown."""
        return "\n".join(self.plain[begin:stop] for begin, stop in self.to_rendered(start, end) or ())

    def _blocks(self, start: int, end: int) -> list[tuple[int, int]]:
        """A range cut at the line ends that stand between blocks and in no block."""
        parts, begin = [], start
        for gap in self.gaps[bisect_left(self.gaps, start) :]:
            if gap >= end:
                break
            parts.append((begin, gap))
            begin = gap + 1
        return [*parts, (begin, end)]

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self.plain[start].isspace():
            start += 1
        while end > start and self.plain[end - 1].isspace():
            end -= 1
        return start, end


def read_back(source: str, html: str) -> Rendered:
    """A rendered text from what was stored of it: the source and the HTML."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    return Rendered(source, html, "".join(parser.parts), tuple(parser.headings), tuple(parser.gaps))


class _Text(HTMLParser):
    """Collects text nodes, headings, and the line ends that stand directly between two tags of blocks."""

    BLOCKS = frozenset(
        (
            "p",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "li",
            "blockquote",
            "pre",
            "hr",
            "table",
            "thead",
            "tbody",
            "tr",
            "td",
            "th",
        )
    )

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.headings: list[Heading] = []
        self.gaps: list[int] = []
        self._length = 0
        self._heading: tuple[int, str, int] | None = None
        self._after_block = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._after_block = tag in self.BLOCKS and tag != "pre"
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self._heading = (int(tag[1]), dict(attrs).get("id") or "", len(self.parts))

    def handle_endtag(self, tag: str) -> None:
        self._after_block = tag in self.BLOCKS
        if self._heading and tag == f"h{self._heading[0]}":
            level, identifier, since = self._heading
            self.headings.append(Heading(level, identifier, "".join(self.parts[since:]).strip()))
            self._heading = None

    def handle_data(self, data: str) -> None:
        if self._after_block and data.isspace():
            self.gaps.extend(range(self._length, self._length + len(data)))
        self._after_block = False
        self.parts.append(data)
        self._length += len(data)
