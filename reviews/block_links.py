"""Puts a link to comment on it at the end of every block of a rendered page. A plain rule without Django.

Works on the renderer's own output, marked or not (allow-listed, well-formed); offsets are code points of its plain text.
The links hold no text, so that the page's plain text stays what it is. A table has one link a row.
"""

import html as entities
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from reviews.marking import PIECE

_NAME = re.compile(r"</?([a-z0-9]+)")
_BLOCKS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "li", "tr"))
_INSIDE_AN_ITEM = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "ul", "ol", "blockquote", "table", "hr"))
_CELLS = frozenset(("td", "th"))

Link = Callable[[int, int], str]  # from a block's range in the plain text to the HTML of its link


def with_links(html: str, plain: str, link: Link) -> str:
    """The HTML with `link(start, end)` at the end of each block that shows words; its range is without blanks at the rim."""
    return _Walk(plain, link).run(html)


@dataclass
class _Block:
    """An open block; `slot` is where its link goes in the output (None: not known yet), `end` where its own words end."""

    tag: str
    start: int
    slot: int | None = None
    end: int | None = None


@dataclass
class _Walk:
    plain: str
    link: Link
    out: list[str] = field(default_factory=list)
    open: list[_Block] = field(default_factory=list)
    place: int = 0

    def run(self, html: str) -> str:
        for found in PIECE.finditer(html):
            piece = found.group()
            if piece.startswith("</"):
                self._closing(piece)
            elif piece.startswith("<"):
                self._opening(piece)
            else:
                self.place += len(entities.unescape(piece)) if "&" in piece else len(piece)
                self.out.append(piece)
        return "".join(self.out)

    def _opening(self, piece: str) -> None:
        tag = _tag(piece)
        if tag in _INSIDE_AN_ITEM and self.open and self.open[-1].tag == "li":
            self._leave(self.open[-1])
        self.out.append(piece)
        if tag in _BLOCKS:
            self.open.append(_Block(tag, self.place))

    def _closing(self, piece: str) -> None:
        tag = _tag(piece)
        block = self.open[-1] if self.open else None
        if block and tag in _CELLS and block.tag == "tr" and block.slot is None:
            block.slot = self._slot()
        if block and tag == block.tag:
            self._leave(block)
            self._fill(block)
            self.open.pop()
        self.out.append(piece)

    def _slot(self) -> int:
        self.out.append("")
        return len(self.out) - 1

    def _leave(self, block: _Block) -> None:
        """The block's own words end here, at its end or at the first block within it."""
        if block.end is None:
            block.end = self.place
            if block.slot is None:
                block.slot = self._slot()

    def _fill(self, block: _Block) -> None:
        assert block.slot is not None
        assert block.end is not None
        shown = self.plain[block.start : block.end]
        if words := shown.strip():
            start = block.start + len(shown) - len(shown.lstrip())
            self.out[block.slot] = self.link(start, start + len(words))


def _tag(piece: str) -> str:
    found = _NAME.match(piece)
    return found[1] if found else ""
