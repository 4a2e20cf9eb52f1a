"""How a suggested replacement meets the Markdown source it is about. A plain rule without Django.

Offsets are Unicode code points, ends exclusive.
"""

import re
from dataclasses import dataclass

from reviews.anchoring.diff import pair
from reviews.anchoring.tokens import tokenise

_RUN_BEFORE = re.compile(r"[*_~`]{1,3}$")
_RUN_AFTER = re.compile(r"[*_~`]{1,3}")
_LINK_END = re.compile(r"\]\((?:[^()\n]|\([^()\n]*\))*\)")
_REST_OF_LINK = re.compile(r"[^\[\]\n]*" + _LINK_END.pattern)
_OPEN_LINK = re.compile(r"\[[^\[\]\n]*$")
_OPENED = re.compile(r"\[[^\[\]\n]*\Z")
_MARKER = re.compile(r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)]|#{1,6})[ \t]+)?")
_CLOSING = ",.;:!?)"
_TURNS = 4  # a link in bold in italics, and one more


@dataclass(frozen=True)
class Applied:
    """A text with a passage replaced, and where the replacement stands in it."""

    text: str
    start: int
    end: int


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with whole words, and with the other half of emphasis and links of which it holds one."""
    line, stop = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    tokens = tokenise(text[line : stop if stop >= 0 else len(text)])
    first, last = tokens.inside(start - line, end - line)
    if first < last:
        start, end = min(start, line + tokens.starts[first]), max(end, line + tokens.ends[last - 1])
    for _ in range(_TURNS):
        before = start, end
        start, end = _with_link(text, *_with_emphasis(text, start, end))
        if before == (start, end):
            break
    return start, end


def _with_emphasis(text: str, start: int, end: int) -> tuple[int, int]:
    """Only marks that adjoin the span are taken in, so that no word more is meant than was chosen."""
    behind, ahead = _RUN_BEFORE.search(text, max(0, start - 3), start), _RUN_AFTER.match(text, end)
    if ahead and _runs(text[start:end], ahead.group()) % 2:
        return start, ahead.end()
    if behind and _runs(text[start:end], behind.group()) % 2:
        return behind.start(), end
    return start, end


def _runs(passage: str, mark: str) -> int:
    return sum(found == mark for found in re.findall(r"[*_~`]+", passage))


def _with_link(text: str, start: int, end: int) -> tuple[int, int]:
    """A link has words and address or neither, also when that means more words than were chosen."""
    passage = text[start:end]
    closed = _LINK_END.search(passage)
    if _OPENED.search(passage) and (found := _REST_OF_LINK.match(text, end)):
        return start, found.end()
    if closed and "[" not in passage[: closed.start()]:
        line = text.rfind("\n", 0, start) + 1
        if found := _OPEN_LINK.search(text, line, start):
            return found.start(), end
    return start, end


def applied(text: str, start: int, end: int, replacement: str) -> Applied:
    """The text with the replacement; where that is empty, no empty marks, blanks or bullets are left behind."""
    if replacement:
        return Applied(text[:start] + replacement + text[end:], start, start + len(replacement))
    start, end = _with_shell(text, start, end)
    line, stop = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    if _MARKER.fullmatch(text, line, start) and not text[end:stop].strip():
        return _without_lines(text[:line], text[stop:].removeprefix("\n"))
    before, after = text[:start], text[end:]
    if before[-1:].isspace() and after[:1] in (" ", "\t"):
        after = after[1:]
    elif before[-1:] in (" ", "\t") and (not after or after[0] in _CLOSING or after[0] == "\n"):
        before = before[:-1]
    return Applied(before + after, len(before), len(before))


def _with_shell(text: str, start: int, end: int) -> tuple[int, int]:
    """Marks that would stand around nothing belong to what goes."""
    for _ in range(_TURNS):
        behind, ahead = _RUN_BEFORE.search(text, max(0, start - 3), start), _RUN_AFTER.match(text, end)
        if behind and ahead and behind.group() == ahead.group():
            start, end = behind.start(), ahead.end()
        elif text[start - 1 : start] == "[" and (address := _LINK_END.match(text, end)):
            start, end = start - 1, address.end()
    return start, end


def _without_lines(before: str, after: str) -> Applied:
    """What stood in lines of its own is gone with them; one blank line stays between its neighbours."""
    if not before.strip() or before.endswith("\n\n"):
        after = after.lstrip("\n")
    if not after.strip():
        before, after = before.rstrip("\n") + "\n" if before.strip() else "", ""
    return Applied(before + after, len(before), len(before))


_Hunk = tuple[int, int, str]  # from, to in the old text, and what stands there now


def together(old: str, now: str, suggested: str) -> str | None:
    """Both changes of `old` in one text, word by word; None where both changed the same words."""
    hunks = sorted({*_hunks(old, now), *_hunks(old, suggested)})
    text, done = "", -1
    for start, end, new in hunks:
        if start <= done:
            return None
        text += old[max(done, 0) : start] + new
        done = end
    return text + old[max(done, 0) :]


def _hunks(old: str, new: str) -> list[_Hunk]:
    before, after = tokenise(old), tokenise(new)
    kept = [(place, there) for place, there in enumerate(pair(before, after)) if there >= 0]
    stays = [
        (before.starts[place], before.ends[place], after.starts[there], after.ends[there])
        for place, there in kept
        if old[before.starts[place] : before.ends[place]] == new[after.starts[there] : after.ends[there]]
    ]
    hunks: list[_Hunk] = []
    behind_old = behind_new = 0
    for start, end, begin, stop in [*stays, (len(old), len(old), len(new), len(new))]:
        if old[behind_old:start] != new[behind_new:begin]:
            hunks.append((behind_old, start, new[behind_new:begin]))
        behind_old, behind_new = end, stop
    return hunks
