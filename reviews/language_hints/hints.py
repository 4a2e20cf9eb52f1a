"""Finds the places that deserve a hint: each kind has its rules, and what several of them claim is given once."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from reviews.language_hints import causes, counterfactuals, hindsight, judgements, single, undone
from reviews.language_hints.aside import own_words
from reviews.language_hints.reasons import REASONS
from reviews.language_hints.rules import Rule
from reviews.language_hints.sentences import Sentence, sentences

KINDS = tuple(REASONS)
RULES: tuple[Rule, ...] = (
    *hindsight.RULES,
    *counterfactuals.RULES,
    *undone.RULES,
    *causes.RULES,
    *single.RULES,
    *judgements.RULES,
)


@dataclass(frozen=True, order=True)
class Hint:
    """A place in a text, from `start` to `end` in Unicode code points, and what may be said about it.

    `kind` is one of KINDS; `why` and `instead` are plain English that a page sends through gettext.
    """

    start: int
    end: int
    kind: str
    why: str
    instead: str


def find_hints(text: str) -> list[Hint]:
    """The hints for Markdown source, in order and without overlap. Time grows with the length of the text only."""
    own = own_words(text)
    return [_hint(*place) for sentence in sentences(own) for place in _places(sentence)]


def _hint(start: int, end: int, kind: str) -> Hint:
    reason = REASONS[kind]
    return Hint(start, end, kind, reason.why, reason.instead)


def _places(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """Of places that overlap the rule that stands first wins; two of one kind side by side stay two."""
    taken: list[tuple[int, int, str]] = []
    for first, last, kind in _claims(tuple(sentence.words), tuple(sentence.raw)):
        start, end = sentence.spans[first][0], sentence.spans[last][1]
        if all(end <= other[0] or start >= other[1] for other in taken):
            taken.append((start, end, kind))
    return iter(sorted(taken))


@lru_cache(maxsize=8192)
def _claims(words: tuple[str, ...], raw: tuple[str, ...]) -> tuple[tuple[int, int, str], ...]:
    """What the rules claim of these words, the first rule's first: indices of the first and last word, and the kind.

    Kept, because somebody who writes changes one sentence and asks about a thousand.
    """
    if not any(word.isalpha() for word in words):
        return ()
    sentence = Sentence(list(words), list(raw), [])
    return tuple((first, last, rule.kind) for rule in RULES for first, last in rule.places(sentence))
