"""Decides for each comment where its passage stands in the new text, and whether it still does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

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
_TRUST = (0.65, 2.75)  # share of the sentence, weight of a run: either will do
_TRUST_MOVED = (0.5, 3.0)  # both are asked of a passage that stands somewhere else
_SLIGHT = 0.15
_CONTEXT = 0.5
_CONTEXT_WORDS = 4


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
    mapping = Mapping(old, new)
    return [mapping.anchor(start, end) for start, end in spans]


class Mapping:
    """The comparison of two texts, from which any number of spans is answered."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = tokenise(old), tokenise(new)
        self.pairs = pair(self.old, self.new)
        self.final, self.moved = follow_moves(self.old, self.new, self.pairs)
        alive = (weight if there >= 0 else 0.0 for weight, there in zip(self.old.weights, self.final, strict=True))
        self._standing = list(accumulate(alive, initial=0.0))

    def anchor(self, start: int, end: int) -> Anchor:
        """Where the old span (start, end) stands now."""
        first, last = self.old.inside(start, end)
        if first < last and self._untouched(first, last):
            return self._attach([first, last - 1], KEPT, 1.0)
        group = self._best(first, last)
        if not group:
            return self._replaced(first, last) or Anchor(ORPHANED, None, None, 0.0, self._near[first])
        surviving = self._weight(group)
        status = EDITED
        if 2 * self._weight(place for place in group if self.moved[place]) > surviving:
            status = MOVED
        elif self._verbatim(first, last):
            status = KEPT
        return self._attach(group, status, surviving / self.old.weight(first, last))

    def _untouched(self, first: int, last: int) -> bool:
        """The common case: the span stands word for word where it stood, and it is not just a few words."""
        if not self._verbatim(first, last) or any(self.moved[first:last]):
            return False
        return self.old.weight(first, last) + self._run(first, -1) + self._run(last - 1, 1) >= _TRUST[1]

    def _attach(self, group: list[int], status: str, confidence: float) -> Anchor:
        begin, end = self.new.starts[self.final[group[0]]], self.new.ends[self.final[group[-1]]]
        return Anchor(status, begin, end, min(1.0, confidence), begin)

    def _best(self, first: int, last: int) -> list[int]:
        """The heaviest group of old tokens of a span that still stand together; empty if too little of it does."""
        groups = self._groups(first, last)
        if not groups:
            return []
        best = self._trimmed(self._joined(groups, max(groups, key=self._weight), max(_REACH, last - first)))
        enough = self._weight(best) / self.old.weight(first, last)
        lone = self._words(best) <= 1 < self._words(range(first, last))
        if (enough < _ENOUGH or lone) and (self.moved[best[0]] or enough < _SOME or self._longest(best) < _ENOUGH_RUN):
            return []
        return best if self._trusted(best, first, last) else []

    def _trusted(self, group: list[int], first: int, last: int) -> bool:
        """Do the words around bear out a group? Few words alone may be the same by chance."""
        opening, closing = self.old.sentence(first)[0], self.old.sentence(last - 1)[1]
        share = (self._standing[closing] - self._standing[opening]) / self.old.weight(opening, closing)
        if 2 * sum(self.moved[place] for place in group) > len(group):
            return share >= _TRUST_MOVED[0] and self._longest(group) >= _TRUST_MOVED[1]
        return share >= _TRUST[0] or self._longest(group) >= _TRUST[1] or self._narrow(first, last)

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
            if heaviest >= _ENOUGH_RUN:
                break
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
        slight = _SLIGHT * self._weight(group)
        for cut, (before, after) in enumerate(pairwise(group), 1):
            if self.final[after] - self.final[before] <= after - before + _FAR:
                continue
            head, tail = self._weight(group[:cut]), self._weight(group[cut:])
            if head < slight and self._run(group[0], -1) + head < _LIGHT:
                return self._trimmed(group[cut:])
            if tail < slight and self._run(group[-1], 1) + tail < _LIGHT:
                return group[:cut]
        return group

    def _run(self, place: int, step: int) -> float:
        """Weight of the tokens beyond this one that stand beside it in both texts; enough of them hold it in place."""
        weight, there = 0.0, self.final[place]
        while weight < _ENOUGH_RUN and 0 <= place + step < len(self.final) and self.final[place + step] == there + step:
            place, there = place + step, there + step
            weight += self.old.weights[place]
        return weight

    def _weight(self, places: Iterable[int]) -> float:
        weights = self.old.weights
        return sum([weights[place] for place in places])

    def _words(self, places: Iterable[int]) -> int:
        weights = self.old.weights
        return sum([weights[place] >= STOP for place in places])

    def _verbatim(self, first: int, last: int) -> bool:
        begin = self.final[first]
        return begin >= 0 and self.final[first:last] == list(range(begin, begin + last - first))

    def _replaced(self, first: int, last: int) -> Anchor | None:
        """If the sentence around stands, the words that took the place of the quoted ones."""
        if first >= last:
            return None
        opening, closing = self.old.sentence(first)[0], self.old.sentence(last - 1)[1]
        whole = self.old.weight(opening, first) + self.old.weight(last, closing)
        standing = self._standing[first] - self._standing[opening] + self._standing[closing] - self._standing[last]
        if standing < _CONTEXT * whole or standing < _CONTEXT_WORDS * CONTENT:
            return None
        before = next((self.final[p] for p in range(first - 1, opening - 1, -1) if self.final[p] >= 0), -1)
        after = next((self.final[p] for p in range(last, closing) if self.final[p] >= 0), -1)
        if before < 0 or after - before < 2 or after >= self.new.sentence(before)[1]:
            return None
        begin, end = self.new.starts[before + 1], self.new.ends[after - 1]
        return Anchor(EDITED, begin, end, standing / whole / 2, begin)

    @cached_property
    def _near(self) -> list[int]:
        """For each old token, and one past the last, where in the new text what stands before it ends."""
        return [0, *accumulate((self.new.ends[there] if there >= 0 else 0 for there in self.pairs), max)]
