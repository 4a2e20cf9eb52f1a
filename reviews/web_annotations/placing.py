"""Finds the words of a quote in a text: those very words, never something merely alike."""

from dataclasses import dataclass

_MANY = 200
_LEAST = 4  # characters of its surroundings that a lone word needs to be known by


@dataclass(frozen=True)
class Quote:
    """The words a comment is about, as its file gives them; start is a hint and may be None."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None


def place(text: str, quote: Quote) -> tuple[int, int] | None:
    """Where exactly these words stand; of several places the one whose surroundings are most alike.

    None if they stand nowhere, if several places are equally likely, or if a lone word stands in surroundings that have
    nothing of its own.
    """
    length = len(quote.exact)
    if quote.start is not None and text.startswith(quote.exact, quote.start) and _fits(text, quote, quote.start):
        return quote.start, quote.start + length
    places = _places(text, quote.prefix + quote.exact + quote.suffix)
    if len(places) == 1:
        return places[0] + len(quote.prefix), places[0] + len(quote.prefix) + length
    best = _best(text, quote, _places(text, quote.exact))
    return None if best is None else (best, best + length)


def _best(text: str, quote: Quote, places: list[int]) -> int | None:
    if not places or len(places) > _MANY:
        return None
    ranked = sorted(((_alike(text, quote, at), at) for at in places), reverse=True)
    alike, at = ranked[0]
    if len(ranked) > 1:
        return at if alike > ranked[1][0] else None
    lone = len(quote.exact.split()) == 1 and bool(quote.prefix or quote.suffix)
    return None if lone and alike < _LEAST else at


def _places(text: str, exact: str) -> list[int]:
    places: list[int] = []
    at = text.find(exact)
    while at >= 0 and len(places) <= _MANY:
        places.append(at)
        at = text.find(exact, at + 1)
    return places


def _fits(text: str, quote: Quote, at: int) -> bool:
    return _alike(text, quote, at) == len(quote.prefix) + len(quote.suffix)


def _alike(text: str, quote: Quote, at: int) -> int:
    """Characters of the surroundings that agree, counted from the quote outwards."""
    after = text[at + len(quote.exact) : at + len(quote.exact) + len(quote.suffix)]
    before = text[max(0, at - len(quote.prefix)) : at]
    return _common(quote.prefix[::-1], before[::-1]) + _common(quote.suffix, after)


def _common(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
