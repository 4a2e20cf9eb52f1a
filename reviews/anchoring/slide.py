"""Puts a removed or inserted stretch where a person would say it was.

When a list item among alike ones goes, a comparison of words may as well say that the end of one and the beginning of
the next went. Such a stretch can slide as long as the word it leaves equals the word it takes; it is put where it begins
and ends with a line or a sentence.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reviews.anchoring.tokens import CONTENT, Tokens

_FARTHEST = 200


def slide(old: Tokens, new: Tokens, pairs: list[int]) -> None:
    """Move every stretch that is purely removed or purely inserted to its best place; `pairs` stays rising."""
    ranks = _ranks(old)
    for first, last in _gaps(pairs):
        shift = _best(old, ranks, (first, last), _room(pairs, first, last))
        _shift(pairs, first, last, shift)
    back = [-1] * len(new.keys)
    for place, there in enumerate(pairs):
        if there >= 0:
            back[there] = place
    ranks = _ranks(new)
    for first, last in _gaps(back):
        shift = _best(new, ranks, (first, last), _room(back, first, last))
        _shift(back, first, last, shift)
    pairs[:] = [-1] * len(pairs)
    for there, place in enumerate(back):
        if place >= 0:
            pairs[place] = there


def _ranks(tokens: Tokens) -> bytearray:
    """How good a beginning each token is: a line that begins a sentence or item 3, a sentence 1, else 0."""
    ranks = bytearray(len(tokens.keys) + 1)
    for place in tokens.sentences:
        ranks[place] = 1
    for place in tokens.lines:
        if ranks[place]:
            ranks[place] = 3
    return ranks


def _gaps(pairs: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Stretches without a partner between two tokens whose partners are neighbours: nothing stands in their place."""
    paired = [place for place, there in enumerate(pairs) if there >= 0]
    for before, after in pairwise(paired):
        if after > before + 1 and pairs[after] == pairs[before] + 1:
            yield before + 1, after


def _room(pairs: Sequence[int], first: int, last: int) -> tuple[int, int]:
    """How far the stretch may slide back and on before it meets another difference."""
    back = on = 0
    while back < _FARTHEST and first - back - 2 >= 0 and pairs[first - back - 2] == pairs[first - back - 1] - 1 >= 0:
        back += 1
    while on < _FARTHEST and last + on + 1 < len(pairs) and pairs[last + on + 1] == pairs[last + on] + 1:
        on += 1
    return back, on


def _best(tokens: Tokens, ranks: bytearray, gap: tuple[int, int], room: tuple[int, int]) -> int:
    """The shift to the place with the best beginning and end; 0 if none is better than where it is.

    Past mere marks and list numbers nothing slides: which of two hyphens went is no question anybody asks.
    """
    keys = tokens.keys
    first, last = gap
    best, highest = 0, ranks[first] + ranks[last]
    for step, most in ((-1, room[0]), (1, room[1])):
        shift = 0
        while abs(shift) < most:
            leaves, takes = (last + shift - 1, first + shift - 1) if step < 0 else (first + shift, last + shift)
            if keys[leaves] != keys[takes]:
                break
            shift += step
            rank = ranks[first + shift] + ranks[last + shift]
            passed = (first + shift, first) if step < 0 else (last, last + shift)
            if rank > highest and tokens.weight(*passed) >= CONTENT:
                best, highest = shift, rank
    return best


def _shift(pairs: list[int], first: int, last: int, shift: int) -> None:
    """Hand the partners of the tokens that the stretch takes to those that it leaves."""
    if shift < 0:
        partners = pairs[first + shift : first]
        pairs[first + shift : last] = [-1] * (last - first) + partners
    elif shift > 0:
        partners = pairs[last : last + shift]
        pairs[first : last + shift] = partners + [-1] * (last - first)
