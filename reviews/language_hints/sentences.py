"""Cuts the writer's prose into sentences of plain lower-case words, each word knowing its place in the source."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from reviews.language_hints.aside import ASIDE

_BREAK = re.compile(
    r"[.!?…]+[\"'”’)*_\]]*(?=\s)|\n[ \t]*(?=\n)|\n(?=[ \t]*(?:[-*+#|]|\d{1,9}[.)])[ \t#])|(?<=\|)|^[ \t]*#{1,6}[^\n]*$",
    re.MULTILINE,
)
_SHORT = re.compile(r"\b(?:e\.g|i\.e|etc|vs|approx|Dr|Mr|Mrs|Ms|St|No|cf|a\.m|p\.m|[A-Z])\.$")
_TOKEN = re.compile(rf"\d+(?:[:.,]\d+)*\w*|[^\W_]+(?:[-'’‑][^\W_]+)*|{ASIDE}+|[,;:()?!–—.|#\[\]]")
_LONGEST = 400
_EXPANDED = {"won't": ["will", "not"], "can't": ["can", "not"], "cannot": ["can", "not"], "shan't": ["shall", "not"]}
_SPELT = {
    "judgment": "judgement",
    "mis-typed": "mistyped",
    "fatfingered": "fat-fingered",
    "handoff": "hand-over",
    "hand-off": "hand-over",
    "handover": "hand-over",
    "shoulda": "should've",
    "shouldve": "should've",
    "couldve": "could've",
    "wouldve": "would've",
    "mightve": "might've",
    "didnt": "didn't",
    "wasnt": "wasn't",
    "werent": "weren't",
    "hadnt": "hadn't",
    "shouldnt": "shouldn't",
    "wouldnt": "wouldn't",
    "couldnt": "couldn't",
    "dont": "don't",
    "coulda": "could've",
    "woulda": "would've",
    "on-call": "oncall",
    "noone": "nobody",
}


# "Should of" is heard for "should've".
_MODALS = {"should", "could", "would", "might", "must"}


@dataclass(frozen=True)
class Sentence:
    """The words of one sentence: comparable, as written, and where each stands in the source."""

    words: list[str]
    raw: list[str]
    spans: list[tuple[int, int]]

    @cached_property
    def line(self) -> str:
        """Every word with one blank after it, and one before the first: what the patterns look at."""
        return " " + "".join(f"{word} " for word in self.words)

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(word) + 1 for word in self.words), initial=1))

    def index(self, at: int) -> int:
        """Index of the word that stands at a place of the line."""
        return max(0, bisect_right(self._starts, at) - 1)

    @property
    def asks(self) -> bool:
        return "?" in self.words[-2:]

    def has(self, start: int, end: int, words: frozenset[str]) -> bool:
        """Whether one of the words stands between two indices."""
        return any(word in words for word in self.words[max(0, start) : end])


def sentences(own: str) -> Iterator[Sentence]:
    """Sentences of text that went through `own_words`, at most 400 words long each."""
    at = 0
    for found in _BREAK.finditer(own):
        if found[0].startswith(".") and _SHORT.search(own, max(at, found.start() - 8), found.start() + 1):
            continue
        yield from _cut(own, at, found.end())
        at = found.end()
    yield from _cut(own, at, len(own))


def _cut(own: str, start: int, end: int) -> Iterator[Sentence]:
    found = list(_TOKEN.finditer(own, start, end))
    for first in range(0, len(found), _LONGEST):
        sentence = _sentence(found[first : first + _LONGEST])
        if sentence.words:
            yield sentence


def _sentence(found: list[re.Match[str]]) -> Sentence:
    sentence = Sentence([], [], [])
    for token in found:
        for word in _plain(token[0]):
            modal = word == "of" and sentence.words[-1:] and sentence.words[-1] in _MODALS
            sentence.words.append("have" if modal else word)
            sentence.raw.append(token[0])
            sentence.spans.append(token.span())
    return sentence


def _plain(token: str) -> list[str]:
    if token[0] == ASIDE:
        return ["§"]
    word = token.lower().replace("’", "'").replace("‑", "-")
    word = _SPELT.get(word, word)
    if word in _EXPANDED:
        return _EXPANDED[word]
    if "'" not in word:
        return [word]
    if word.endswith("n't've"):
        return [word[:-6], "not", "have"]
    if word.endswith("n't"):
        return [word[:-3], "not"]
    if word.endswith("'d've"):
        return [word[:-5], "would", "have"]
    stem, _, tail = word.rpartition("'")
    ends = {"ve": ["have"], "d": ["'d"], "re": ["are"], "m": ["am"], "ll": ["will"], "s": ["'s"]}
    return [stem, *ends[tail]] if tail in ends else [word]
