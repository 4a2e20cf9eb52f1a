"""Where the first or last words of a passage were replaced, takes the replacement in. A plain rule without Django.

A comment may sit on the words that survived; who signs off a passage must see what now stands in place of the others.
"""

import re

FAR = 200  # characters: a longer insertion at the rim is text of its own
KNOWN = 16  # characters beyond the rim that must stand there still

Span = tuple[int, int]


def widen(old: str, span: Span, new: str, found: Span) -> Span:
    """`found`, where the passage `span` of `old` stands in `new`, with the words that replaced those at its rims."""
    start, end = found
    before, after = old[slice(*span)].split(), new[start:end].split()
    if _bare(before[-1]) != _bare(after[-1]):
        end += _gap(old[span[1] : span[1] + KNOWN], new[end : end + FAR])
    if _bare(before[0]) != _bare(after[0]):
        start -= _gap(old[max(0, span[0] - KNOWN) : span[0]][::-1], new[max(0, start - FAR) : start][::-1])
    return start, end


def _bare(word: str) -> str:
    return re.sub(r"\W", "", word).casefold()


def _gap(rim: str, ahead: str) -> int:
    """How many characters stand between here and the rim that was next to the passage; 0 if it is not near."""
    place = ahead.find(rim) if rim else len(ahead)
    return len(ahead[:place].rstrip()) if place > 0 and "\n\n" not in ahead[:place] else 0
