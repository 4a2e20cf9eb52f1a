"""Finds passages that stand somewhere else now, among what the ordered comparison left over on both sides."""

from collections import defaultdict
from itertools import pairwise

from reviews.anchoring.diff import Pairs, pair
from reviews.anchoring.tokens import CONTENT, Tokens

_RUN = 6
_ALIKE = 0.6
_LEFT = 0.5

Span = tuple[int, int]


def moves(old: Tokens, new: Tokens, pairs: Pairs) -> Pairs:
    """For each old token its new one if its passage moved, or -1. `pairs` is what the comparison in order found."""
    moved = [-1] * len(old.keys)
    taken = bytearray(len(new.keys))
    for there in pairs:
        if there >= 0:
            taken[there] = 1
    kept = bytearray(1 if there >= 0 else 0 for there in pairs)
    if all(kept) or all(taken):
        return moved
    gone = _left_over(old, kept)
    come = _left_over(new, taken)
    _same_sentences(old, new, gone, come, moved)
    _runs(old, new, kept, taken, moved)
    _alike(old, new, gone, come, moved)
    return moved


def _left_over(tokens: Tokens, used: bytearray) -> list[Span]:
    """Sentences of which less than half is used, by weight."""
    left = []
    for first, last in pairwise(tokens.sentences):
        whole = sum(tokens.weights[first:last])
        unused = sum(tokens.weights[place] for place in range(first, last) if not used[place])
        if whole and unused > _LEFT * whole:
            left.append((first, last))
    return left


def _words(tokens: Tokens, span: Span) -> tuple[str, ...]:
    return tuple(key for key in tokens.keys[slice(*span)] if key[0].isalnum())


def _same_sentences(old: Tokens, new: Tokens, gone: list[Span], come: list[Span], moved: Pairs) -> None:
    """A sentence that stands once in each whole text, and is left over in both."""
    there: dict[tuple[str, ...], Span | None] = {}
    for span in pairwise(new.sentences):
        words = _words(new, span)
        there[words] = None if words in there else span
    here: dict[tuple[str, ...], int] = defaultdict(int)
    for span in pairwise(old.sentences):
        here[_words(old, span)] += 1
    free = set(come)
    for span in gone:
        words = _words(old, span)
        target = there.get(words)
        if len(words) >= 3 and here[words] == 1 and target in free and target:
            _tie(old, new, span, target, moved)


def _runs(old: Tokens, new: Tokens, kept: bytearray, taken: bytearray, moved: Pairs) -> None:
    """Verbatim runs of six words or more among the leftovers of both sides; the run must stand once in each."""
    ours = [place for place, key in enumerate(old.keys) if not kept[place] and key[0].isalnum()]
    theirs = [place for place, key in enumerate(new.keys) if not taken[place] and key[0].isalnum()]
    there: dict[tuple[str, ...], int] = {}
    for number in range(len(theirs) - _RUN + 1):
        gram = tuple(new.keys[place] for place in theirs[number : number + _RUN])
        there[gram] = -1 if gram in there else number
    seen: dict[tuple[str, ...], int] = {}
    for number in range(len(ours) - _RUN + 1):
        gram = tuple(old.keys[place] for place in ours[number : number + _RUN])
        seen[gram] = -1 if gram in seen else number
    for gram, number in seen.items():
        other = there.get(gram, -1)
        if (
            number >= 0
            and other >= 0
            and old.weights[ours[number]]
            and sum(old.weights[p] for p in ours[number : number + _RUN]) >= 2
        ):
            for offset in range(_RUN):
                moved[ours[number + offset]] = theirs[other + offset]


def _alike(old: Tokens, new: Tokens, gone: list[Span], come: list[Span], moved: Pairs) -> None:
    """Reworded sentences that are each other's best."""
    gone = [span for span in gone if all(moved[place] < 0 for place in range(*span))]
    if not gone or not come:
        return
    index: dict[str, list[int]] = defaultdict(list)
    for number, span in enumerate(come):
        for word in set(_words(new, span)):
            index[word].append(number)
    best_here: dict[int, tuple[float, int]] = {}
    best_there: dict[int, tuple[float, int]] = {}
    for number, span in enumerate(gone):
        shared: dict[int, float] = defaultdict(float)
        for word in set(_words(old, span)):
            if len(index.get(word, ())) <= 20:
                for other in index.get(word, ()):
                    shared[other] += 1
        for other in sorted(shared, key=lambda key: -shared[key])[:4]:
            score = _likeness(old, new, span, come[other])
            if score > best_here.get(number, (0.0, 0))[0]:
                best_here[number] = (score, other)
            if score > best_there.get(other, (0.0, 0))[0]:
                best_there[other] = (score, number)
    for number, (score, other) in best_here.items():
        if score >= _ALIKE and best_there[other][1] == number:
            _tie(old, new, gone[number], come[other], moved)


def _likeness(old: Tokens, new: Tokens, here: Span, there: Span) -> float:
    """Share of the weight of both sentences that an ordered comparison pairs, 0 to 1."""
    ours, theirs = _part(old, here), _part(new, there)
    pairs = pair(ours, theirs)
    both = sum(weight for weight, other in zip(ours.weights, pairs, strict=True) if other >= 0)
    whole = sum(ours.weights) + sum(theirs.weights)
    return 2 * both / whole if sum(1 for w in ours.weights if w == CONTENT) >= 3 else 0.0


def _part(tokens: Tokens, span: Span) -> Tokens:
    part = slice(*span)
    return Tokens("", tokens.keys[part], tokens.starts[part], tokens.ends[part], tokens.weights[part])


def _tie(old: Tokens, new: Tokens, here: Span, there: Span, moved: Pairs) -> None:
    for place, other in enumerate(pair(_part(old, here), _part(new, there)), here[0]):
        if other >= 0:
            moved[place] = other + there[0]
