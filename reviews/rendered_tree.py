"""Reads rendered HTML as blocks that hold words, so that two pages can be compared. A plain rule without Django.

Works on the renderer's own output (allow-listed, well-formed); white space between blocks is nobody's text and dropped.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from html.parser import HTMLParser

from reviews.anchoring.tokens import CONTENT, MARK, STOP, STOP_WORDS

BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre hr table thead tbody tr td th".split()  # noqa: SIM905 — read as a line
)
BLANK, BEGIN = 0.02, 0.3  # weights of white space, and of the place where a block begins
_TOKEN = re.compile(r"\s+|[^\W_]+|[^\w\s]|_")

Attributes = tuple[tuple[str, str], ...]
Mark = tuple[str, Attributes]  # an inline element around words: emphasis, code, a link


@dataclass(frozen=True)
class Token:
    """A word, a punctuation mark or white space, and the inline elements around it, outermost first. A <br> is one, too."""

    text: str
    marks: tuple[Mark, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.text}\0{self.marks}" if self.marks else self.text

    @property
    def weight(self) -> float:
        if self.text.isspace():
            return BLANK
        if not self.text[0].isalnum():
            return MARK
        return STOP if self.text.lower() in STOP_WORDS else CONTENT


@dataclass(eq=False)
class Words:
    """A stretch of text with its inline elements."""

    tokens: list[Token] = field(default_factory=list)
    tag = ""

    @cached_property
    def keys(self) -> list[tuple[str, float]]:
        return [(token.key, token.weight) for token in self.tokens]

    @cached_property
    def weight(self) -> float:
        return sum(weight for _, weight in self.keys)


@dataclass(eq=False)
class Block:
    """A block element with what it holds."""

    tag: str
    attributes: Attributes = ()
    children: list["Block | Words"] = field(default_factory=list)

    @cached_property
    def keys(self) -> list[tuple[str, float]]:
        """What is compared: where each block begins, and its words; ids and numbers of lists do not count."""
        return [(f"\0{self.tag}", BEGIN), *(key for child in self.children for key in child.keys)]

    @cached_property
    def weight(self) -> float:
        return sum(weight for _, weight in self.keys)


Node = Block | Words


def tree(html: str) -> Block:
    """The page as one block without a tag."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.path[0]


def opening(tag: str, attributes: Attributes, more: str = "") -> str:
    """A start tag; `more` is what else belongs into it, escaped already."""
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes)
    return f"<{tag}{written}{more}>"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.path = [Block("")]
        self.marks: list[Mark] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = tuple((name, value or "") for name, value in attrs if name != "rel")
        if tag in BLOCKS:
            block = Block(tag, attributes)
            self.path[-1].children.append(block)
            if tag != "hr":
                self.path.append(block)
        elif tag == "br":
            self._add([Token("\n", (*self.marks, (tag, ())))])
        else:
            self.marks.append((tag, attributes))

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS and len(self.path) > 1:
            self.path.pop()
        elif self.marks and tag not in BLOCKS and tag != "br":
            self.marks.pop()

    def handle_data(self, data: str) -> None:
        children = self.path[-1].children
        if not data.isspace() or (children and isinstance(children[-1], Words)):
            self._add([Token(text, tuple(self.marks)) for text in _TOKEN.findall(data)])

    def _add(self, tokens: list[Token]) -> None:
        children = self.path[-1].children
        if not children or isinstance(children[-1], Block):
            children.append(Words())
        last = children[-1]
        if isinstance(last, Words):
            last.tokens += tokens
