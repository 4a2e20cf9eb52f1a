"""How many visible characters of a rendered page map to their place in the Markdown source, and how many rightly.

`SELECTION_DOCUMENTS=pairs.jsonl make bench-selection`: a file with one JSON object a line, whose "old" and "new" are
Markdown texts, or a folder of .md files; without it the documentation of this project. Prints one JSON line a measure.
"mapped" asks of every visible character whether its place shows that character. "planted" knows the answer: words of
the source are replaced by words that stand nowhere else, and the page must show them where the map says.
"""

import html
import json
import os
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from reviews.markdown import Rendered, TooBig, render

ROOT = Path(__file__).resolve().parent.parent
TARGET = 99.5
PLANTS = 12
_WORD = re.compile(r"(?<![\w&#/.@:\\-])[a-z]{4,}(?![\w;/.@:-])", re.I)


def documents() -> list[str]:
    """Each text once, in an order that does not change."""
    path = Path(os.environ.get("SELECTION_DOCUMENTS") or ROOT / "docs")
    if path.is_dir():
        return [file.read_text(encoding="utf-8") for file in sorted(path.rglob("*.md"))]
    with path.open(encoding="utf-8") as lines:
        pairs = [json.loads(line) for line in lines]
    return sorted({pair[side] for pair in pairs for side in ("old", "new")})


def mapped(page: Rendered) -> tuple[int, int]:
    """Visible characters, and those whose place in the source shows them."""
    seen = right = 0
    for offset, shown in enumerate(page.plain):
        if not shown.isspace():
            seen += 1
            span = page.alignment.source_of(offset)
            typed = page.source[slice(*span)] if span else ""
            right += typed == shown or shown in html.unescape(typed)
    return seen, right


def plants(source: str, dice: random.Random) -> Iterator[tuple[int, str, str]]:
    """Places of words in the source, rising, with a word of the same length that stands nowhere else."""
    words = list(_WORD.finditer(source))
    for number, found in enumerate(sorted(dice.sample(words, min(PLANTS, len(words))), key=re.Match.start)):
        yield found.start(), found.group(), "q" + chr(ord("a") + number) + "x" * (len(found.group()) - 3) + "q"


def planted(page: Rendered, dice: random.Random) -> tuple[int, int]:
    """Planted words that the page shows once without changing anything else, and those that the map finds."""
    tried = right = 0
    for at, was, word in plants(page.source, dice):
        after = render(page.source[:at] + word + page.source[at + len(was) :])
        if after.plain.count(word) != 1 or after.plain.replace(word, was) != page.plain:
            continue  # the name of a link, an address, a language of code: not shown, or shown elsewhere as well
        tried += 1
        shown = after.plain.index(word)
        right += page.to_source(shown, shown + len(was)) == (at, at + len(was))
    return tried, right


def report(name: str, of: int, right: int) -> bool:
    """Print one measure; does it hold?"""
    share = 100 * right / of if of else 0.0
    print(json.dumps({"name": name, "of": of, "right": right, "percent": round(share, 4), "target": TARGET}))
    return share >= TARGET


def main() -> int:
    """Measure every document; 1 if one of the two measures does not hold."""
    dice = random.Random(5)
    texts = documents()
    refused = 0
    sums = [[0, 0], [0, 0]]
    for text in texts:
        try:
            page = render(text)
        except TooBig:
            refused += 1
            continue
        for total, more in zip(sums, (mapped(page), planted(page, dice)), strict=True):
            total[0], total[1] = total[0] + more[0], total[1] + more[1]
    print(json.dumps({"name": "documents", "read": len(texts) - refused, "refused as too big": refused}))
    held = [report("mapped", *sums[0]), report("planted", *sums[1])]
    return 0 if all(held) else 1


if __name__ == "__main__":
    raise SystemExit(main())
