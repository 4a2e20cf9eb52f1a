"""Finds passages that stand somewhere else now, among what the ordered comparison left over on both sides.

Three signs, the surest first: a line or sentence that stands once in each text; a verbatim run of six words or more;
a reworded sentence when both are each other's best. Nothing here looks for something merely alike elsewhere: both
sides must be left over, and old text that stayed is never given away.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import compress, pairwise

from reviews.anchoring.diff import Pairs, match
from reviews.anchoring.tokens import CONTENT, Tokens

_RUN = 6
_SURE = 8
_ALIKE = 0.6
_LEFT = 0.5
_CLEARLY = 0.15

Span = tuple[int, int]
Words = tuple[str, ...]


def follow_moves(old: Tokens, new: Tokens, pairs: Pairs) -> tuple[Pairs, bytearray]:
    """For each old token its new one wherever it stands now, or -1, and a flag for those that moved."""
    search = _Search(old, new, pairs)
    if not all(search.kept) and not all(search.taken):
        search.same(old.lines, new.lines)
        search.same(old.sentences, new.sentences)
        search.runs()
        search.alike()
    return search.settle()


class _Search:
    """What is known so far: pairs in order, and moves found."""

    def __init__(self, old: Tokens, new: Tokens, pairs: Pairs) -> None:
        self.old, self.new, self.pairs = old, new, pairs
        self.moved = [-1] * len(old.keys)
        self.kept = bytearray(1 if there >= 0 else 0 for there in pairs)
        self.taken = bytearray(len(new.keys))
        for there in pairs:
            if there >= 0:
                self.taken[there] = 1

    def same(self, old_cuts: list[int], new_cuts: list[int]) -> None:
        """Units whose words stand once in each whole text; a short one must be left over on the new side."""
        there, here = _once(self.new, new_cuts), _once(self.old, old_cuts)
        for words, span in here.items():
            target = there.get(words)
            if not span or not target or len(words) < 3:
                continue
            stayed = _share(self.old, span, self.kept)
            free = len(words) >= _SURE or _share(self.new, target, self.taken) < _LEFT
            if stayed < 1 - _CLEARLY and free and self._unmoved(span):
                self._tie(span, target)

    def runs(self) -> None:
        """Verbatim runs that stand once in the leftovers of each side, grown to what surrounds them."""
        ours = [place for place, key in enumerate(self.old.keys) if not self.kept[place] and key[0].isalnum()]
        theirs = [place for place, key in enumerate(self.new.keys) if not self.taken[place] and key[0].isalnum()]
        there = _grams(self.new, theirs)
        for gram, number in _grams(self.old, ours).items():
            other = there.get(gram, -1)
            if number < 0 or other < 0:
                continue
            here = ours[number : number + _RUN]
            if sum(self.old.weights[place] for place in here) >= 2 and self.moved[here[0]] < 0:
                self._grow(here, theirs[other : other + _RUN])

    def alike(self) -> None:
        """Reworded sentences of the leftovers that are each other's best."""
        gone = [span for span in _left_over(self.old, self.kept) if self._unmoved(span)]
        come = _left_over(self.new, self.taken)
        best_here: dict[int, tuple[float, int]] = {}
        best_there: dict[int, tuple[float, int]] = {}
        for number, other in _rivals(self.old, self.new, gone, come):
            score = _likeness(self.old, self.new, gone[number], come[other])
            best_here[number] = max(best_here.get(number, (0.0, 0)), (score, other))
            best_there[other] = max(best_there.get(other, (0.0, 0)), (score, number))
        for number, (score, other) in best_here.items():
            if score >= _ALIKE and best_there[other][1] == number:
                self._tie(gone[number], come[other])

    def settle(self) -> tuple[Pairs, bytearray]:
        """One place for each token: a sentence goes with its move if more of it moved than stayed."""
        final, flags = list(self.pairs), bytearray(len(self.pairs))
        if max(self.moved, default=-1) < 0:
            return final, flags
        weights = self.old.weights
        for first, last in pairwise(self.old.sentences):
            went = sum(weights[place] for place in range(first, last) if self.moved[place] >= 0)
            if not went:
                continue
            stayed = sum(weights[place] for place in range(first, last) if self.kept[place])
            whole = went > stayed + _CLEARLY * sum(weights[first:last])
            for place in range(first, last):
                if self.moved[place] >= 0 and (whole or not self.kept[place]):
                    final[place], flags[place] = self.moved[place], 1
                elif whole:
                    final[place] = -1
        return final, flags

    def _unmoved(self, span: Span) -> bool:
        return all(there < 0 for there in self.moved[slice(*span)])

    def _tie(self, here: Span, there: Span) -> None:
        """Pair the tokens of two passages that are known to be the same."""
        for place, other in enumerate(match(_part(self.old, here), _part(self.new, there)), here[0]):
            if other >= 0 and self.moved[place] < 0:
                self.moved[place] = other + there[0]

    def _grow(self, here: list[int], there: list[int]) -> None:
        """Tie a run, the marks inside, what goes on verbatim at both ends, and the rest of its sentence."""
        a, b = self.old.keys, self.new.keys
        first, begin = here[0], there[0]
        while first and begin and a[first - 1] == b[begin - 1] and self.moved[first - 1] < 0:
            first, begin = first - 1, begin - 1
        last, end = here[-1] + 1, there[-1] + 1
        while last < len(a) and end < len(b) and a[last] == b[end] and self.moved[last] < 0:
            last, end = last + 1, end + 1
        self._tie((first, last), (begin, end))
        self._tie((self.old.sentence(first)[0], first), (self.new.sentence(begin)[0], begin))
        self._tie((last, self.old.sentence(last - 1)[1]), (end, self.new.sentence(end - 1)[1]))


def _words(tokens: Tokens, span: Span) -> Words:
    return tuple(key for key in tokens.keys[slice(*span)] if key[0].isalnum())


def _once(tokens: Tokens, cuts: list[int]) -> dict[Words, Span | None]:
    """The units between the cuts by their words; None for words that stand there more than once."""
    units: dict[Words, Span | None] = {}
    for span in pairwise(cuts):
        words = _words(tokens, span)
        units[words] = None if words in units else span
    return units


def _grams(tokens: Tokens, places: list[int]) -> dict[Words, int]:
    """Runs of six words with the number of their first place, or -1 if they stand there more than once."""
    words = [tokens.keys[place] for place in places]
    grams: dict[Words, int] = {}
    for number, gram in enumerate(zip(*(words[offset:] for offset in range(_RUN)), strict=False)):
        grams[gram] = -1 if gram in grams else number
    return grams


def _share(tokens: Tokens, span: Span, used: bytearray) -> float:
    """The share of a span's weight that is used, 0 to 1."""
    first, last = span
    whole = tokens.weight(first, last)
    return sum(compress(tokens.weights[first:last], used[first:last])) / whole if whole else 1.0


def _left_over(tokens: Tokens, used: bytearray) -> list[Span]:
    return [span for span in pairwise(tokens.sentences) if _share(tokens, span, used) < _LEFT]


def _rivals(old: Tokens, new: Tokens, gone: list[Span], come: list[Span]) -> Iterable[tuple[int, int]]:
    """Pairs of leftover sentences that share rare words: for each old one the four most promising."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, span in enumerate(come):
        for word in set(_words(new, span)):
            index[word].append(number)
    for number, span in enumerate(gone):
        shared: dict[int, int] = defaultdict(int)
        for word in set(_words(old, span)):
            found = index.get(word, ())
            if len(found) <= 20:
                for other in found:
                    shared[other] += 1
        for other in sorted(shared, key=lambda other: -shared[other])[:4]:
            yield number, other


def _likeness(old: Tokens, new: Tokens, here: Span, there: Span) -> float:
    """Share of the weight of both sentences that an ordered comparison pairs, 0 to 1."""
    ours, theirs = _part(old, here), _part(new, there)
    if sum(1 for weight in ours.weights if weight == CONTENT) < 3:
        return 0.0
    both = sum(weight for weight, other in zip(ours.weights, match(ours, theirs), strict=True) if other >= 0)
    return 2 * both / (sum(ours.weights) + sum(theirs.weights))


def _part(tokens: Tokens, span: Span) -> Tokens:
    part = slice(*span)
    return Tokens("", tokens.keys[part], tokens.starts[part], tokens.ends[part], tokens.weights[part])
