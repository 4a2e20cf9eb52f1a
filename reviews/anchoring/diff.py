"""Pairs the words of two versions of a text, in order: anchors first, a careful comparison only in what is left.

Runs of words that stand exactly once on each side are sure; the heaviest chain of them that keeps order is taken,
and the same is done again in each gap with shorter runs. Small gaps are compared word by word, where beginning a new
run costs more than a stop word is worth, so that a lonely "the" never ties unrelated sentences together.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from reviews.anchoring.slide import slide
from reviews.anchoring.tokens import Tokens

Pairs = list[int]  # for each old token the index of its new one, or -1
Run = tuple[int, int, int]  # first old token, first new token, length

_SMALL = 3_000
_OPEN = 0.2
_JOIN = 0.2
_OPEN_WIDE = 0.6
_NARROW = 1_000


def pair(old: Tokens, new: Tokens) -> Pairs:
    """For each old token the new token it lives on in, or -1; rising."""
    pairs = match(old, new)
    slide(old, new, pairs)
    return pairs


def match(old: Tokens, new: Tokens) -> Pairs:
    """Like `pair`, for parts of texts whose lines and sentences do not count."""
    pairs = [-1] * len(old.keys)
    work = [(0, len(old.keys), 0, len(new.keys), 4)]
    while work:
        gap = _trim(old.keys, new.keys, work.pop(), pairs)
        first, last, begin, end, size = gap
        if first >= last or begin >= end:
            continue
        if (last - first) * (end - begin) <= _SMALL:
            _compare(old, new, gap, pairs)
            continue
        runs = [run for run in _anchors(old.keys, new.keys, gap) if sum(old.weights[run[0] : run[0] + run[2]]) >= 1]
        chain = _chain(runs, old.weights)
        if chain:
            _take(chain, pairs)
            work.extend(_between(chain, gap))
        elif size > 1:
            work.append((first, last, begin, end, size - 1))
    return pairs


Gap = tuple[int, int, int, int, int]  # old from, to; new from, to; length of the runs to look for


def _trim(a: Sequence[str], b: Sequence[str], gap: Gap, pairs: Pairs) -> Gap:
    """Pair what the gap has in common at its two ends."""
    first, last, begin, end, size = gap
    while first < last and begin < end and a[first] == b[begin]:
        pairs[first] = begin
        first, begin = first + 1, begin + 1
    while first < last and begin < end and a[last - 1] == b[end - 1]:
        last, end = last - 1, end - 1
        pairs[last] = end
    return first, last, begin, end, size


def _anchors(a: Sequence[str], b: Sequence[str], gap: Gap) -> list[Run]:
    """Runs of `size` tokens that stand once in each side of the gap, adjoining ones joined."""
    first, last, begin, end, size = gap
    there = _once(b, begin, end, size)
    runs: list[Run] = []
    for run, at in _once(a, first, last, size).items():
        to = there.get(run, -1)
        if at < 0 or to < 0:
            continue
        if runs:
            start, other, length = runs[-1]
            if at - start == to - other and at <= start + length:
                runs[-1] = (start, other, at + size - start)
                continue
        runs.append((at, to, size))
    return runs


def _once(keys: Sequence[str], first: int, last: int, size: int) -> dict[object, int]:
    """Each run of `size` tokens with its place, or -1 if it stands there more than once; in order of place."""
    part = keys[first:last]
    grams: Iterator[object] = zip(*(part[offset:] for offset in range(size)), strict=False) if size > 1 else iter(part)
    places: dict[object, int] = {}
    for place, gram in enumerate(grams, first):
        places[gram] = -1 if gram in places else place
    return places


def _chain(runs: list[Run], weights: Sequence[float]) -> list[Run]:
    """The heaviest of the chains of runs that rise on both sides; overlaps are cut from the later run."""
    best: list[float] = []  # rising weights of the best chains ...
    tails: list[int] = []  # ... that end at this rising place on the new side
    last: list[int] = []  # ... with this run
    before = [-1] * len(runs)
    for number, (start, other, length) in enumerate(runs):
        weight = sum(weights[start : start + length])
        place = bisect_left(tails, other + 1)
        if place:
            before[number] = last[place - 1]
            weight += best[place - 1]
        tail = other + length
        at = bisect_left(tails, tail)
        if at and best[at - 1] >= weight:
            continue
        drop = at
        while drop < len(best) and best[drop] <= weight:
            drop += 1
        best[at:drop], tails[at:drop], last[at:drop] = [weight], [tail], [number]
    chain: list[Run] = []
    number = last[-1] if last else -1
    while number >= 0:
        chain.append(runs[number])
        number = before[number]
    return chain[::-1]


def _take(chain: list[Run], pairs: Pairs) -> None:
    for start, other, length in chain:
        pairs[start : start + length] = range(other, other + length)


def _between(chain: list[Run], gap: Gap) -> Iterator[Gap]:
    first, last, begin, end, size = gap
    for start, other, length in chain:
        yield first, start, begin, other, size
        first, begin = start + length, other + length
    yield first, last, begin, end, size


def _compare(old: Tokens, new: Tokens, gap: Gap, pairs: Pairs) -> None:
    """The heaviest pairing inside a small gap, by dynamic programming over (ends in a pair, ends in a gap)."""
    first, last, begin, end, _ = gap
    a, b, weights = old.keys, new.keys, old.weights
    width = end - begin
    opening = _OPEN if (last - first) * width <= _NARROW else _OPEN_WIDE
    columns = range(width)
    keys = b[begin:end]
    apart = [0.0] * (width + 1)  # best so far, not ending in a pair here
    joined = [-1e9] * (width + 1)  # best so far, ending in the pair before
    steps: list[tuple[list[bool], list[bool], list[int]]] = []
    for row in range(first, last):
        key, worth = a[row], weights[row]
        new_apart, new_joined = [0.0] * (width + 1), [-1e9] * (width + 1)
        from_pair, continued, origin = [False] * (width + 1), [False] * (width + 1), [0] * (width + 1)
        for column in columns:
            if keys[column] == key:
                go_on, start = joined[column] + _JOIN, apart[column] - opening
                continued[column + 1] = go_on > start
                new_joined[column + 1] = worth + max(go_on, start)
            up, left, here = apart[column + 1], new_apart[column], new_joined[column + 1]
            origin[column + 1] = 0 if up >= left else 1
            new_apart[column + 1] = max(up, left)
            if here > new_apart[column + 1]:
                new_apart[column + 1], from_pair[column + 1] = here, True
        steps.append((from_pair, continued, origin))
        apart, joined = new_apart, new_joined
    _trace(steps, first, begin, width, pairs)


def _trace(
    steps: list[tuple[list[bool], list[bool], list[int]]], first: int, begin: int, width: int, pairs: Pairs
) -> None:
    row, column, in_run = len(steps), width, False
    while row and column:
        from_pair, continued, origin = steps[row - 1]
        if in_run or from_pair[column]:
            pairs[first + row - 1] = begin + column - 1
            in_run = continued[column]
            row, column = row - 1, column - 1
        elif origin[column]:
            column -= 1
        else:
            row -= 1
