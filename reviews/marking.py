"""Puts <mark> around passages of rendered HTML, so that they show without JavaScript. A plain rule without Django.

Works on the renderer's own output (allow-listed, well-formed); offsets are code points of its plain text. Marks lie
inside the document's own elements and never across them; where passages overlap one mark carries them all. Before each
passage stands a link to its thread that holds no text, so that the keyboard and screen readers reach it.
"""

import html as entities
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

PIECE = re.compile(r"""<[^>"]*(?:"[^"]*"[^>"]*)*>|[^<]+""")
_CHARACTER = re.compile(r"&[^;\s&]{1,32};|.", re.DOTALL)

Span = tuple[int, int, int]  # start, end, the thread's key


def mark(html: str, spans: Iterable[Span], labels: Mapping[int, str] | None = None) -> str:
    """The HTML with each piece of a span in `<mark data-threads="3 7">`; a thread's first piece has id="passage-3".

    labels: what the link before a thread's first piece is called; without one it has no link.
    """
    waiting = sorted(spans, reverse=True)
    if not waiting:
        return html
    return "".join(Marker(waiting, labels or {}).run(html))


@dataclass
class Marker:
    """Walks the page once. waiting: spans not reached yet, the next one last; active: those that go on."""

    waiting: list[Span]
    labels: Mapping[int, str]
    active: list[Span] = field(default_factory=list)
    started: set[int] = field(default_factory=set)
    inside_link: bool = False
    later: list[str] = field(default_factory=list)  # links that wait for the end of the document's own link

    def run(self, html: str) -> Iterator[str]:
        place = 0
        for found in PIECE.finditer(html):
            piece = found.group()
            if piece.startswith("<"):
                yield from self._element(piece)
                continue
            end = place + (len(entities.unescape(piece)) if "&" in piece else len(piece))
            touching = self._touching(place, end)
            yield from self._marked(piece, place, end, touching) if touching else (piece,)
            place = end

    def _element(self, piece: str) -> Iterator[str]:
        yield piece
        if piece.startswith(("<a ", "<a>")):
            self.inside_link = True
        elif piece == "</a>":
            self.inside_link = False
            yield from self.later
            self.later.clear()

    def _touching(self, start: int, end: int) -> list[Span]:
        while self.waiting and self.waiting[-1][0] < end:
            self.active.append(self.waiting.pop())
        self.active = [span for span in self.active if span[1] > start]
        return sorted(self.active)

    def _marked(self, text: str, start: int, end: int, spans: list[Span]) -> Iterator[str]:
        """One text node, cut where spans begin and end."""
        characters = _CHARACTER.findall(text) if "&" in text else text
        cuts = sorted({start, end, *(cut for span in spans for cut in span[:2] if start < cut < end)})
        for begin, stop in pairwise(cuts):
            piece = "".join(characters[begin - start : stop - start])
            keys = list(dict.fromkeys(key for first, last, key in spans if first <= begin and last >= stop))
            yield from self._piece(piece, keys) if keys else (piece,)

    def _piece(self, piece: str, keys: list[int]) -> Iterator[str]:
        new = [key for key in keys if key not in self.started]
        self.started.update(new)
        links = [self._link(key, named=key != new[0]) for key in new if key in self.labels]
        if self.inside_link:
            self.later += links
        else:
            yield from links
        identity = f' id="passage-{new[0]}"' if new else ""
        yield f'<mark{identity} data-threads="{" ".join(map(str, keys))}">{piece}</mark>'

    def _link(self, key: int, *, named: bool) -> str:
        """named: the mark carries another thread's id, so this link is where the thread's passage begins."""
        identity = f' id="passage-{key}"' if named else ""
        label = entities.escape(self.labels[key])
        return f'<a{identity} class="passage-link" href="#thread-{key}" aria-label="{label}"></a>'
