"""Decides for each comment where its passage stands in the new text, and whether it still does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reviews.anchoring.diff import Pairs, pair
from reviews.anchoring.moves import moves
from reviews.anchoring.tokens import CONTENT, STOP, tokenise

KEPT, EDITED, MOVED, ORPHANED = "kept", "edited", "moved", "orphaned"

_ENOUGH = 0.25
_PREFERENCE = 0.15
_CONTEXT = 0.5


@dataclass(frozen=True)
class Anchor:
    """Where a comment stands in the new text.

    status: kept, edited, moved or orphaned. start, end: its span, None if orphaned. confidence: 0 to 1, the share of
    its words that survived (for a replacement in a standing sentence, the share of the sentence). near: the place in
    the new text where it stands or, if it is gone, would have stood.
    """

    status: str
    start: int | None
    end: int | None
    confidence: float
    near: int

    @property
    def span(self) -> tuple[int, int] | None:
        """(start, end), or None if the text is gone."""
        return None if self.start is None or self.end is None else (self.start, self.end)


def map_spans(old: str, new: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int] | None]:
    """For each span of `old` the span of `new` that it became, or None if its text is gone (code points)."""
    return [anchor.span for anchor in map_anchors(old, new, spans)]


def map_anchors(old: str, new: str, spans: Iterable[tuple[int, int]]) -> list[Anchor]:
    """For each span of `old` its Anchor in `new`."""
    if old == new:
        return [Anchor(KEPT, start, end, 1.0, start) for start, end in spans]
    return Mapping(old, new).anchors(spans)


class Mapping:
    """The comparison of two texts, from which any number of spans is answered."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = tokenise(old), tokenise(new)
        self.pairs = pair(self.old, self.new)
        self.moved = moves(self.old, self.new, self.pairs)

    def anchors(self, spans: Iterable[tuple[int, int]]) -> list[Anchor]:
        return [self.anchor(start, end) for start, end in spans]

    def anchor(self, start: int, end: int) -> Anchor:
        first, last = self.old.inside(start, end)
        near = self._near(first)
        if first >= last:
            return Anchor(ORPHANED, None, None, 0.0, near)
        stayed = self._surviving(first, last, self.pairs)
        went = self._surviving(first, last, self.moved)
        if went >= _ENOUGH and went > stayed + _PREFERENCE:
            return self._attach(first, last, self.moved, MOVED, went)
        if stayed >= _ENOUGH:
            return self._attach(first, last, self.pairs, KEPT if self._verbatim(first, last) else EDITED, stayed)
        return self._replaced(first, last) or Anchor(ORPHANED, None, None, 0.0, near)

    def _surviving(self, first: int, last: int, pairs: Pairs) -> float:
        """Share of the weight of some old tokens that lives on; 0 if only one word of several does."""
        weights = self.old.weights
        alive = [place for place in range(first, last) if pairs[place] >= 0]
        words = sum(1 for place in alive if weights[place] >= STOP)
        all_words = sum(1 for place in range(first, last) if weights[place] >= STOP)
        if not alive or (words <= 1 < all_words):
            return 0.0
        return sum(weights[place] for place in alive) / sum(weights[first:last])

    def _verbatim(self, first: int, last: int) -> bool:
        begin = self.pairs[first]
        return begin >= 0 and self.pairs[first:last] == list(range(begin, begin + last - first))

    def _attach(self, first: int, last: int, pairs: Pairs, status: str, confidence: float) -> Anchor:
        alive = [pairs[place] for place in range(first, last) if pairs[place] >= 0]
        begin, end = self.new.starts[min(alive)], self.new.ends[max(alive)]
        return Anchor(status, begin, end, min(1.0, confidence), begin)

    def _replaced(self, first: int, last: int) -> Anchor | None:
        """If the sentence around stands, the words that took the place of the quoted ones."""
        opening, _ = self.old.sentence(first)
        _, closing = self.old.sentence(last - 1)
        around = [*range(opening, first), *range(last, closing)]
        weights = self.old.weights
        whole = sum(weights[place] for place in around)
        standing = sum(weights[place] for place in around if self.pairs[place] >= 0)
        if not whole or standing < _CONTEXT * whole or standing < 2 * CONTENT:
            return None
        before = next((self.pairs[p] for p in range(first - 1, opening - 1, -1) if self.pairs[p] >= 0), None)
        after = next((self.pairs[p] for p in range(last, closing) if self.pairs[p] >= 0), None)
        if before is None or after is None or after - before < 2:
            return None
        begin, end = self.new.starts[before + 1], self.new.ends[after - 1]
        return Anchor(EDITED, begin, end, standing / whole * 0.5, begin)

    def _near(self, first: int) -> int:
        """The end of what stands before it in the new text."""
        for place in range(first - 1, -1, -1):
            if self.pairs[place] >= 0:
                return self.new.ends[self.pairs[place]]
        return 0
