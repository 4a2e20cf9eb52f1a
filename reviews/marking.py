"""Puts <mark> around passages of rendered HTML, so that they show without JavaScript. A plain rule without Django.

Works on the renderer's own output (allow-listed, well-formed); offsets are code points of its plain text.
"""

import html as entities
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

_PIECE = re.compile(r"""<[^>"]*(?:"[^"]*"[^>"]*)*>|[^<]+""")
_CHARACTER = re.compile(r"&[^;\s&]{1,32};|.", re.DOTALL)

Span = tuple[int, int, int]  # start, end, the thread's key


def mark(html: str, spans: Iterable[Span]) -> str:
    """The HTML with each piece of a span in `<mark data-threads="3 7">`; a thread's first piece has id="passage-3"."""
    wanted = sorted(spans)
    if not wanted:
        return html
    started: set[int] = set()
    return "".join(_pieces(html, wanted, started))


def _pieces(html: str, spans: Sequence[Span], started: set[int]) -> Iterator[str]:
    place = 0
    for found in _PIECE.finditer(html):
        piece = found.group()
        if piece.startswith("<"):
            yield piece
            continue
        end = place + (len(entities.unescape(piece)) if "&" in piece else len(piece))
        touching = [span for span in spans if span[0] < end and span[1] > place]
        yield from _marked(piece, place, end, touching, started) if touching else (piece,)
        place = end


def _marked(text: str, start: int, end: int, spans: Sequence[Span], started: set[int]) -> Iterator[str]:
    """One text node, cut where spans begin and end."""
    characters = _CHARACTER.findall(text) if "&" in text else text
    cuts = sorted({start, end, *(cut for span in spans for cut in span[:2] if start < cut < end)})
    for begin, stop in pairwise(cuts):
        piece = "".join(characters[begin - start : stop - start])
        keys = [key for first, last, key in spans if first <= begin and last >= stop]
        yield _tag(keys, started) + piece + "</mark>" if keys else piece


def _tag(keys: list[int], started: set[int]) -> str:
    new = next((key for key in keys if key not in started), None)
    if new is not None:
        started.add(new)
    identity = "" if new is None else f' id="passage-{new}"'
    return f'<mark{identity} data-threads="{" ".join(map(str, keys))}">'
