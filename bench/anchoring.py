"""How long mapping comments takes: a thousand on ten thousand words, and documents made to be slow.

Prints one JSON line a measure: name, ours and floor in milliseconds (floor is difflib on the same words), ratio, target
in milliseconds, holds.
"""

import difflib
import json
import random
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from reviews.anchoring import map_spans

ONSETS = ("b", "br", "c", "cl", "d", "f", "g", "gr", "h", "l", "m", "n", "p", "pl", "r", "s", "st", "t", "tr", "v", "w")
VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "ou")
COMMON = [
    "the",
    "a",
    "of",
    "to",
    "and",
    "in",
    "it",
    "was",
    "we",
    "on",
    "for",
    "that",
    "with",
    "as",
    "at",
    "by",
    "from",
    "but",
    "not",
    "were",
    "had",
    "this",
    "when",
    "then",
    "they",
]


def sentence(dice: random.Random, words: list[str]) -> str:
    """Eight to twenty words; half of them common ones, the rest as unequal in frequency as in real prose."""
    chosen = [
        dice.choice(COMMON) if dice.random() < 0.5 else words[min(int(dice.paretovariate(0.7)), len(words)) - 1]
        for _ in range(dice.randint(8, 20))
    ]
    return " ".join(chosen).capitalize() + "."


def document(dice: random.Random, count: int) -> list[str]:
    """Paragraphs of about `count` words in all."""
    words = ["".join(dice.choice(ONSETS) + dice.choice(VOWELS) for _ in range(dice.randint(1, 3))) for _ in range(3000)]
    paragraphs: list[str] = []
    written = 0
    while written < count:
        paragraph = " ".join(sentence(dice, words) for _ in range(dice.randint(3, 7)))
        written += len(paragraph.split())
        paragraphs.append(paragraph)
    return paragraphs


def edit(dice: random.Random, paragraphs: list[str], share: float) -> list[str]:
    """The document after an afternoon: words replaced, sentences gone and new, paragraphs moved."""
    edited = list(paragraphs)
    for number, paragraph in enumerate(edited):
        if dice.random() < share:
            words = paragraph.split()
            for _ in range(dice.randint(1, 8)):
                words[dice.randrange(len(words))] = dice.choice(("changed", "later", "graph", "quietly"))
            edited[number] = " ".join(words)
    for _ in range(int(len(edited) * share / 4)):
        edited.insert(dice.randrange(len(edited)), edited.pop(dice.randrange(len(edited))))
        edited.pop(dice.randrange(len(edited)))
        edited.insert(dice.randrange(len(edited)), " ".join(document(dice, 40)))
    return edited


def milliseconds(call: Callable[[], object], times: int) -> float:
    """The best of some runs."""
    best = float("inf")
    for _ in range(times):
        begin = time.perf_counter()
        call()
        best = min(best, time.perf_counter() - begin)
    return best * 1000


def report(name: str, old: str, new: str, target: float, most_ratio: float) -> bool:
    """Measure a thousand comments on one pair of texts against difflib, and print the line."""
    dice = random.Random(len(old))
    starts = [dice.randrange(max(1, len(old) - 200)) for _ in range(1000)]
    spans = [(start, start + dice.randint(10, 200)) for start in starts]
    ours = milliseconds(lambda: map_spans(old, new, spans), 5)
    before, after = re.findall(r"\w+|[^\w\s]", old), re.findall(r"\w+|[^\w\s]", new)
    floor = milliseconds(lambda: difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes(), 1)
    holds = ours <= target and ours / floor <= most_ratio
    line = {"name": name, "ours": round(ours, 1), "floor": round(floor, 1), "ratio": round(ours / floor, 3)}
    print(json.dumps({**line, "target": target, "holds": holds}))
    return holds


def main() -> int:
    """Run every measure; 1 if one does not hold."""
    dice = random.Random(11)
    text = document(dice, 10_000)
    old = "\n\n".join(text)
    shuffled = dice.sample(text, len(text))
    rows = [f"| 14:{n % 60:02} | page {n % 7} | ok |" for n in range(3_000)]
    held = [
        report("1,000 comments, 10,000 words, lightly edited", old, "\n\n".join(edit(dice, text, 0.1)), 150, 0.15),
        report("1,000 comments, 10,000 words, heavily edited", old, "\n\n".join(edit(dice, text, 0.6)), 300, 1),
        report("1,000 comments, every paragraph elsewhere", old, "\n\n".join(shuffled), 300, 1),
        report("1,000 comments, another document", old, "\n\n".join(document(dice, 10_000)), 300, 1),
        report(
            "1,000 comments, a table of alike rows", "\n".join(rows), "\n".join(rows[:1_000] + rows[1_100:]), 300, 1
        ),
    ]
    return 0 if all(held) else 1


if __name__ == "__main__":
    raise SystemExit(main())
