"""Brings two edits of one text together, paragraph by paragraph. A plain rule without Django.

A paragraph, a list item, a heading, a table row and a fenced block are each one unit: two people may change neighbouring
units at once, and may each add some at the same place. Where both changed the same unit neither version is lost.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from reviews.anchoring.diff import match
from reviews.anchoring.tokens import Tokens

_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_ITEM = re.compile(r"[ \t]*(?:[-+*|]|\d{1,9}[.)][ \t])")
_ALONE = re.compile(r"[ \t]*(?:[-+*>|]|#{1,6}[ \t]|\d{1,9}[.)][ \t])")


@dataclass(frozen=True)
class Conflict:
    """One place where both changed the same text: what stood there, and what each made of it (empty: removed)."""

    base: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class Merge:
    """The merged text. Clean if nothing was contradictory; else `text` holds theirs and then mine at each conflict."""

    text: str
    clean: bool
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True)
class _Hunk:
    """The units `new` in place of the base units from `start` to `end`."""

    start: int
    end: int
    new: tuple[str, ...]

    def clashes(self, other: "_Hunk") -> bool:
        """Do both touch the same unit, or add the same at the same place?"""
        if self.start == self.end == other.start == other.end:
            return bool({unit.strip() for unit in self.new} & {unit.strip() for unit in other.new})
        return self.start < other.end and other.start < self.end


def merge3(base: str, mine: str, theirs: str, *, labels: tuple[str, str] = ("", "")) -> Merge:
    """Both edits of `base` in one text.

    labels: lines to put before theirs and before mine where they contradict each other, in this order.
    """
    if mine in (theirs, base):
        return Merge(theirs, True)
    if theirs == base:
        return Merge(mine, True)
    units = _units(base)
    merged: list[str] = []
    conflicts: list[Conflict] = []
    done = 0
    for start, end, ours, others in _groups(_hunks(units, _units(mine)), _hunks(units, _units(theirs))):
        merged += units[done:start]
        done = end
        left, right = _apply(units, ours, start, end), _apply(units, others, start, end)
        both = _both(units[start:end], left, right, ours, others)
        if both is None:
            conflicts.append(Conflict("".join(units[start:end]), "".join(left), "".join(right)))
            both = [*_labelled(labels[0], right), *_labelled(labels[1], left)]
        merged += both
    text = _joined([*merged, *units[done:]])
    return Merge(text, not conflicts, tuple(conflicts))


def _units(text: str) -> list[str]:
    """The text cut into paragraphs, list items, rows and fenced blocks, each with the blank lines after it."""
    units: list[str] = []
    fence = ""
    fresh = True
    for line in text.splitlines(keepends=True):
        opened = _FENCE.match(line)
        if fence:
            units[-1] += line
            fence = "" if opened and opened[1].startswith(fence) else fence
        elif not line.strip():
            units[-1:] = [units[-1] + line] if units else [line]
            fresh = True
        elif fresh or opened or _ALONE.match(line):
            units.append(line)
            fence = opened[1] if opened else ""
            fresh = bool(re.match(r"#{1,6}[ \t]", line))
        else:
            units[-1] += line
    return units


def _hunks(base: list[str], new: list[str]) -> list[_Hunk]:
    """What changed from base to new, as small as it can be said."""
    pairs = match(_comparable(base), _comparable(new))
    hunks: list[_Hunk] = []
    start = begin = 0
    for place, there in [*enumerate(pairs), (len(base), len(new))]:
        if there < 0:
            continue
        hunks += _split(_Hunk(start, place, tuple(new[begin:there])))
        if place < len(base) and base[place] != new[there]:  # only the blank lines after it
            hunks.append(_Hunk(place, place + 1, (new[there],)))
        start, begin = place + 1, there + 1
    return hunks


def _split(hunk: _Hunk) -> Iterator[_Hunk]:
    """As many units as before: each in place of one, so that a neighbour's edit does not clash."""
    if hunk.end - hunk.start == len(hunk.new):
        for number, unit in enumerate(hunk.new):
            yield _Hunk(hunk.start + number, hunk.start + number + 1, (unit,))
    elif hunk.new or hunk.end > hunk.start:
        yield hunk


def _comparable(units: list[str]) -> Tokens:
    starts = list(accumulate(map(len, units), initial=0))
    return Tokens("", [unit.strip() for unit in units], starts[:-1], starts[1:], [1.0] * len(units))


def _groups(mine: list[_Hunk], theirs: list[_Hunk]) -> Iterator[tuple[int, int, list[_Hunk], list[_Hunk]]]:
    """Hunks of both sides that touch each other, together with the stretch of base they cover; in order."""
    rest = sorted(
        [(hunk, True) for hunk in mine] + [(hunk, False) for hunk in theirs], key=lambda pair: _order(pair[0])
    )
    group: list[tuple[_Hunk, bool]] = []
    for hunk, ours in rest:
        if group and not any(hunk.clashes(other) or _same_place(hunk, other) for other, _ in group):
            yield _group(group)
            group = []
        group.append((hunk, ours))
    if group:
        yield _group(group)


def _order(hunk: _Hunk) -> tuple[int, int]:
    return hunk.start, hunk.end


def _same_place(hunk: _Hunk, other: _Hunk) -> bool:
    return hunk.start == hunk.end == other.start == other.end


def _group(group: list[tuple[_Hunk, bool]]) -> tuple[int, int, list[_Hunk], list[_Hunk]]:
    start, end = min(hunk.start for hunk, _ in group), max(hunk.end for hunk, _ in group)
    return start, end, [hunk for hunk, ours in group if ours], [hunk for hunk, ours in group if not ours]


def _apply(base: list[str], hunks: list[_Hunk], start: int, end: int) -> list[str]:
    """The stretch of base from start to end with these hunks made."""
    result: list[str] = []
    done = start
    for hunk in hunks:
        result += [*base[done : hunk.start], *hunk.new]
        done = hunk.end
    return result + base[done:end]


def _both(
    base: list[str], left: list[str], right: list[str], mine: list[_Hunk], theirs: list[_Hunk]
) -> list[str] | None:
    """One list of units that holds both edits of a stretch, or None if they contradict each other."""
    if not mine or _stripped(left) == _stripped(right):
        return right
    if not theirs:
        return left
    if not base and not mine[0].clashes(theirs[0]):
        return _together(right, left)
    if _stripped(left) == _stripped(base):
        return right
    if _stripped(right) == _stripped(base):
        return left
    return None


def _together(first: list[str], second: list[str]) -> list[str]:
    """What both added at one place; items of one list stay one list."""
    if _ITEM.match(first[-1]) and _ITEM.match(second[0]):
        first = [*first[:-1], first[-1].rstrip("\r\n") + "\n"]
    return first + second


def _stripped(units: list[str]) -> list[str]:
    return [unit.strip() for unit in units]


def _labelled(label: str, units: list[str]) -> list[str]:
    return [f"{label}\n\n", *units] if label else units


def _joined(units: list[str]) -> str:
    """The units as one text; where two from different hands meet, they stay two paragraphs."""
    result = []
    for unit, following in pairwise([*units, ""]):
        if following and not unit.endswith("\n"):
            unit += "\n"
        if following and len(_units(unit + following)) < 2:
            unit += "\n"
        result.append(unit)
    return "".join(result)
