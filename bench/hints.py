"""How long finding language hints takes, beside one plain pass that only looks for the words.

Prints one JSON line a measure: name, ours and floor in milliseconds (floor is one re.finditer over an alternation of all
words), ratio, target (the largest ratio), holds.
"""

import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from reviews.language_hints import find_hints
from tests.reviews.hint_sentences import SENTENCES
from tests.reviews.test_language_hints import PLACE, parse


def milliseconds(call: Callable[[], object], times: int = 3) -> float:
    """The best of some runs."""
    best = float("inf")
    for _ in range(times):
        begin = time.perf_counter()
        call()
        best = min(best, time.perf_counter() - begin)
    return best * 1000


def report(name: str, text: str, most: float) -> bool:
    """Measure one text and print the line."""
    phrases = sorted({found[2] for line in SENTENCES for found in PLACE.finditer(line)}, key=len, reverse=True)
    words = re.compile("|".join(map(re.escape, phrases)), re.IGNORECASE)
    ours = milliseconds(lambda: find_hints(text))
    floor = milliseconds(lambda: sum(1 for _ in words.finditer(text)))
    line = {"name": name, "ours": round(ours, 1), "floor": round(floor, 1), "ratio": round(ours / floor, 2)}
    print(json.dumps({**line, "target": most, "holds": ours / floor <= most}))
    return ours / floor <= most


def main() -> int:
    """Run every measure; 1 if one does not hold."""
    prose = "\n\n".join(parse(line)[0] for line in SENTENCES)
    held = [report(f"{size:,} characters of prose", (prose * 40)[:size], 5) for size in (10_000, 100_000)]
    held += [
        report(f"100,000 characters of {part!r}", part * (100_000 // len(part)), 12)
        for part in ("because the ", "`", "should have ")
    ]
    return 0 if all(held) else 1


if __name__ == "__main__":
    raise SystemExit(main())
