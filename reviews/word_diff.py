"""What changed between two texts, word by word, for the history page. A plain rule without Django."""

from collections.abc import Iterator
from dataclasses import dataclass

from reviews.anchoring.diff import pair
from reviews.anchoring.tokens import tokenise

SAME, GONE, NEW, SKIPPED = "same", "gone", "new", "skipped"
AROUND = 2  # unchanged lines kept on each side of a change


@dataclass(frozen=True)
class Piece:
    """A stretch of text: same, gone or new; or skipped, with the number of unchanged lines left out."""

    kind: str
    text: str
    lines: int = 0


def changes(old: str, new: str) -> list[Piece]:
    """The pieces of both texts in order, with long unchanged stretches left out; empty if nothing changed."""
    if old == new:
        return []
    pieces = list(_joined(_raw(old, new)))
    last = len(pieces) - 1
    return [part for place, piece in enumerate(pieces) for part in _folded(piece, first=not place, last=place == last)]


def _raw(old: str, new: str) -> Iterator[Piece]:
    """Words that live on stand for themselves; what lies between two of them is gone, new, or both."""
    before, after = tokenise(old), tokenise(new)
    behind_old = behind_new = 0
    for place, there in enumerate(pair(before, after)):
        if there < 0:
            continue
        start, end, begin, stop = before.starts[place], before.ends[place], after.starts[there], after.ends[there]
        if old[start:end] != new[begin:stop]:
            continue
        yield from _between(old[behind_old:start], new[behind_new:begin])
        yield Piece(SAME, new[begin:stop])
        behind_old, behind_new = end, stop
    yield from _between(old[behind_old:], new[behind_new:])


def _between(gone: str, new: str) -> Iterator[Piece]:
    if gone.split() == new.split():
        yield Piece(SAME, new)
        return
    if gone[:1].isspace() and gone[:1] == new[:1]:
        yield Piece(SAME, new[0])
        gone, new = gone[1:], new[1:]
    yield Piece(GONE, gone)
    yield Piece(NEW, new)


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    kind, texts = "", list[str]()
    for piece in pieces:
        if piece.kind != kind:
            if "".join(texts):
                yield Piece(kind, "".join(texts))
            kind, texts = piece.kind, []
        texts.append(piece.text)
    if "".join(texts):
        yield Piece(kind, "".join(texts))


def _folded(piece: Piece, *, first: bool, last: bool) -> Iterator[Piece]:
    lines = piece.text.splitlines(keepends=True)
    head, tail = (0 if first else AROUND), (0 if last else AROUND)
    left_out = len(lines) - head - tail
    if piece.kind != SAME or left_out < 3:
        yield piece
        return
    if head:
        yield Piece(SAME, "".join(lines[:head]))
    yield Piece(SKIPPED, "", left_out)
    if tail:
        yield Piece(SAME, "".join(lines[-tail:]))
