"""Decides for each comment where its passage stands in the new text, and whether it still does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reviews.anchoring.diff import pair
from reviews.anchoring.moves import follow_moves
from reviews.anchoring.tokens import CONTENT, STOP, tokenise

KEPT, EDITED, MOVED, ORPHANED = "kept", "edited", "moved", "orphaned"

_ENOUGH = 0.25
_SOME = 0.15
_REACH = 25
_FAR = 20
_LIGHT = 1.6
_ENOUGH_RUN = 4.0
_NARROW = 80
_FIRM = 3.0
_TRUST = (0.35, 2.75)  # share of the sentence, weight of a run: either will do
_TRUST_MOVED = (0.5, 3.0)  # both are asked of a passage that stands somewhere else
_SLIGHT = 0.15
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
        self.final, self.moved = follow_moves(self.old, self.new, self.pairs)

    def anchors(self, spans: Iterable[tuple[int, int]]) -> list[Anchor]:
        return [self.anchor(start, end) for start, end in spans]

    def anchor(self, start: int, end: int) -> Anchor:
        first, last = self.old.inside(start, end)
        group = self._best(first, last)
        if not group:
            return self._replaced(first, last) or Anchor(ORPHANED, None, None, 0.0, self._near(first))
        weights = self.old.weights
        surviving = sum(weights[place] for place in group)
        begin, stop = self.new.starts[self.final[group[0]]], self.new.ends[self.final[group[-1]]]
        if 2 * sum(weights[place] for place in group if self.moved[place]) > surviving:
            status = MOVED
        else:
            status = KEPT if self._verbatim(first, last) else EDITED
        return Anchor(status, begin, stop, min(1.0, surviving / sum(weights[first:last])), begin)

    def _best(self, first: int, last: int) -> list[int]:
        """The heaviest group of old tokens of a span that still stand together; empty if too little of it does."""
        groups = self._groups(first, last)
        if not groups:
            return []
        best = self._trimmed(self._joined(groups, max(groups, key=self._weight), max(_REACH, last - first)))
        enough = self._weight(best) / sum(self.old.weights[first:last])
        lone = self._words(best) <= 1 < self._words(range(first, last))
        if (enough < _ENOUGH or lone) and (self.moved[best[0]] or enough < _SOME or self._longest(best) < _ENOUGH_RUN):
            return []
        return best if self._trusted(best, first, last) else []

    def _trusted(self, group: list[int], first: int, last: int) -> bool:
        """Do the words around bear out a group? Few words alone may be the same by chance."""
        opening, closing = self.old.sentence(first)[0], self.old.sentence(last - 1)[1]
        standing = self._weight(place for place in range(opening, closing) if self.final[place] >= 0)
        share = standing / self._weight(range(opening, closing))
        moved = 2 * sum(self.moved[place] for place in group) > len(group)
        least_share, least_run = _TRUST_MOVED if moved else _TRUST
        if moved:
            return share >= least_share and self._longest(group) >= least_run
        return share >= least_share or self._longest(group) >= least_run or self._narrow(first, last)

    def _narrow(self, first: int, last: int) -> bool:
        """Does what stands firm on both sides leave little room, so that few words are enough?"""
        left, right = self._firm(first, -1), self._firm(last - 1, 1)
        if left is None or right is None:
            return False
        return right - left <= _NARROW and 0 < self.final[right] - self.final[left] <= _NARROW

    def _firm(self, place: int, step: int) -> int | None:
        """The nearest old token beyond this one that stands in a run of some weight, if it is not far."""
        for _ in range(_NARROW):
            place += step
            if not 0 <= place < len(self.final):
                return None
            if self.final[place] >= 0 and not self.moved[place] and self._run(place, step) >= _FIRM:
                return place
        return None

    def _longest(self, group: list[int]) -> float:
        """Weight of the heaviest verbatim run that has a token of the group, with what goes on around; capped."""
        heaviest = run = 0.0
        for number, place in enumerate(group):
            together = number and place == group[number - 1] + 1 and self.final[place] == self.final[place - 1] + 1
            run = run + self.old.weights[place] if together else self._run(place, -1) + self.old.weights[place]
            heaviest = max(heaviest, run, run + self._run(place, 1))
        return heaviest

    def _groups(self, first: int, last: int) -> list[list[int]]:
        """The surviving tokens of a span: those that stayed, and those that moved, together where they went together."""
        stayed: list[int] = []
        moved: list[list[int]] = []
        reach = max(_REACH, last - first)
        for place in range(first, last):
            there = self.final[place]
            if there < 0:
                continue
            if not self.moved[place]:
                stayed.append(place)
            elif moved and 0 < there - self.final[moved[-1][-1]] <= place - moved[-1][-1] + reach:
                moved[-1].append(place)
            else:
                moved.append([place])
        return [stayed, *moved] if stayed else moved

    def _joined(self, groups: list[list[int]], best: list[int], reach: int) -> list[int]:
        """The best group with those others that stand beside it in the new text as they did in the old."""
        for group in groups:
            if group is best:
                continue
            before, after = (group, best) if group[0] < best[0] else (best, group)
            gap = self.final[after[0]] - self.final[before[-1]]
            if before[-1] < after[0] and 0 < gap <= after[0] - before[-1] + reach:
                best = before + after
        return best

    def _trimmed(self, group: list[int]) -> list[int]:
        """The group without a light end that stands far off from the rest."""
        heavy = self._weight(group)
        for cut in range(1, len(group)):
            head, tail = group[:cut], group[cut:]
            if self.final[tail[0]] - self.final[head[-1]] > tail[0] - head[-1] + _FAR:
                if self._weight(head) < _SLIGHT * heavy and self._run(head[0], -1) + self._weight(head) < _LIGHT:
                    return self._trimmed(tail)
                if self._weight(tail) < _SLIGHT * heavy and self._run(tail[-1], 1) + self._weight(tail) < _LIGHT:
                    return head
        return group

    def _run(self, place: int, step: int) -> float:
        """Weight of the tokens beyond this one that stand beside it in both texts; enough of them hold it in place."""
        weight, there = 0.0, self.final[place]
        while weight < _ENOUGH_RUN and 0 <= place + step < len(self.final) and self.final[place + step] == there + step:
            place, there = place + step, there + step
            weight += self.old.weights[place]
        return weight

    def _weight(self, places: Iterable[int]) -> float:
        return sum(self.old.weights[place] for place in places)

    def _words(self, places: Iterable[int]) -> int:
        return sum(1 for place in places if self.old.weights[place] >= STOP)

    def _verbatim(self, first: int, last: int) -> bool:
        begin = self.final[first]
        return begin >= 0 and self.final[first:last] == list(range(begin, begin + last - first))

    def _replaced(self, first: int, last: int) -> Anchor | None:
        """If the sentence around stands, the words that took the place of the quoted ones."""
        if first >= last:
            return None
        opening, _ = self.old.sentence(first)
        _, closing = self.old.sentence(last - 1)
        around = [*range(opening, first), *range(last, closing)]
        weights = self.old.weights
        whole = sum(weights[place] for place in around)
        standing = sum(weights[place] for place in around if self.final[place] >= 0)
        if not whole or standing < _CONTEXT * whole or standing < 2 * CONTENT:
            return None
        before = next((self.final[p] for p in range(first - 1, opening - 1, -1) if self.final[p] >= 0), None)
        after = next((self.final[p] for p in range(last, closing) if self.final[p] >= 0), None)
        if before is None or after is None or after - before < 2:
            return None
        if after >= self.new.sentence(before)[1]:
            return None
        begin, end = self.new.starts[before + 1], self.new.ends[after - 1]
        return Anchor(EDITED, begin, end, standing / whole * 0.5, begin)

    def _near(self, first: int) -> int:
        """The end of what stands before it in the new text."""
        for place in range(first - 1, -1, -1):
            if self.pairs[place] >= 0:
                return self.new.ends[self.pairs[place]]
        return 0
