"""How much Markdown is taken: size, nesting, and the inputs known to make a Markdown parser slow.

A document of 15,000 words and a pasted log pass. What would take more than half a second is refused with a
reason, or, where only one passage is tangled, that passage is shown as plain text (see `Budget`).
"""

import re

MAX_CHARACTERS = 400_000
MAX_BLOCKS = 6_000
MAX_CELLS = 10_000
MAX_FENCES = 2_000
MAX_ESCAPES = 60_000
MAX_NESTING = 16

_PREFIX = re.compile(r"(?:[ \t]*(?:>|[-+*][ \t]|\d{1,9}[.)][ \t]))+")
_MARKER = re.compile(r">|[-+*][ \t]|\d[.)]")
_DASHES = re.compile(r"^[ \t>|:-]*-[ \t>|:-]*$")
_FENCE = re.compile(r"^[ \t]*(?:`{3,}|~{3,})", re.MULTILINE)
_BLOCK = re.compile(r"^[ \t]*(?:\n|#|>|[-+*][ \t]|\d{1,9}[.)][ \t]|[-=_*][-=_* \t]*$|\[[^\]\n]*\]:)", re.MULTILINE)


class TooBig(ValueError):
    """The text is larger or more deeply nested than a page can show; `reason` is one of the keys below."""

    REASONS = ("characters", "blocks", "cells", "escapes", "fences", "nesting")

    def __init__(self, reason: str, limit: int) -> None:
        super().__init__(f"too many {reason}: at most {limit:,}")
        self.reason = reason
        self.limit = limit


def check(text: str) -> None:
    """Raise TooBig for a text that would be too dear to render; linear in its length."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for reason, count, limit in (
        ("characters", len(text), MAX_CHARACTERS),
        ("escapes", sum(map(text.count, "&<>")), MAX_ESCAPES),
        ("fences", sum(1 for _ in _FENCE.finditer(text)), MAX_FENCES),
        ("cells", _cells(text), MAX_CELLS),
        ("blocks", sum(1 for _ in _BLOCK.finditer(text)), MAX_BLOCKS),
    ):
        if count > limit:
            raise TooBig(reason, limit)
    _check_nesting(text)


def _check_nesting(text: str) -> None:
    for line in text.split("\n"):
        found = _PREFIX.match(line)
        if found and len(_MARKER.findall(found.group())) > MAX_NESTING:
            raise TooBig("nesting", MAX_NESTING)


def _cells(text: str) -> int:
    """Cells of all blocks that can be tables: the parser fills every row up to the width of the widest."""
    return sum(
        max(line.count("|") for line in rows) * len(rows)
        for rows in (block.split("\n") for block in text.split("\n\n") if "|" in block)
        if any(_DASHES.match(line) for line in rows)
    )


class Budget:
    """How much of the dear work of matching brackets and emphasis one document may still ask for.

    Each `[` makes the parser look for its partner, so an unclosed one costs the rest of the passage. `spend`
    says whether a passage fits; one that does not is shown as typed.
    """

    BRACKETS = 300_000
    SPECIALS = 15_000

    def __init__(self) -> None:
        self.brackets = self.BRACKETS
        self.specials = self.SPECIALS

    def spend(self, passage: str) -> bool:
        """Take what the passage costs from the budget; False if it does not fit (and nothing is taken)."""
        specials = sum(map(passage.count, ("*", "_", "`", "<", "&", "\\", "[", "://", "  \n")))
        brackets = bracket_cost(passage) + specials * len(passage) // 50
        if brackets > self.brackets or specials > self.specials:
            return False
        self.brackets -= brackets
        self.specials -= specials
        return True


def bracket_cost(passage: str) -> int:
    """Characters the parser walks through to find the partner of every `[`, and of the `(` of every `](`."""
    if "[" not in passage:
        return 0
    cost = 0
    for opening, closing, start in (("[", "]", ""), ("(", ")", "]")):
        still_open: list[int] = []
        for found in re.finditer(rf"[\{opening}\{closing}]", passage):
            place = found.start()
            if found.group() == opening:
                still_open.append(place)
            elif still_open:
                begin = still_open.pop()
                cost += place - begin if passage.startswith(start, begin - len(start)) else 0
        cost += sum(len(passage) - place for place in still_open if passage.startswith(start, place - len(start)))
    return cost
