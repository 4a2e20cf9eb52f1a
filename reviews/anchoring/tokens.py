"""Cuts Markdown source into words and marks with their weight, and into sentences: what the mapping compares."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

CONTENT, STOP, MARK, TARGET = 1.0, 0.35, 0.1, 0.03

STOP_WORDS = frozenset(
    [
        "a",
        "about",
        "above",
        "after",
        "again",
        "all",
        "also",
        "am",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "because",
        "been",
        "before",
        "being",
        "below",
        "between",
        "both",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "doing",
        "down",
        "during",
        "each",
        "few",
        "for",
        "from",
        "further",
        "had",
        "has",
        "have",
        "having",
        "he",
        "her",
        "here",
        "hers",
        "him",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "just",
        "may",
        "me",
        "might",
        "more",
        "most",
        "must",
        "my",
        "no",
        "nor",
        "not",
        "now",
        "of",
        "off",
        "on",
        "once",
        "only",
        "or",
        "other",
        "our",
        "out",
        "over",
        "own",
        "s",
        "same",
        "she",
        "should",
        "so",
        "some",
        "such",
        "t",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "to",
        "too",
        "under",
        "until",
        "up",
        "very",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)

_NEARBY = 80
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s]|_")
_TARGET = re.compile(r"\]\([^)\n]*\)|^ {0,3}\[[^\]\n]+\]:[^\n]*$|<https?://[^>\s]*>", re.MULTILINE)
_NUMBER = re.compile(r"^[ \t]*(\d{1,9})[.)][ \t]", re.MULTILINE)
_SENTENCE = re.compile(r"[.!?][\"'”’)*_`\]]*\s+(?![a-z])|:\s*\n|\n[ \t]*\n\s*|\n[ \t]*(?=[-*+#>|]|\d+[.)]\s)|\|")
_SAME = str.maketrans("‘’“”–—", "''\"\"--")


@dataclass(frozen=True)
class Tokens:
    """The words and marks of one text in order: comparable keys, spans in the text, weights."""

    text: str
    keys: list[str]
    starts: list[int]
    ends: list[int]
    weights: list[float]

    def inside(self, start: int, end: int) -> tuple[int, int]:
        """Indices (first, one past last) of the tokens that share a character with a span of the text."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    @cached_property
    def sentences(self) -> list[int]:
        """Index of the first token of each sentence, and at the end the number of tokens."""
        cuts = [bisect_left(self.starts, found.end()) for found in _SENTENCE.finditer(self.text)]
        return sorted({0, len(self.keys), *cuts})

    @cached_property
    def lines(self) -> list[int]:
        """Index of the first token of each line that has one, and at the end the number of tokens."""
        cuts = [bisect_left(self.starts, found.end()) for found in re.finditer("\n", self.text)]
        return sorted({0, len(self.keys), *cuts})

    @cached_property
    def _summed(self) -> list[float]:
        return list(accumulate(self.weights, initial=0.0))

    def weight(self, first: int, last: int) -> float:
        """Weight of a stretch of tokens, in constant time."""
        return self._summed[last] - self._summed[first]

    def sentence(self, index: int) -> tuple[int, int]:
        """Indices (first, one past last) of the sentence around a token, at most 80 tokens to either side."""
        place = bisect_right(self.sentences, index)
        first, last = self.sentences[place - 1], self.sentences[min(place, len(self.sentences) - 1)]
        return max(first, index - _NEARBY), min(last, index + _NEARBY)


def tokenise(text: str) -> Tokens:
    """The tokens of a text; case and the shape of quotes and dashes do not count."""
    spans = [found.span() for found in _TOKEN.finditer(text)]
    plain = text.translate(_SAME)  # one for one, so the spans fit; case folding may lengthen, and comes after
    keys = [plain[start:end].casefold() for start, end in spans]
    weights = [_weight(key) for key in keys]
    tokens = Tokens(text, keys, [start for start, _ in spans], [end for _, end in spans], weights)
    for found in _TARGET.finditer(text):
        first, last = tokens.inside(found.start() + 1, found.end())
        weights[first:last] = [TARGET] * (last - first)
    for found in _NUMBER.finditer(text):
        weights[bisect_left(tokens.starts, found.start(1))] = STOP
    return tokens


def _weight(key: str) -> float:
    if not key[0].isalnum():
        return MARK
    return STOP if key in STOP_WORDS else CONTENT
