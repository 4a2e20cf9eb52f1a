"""Lays the plain text of a rendered page along its Markdown source, character by character.

The plain text is nearly a subsequence of the source: markup drops out, an entity becomes one character, blanks change.
So one walk over both suffices: equal characters pair up, and at a difference the markup that can stand there is
skipped, if what follows then agrees. What still does not agree is looked for a little further on.
"""

import html
import re
from bisect import bisect_left, bisect_right

# What may stand in the source and not on the page, tried in this order at a difference.
_SKIPS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"\\",
        r"[*_`~]+",
        r"!?\[",
        r"\]\((?:<[^>\n]*>|(?:[^()\n]|\((?:[^()\n]|\([^()\n]*\))*\))*)\)",
        r"\] ?\[[^\]\n]*\]",
        r"\]",
        r"[ \t]*\|[ \t]*",
        r"[<>]",
        r"[ \t>]*#{1,6}[ \t]+",
        r"[ \t]*#+[ \t]*$",
        r"[ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t]+",
        r"[ \t>]*(?:`{3,}|~{3,})[^\n]*\n",
        r"[ \t>]*(?:`{3,}|~{3,})[ \t]*$",
        r"[ \t]*(?:={2,}|-{2,}|(?:[-*_][ \t]*){3,})[ \t]*$",
        r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|?)+[ \t]*$",
        r" {0,3}\[[^\]\n]*\]:[ \t]*\n?[ \t]*\S+(?:[ \t]*\n?[ \t]*(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*$",
    )
)
_LINE_SKIPS = _SKIPS[8:]
_INLINE = re.compile(r"[\\*_`~!\[<|]+")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_STOP = re.compile(r"[\n&]")
_LOOK = 12
_STRETCH = 200
_SEARCH = 3_000
_DEPTH = 6


class Alignment:
    """Runs of characters that page and source have in common, rising on both sides.

    Run number i shows the source from `source[i]` to `source_end[i]` as the characters of the page from `rendered[i]` to
    `rendered_end[i]`; one for one if both are equally long, else as a whole (an entity).
    """

    def __init__(self) -> None:
        self.rendered: list[int] = []
        self.rendered_end: list[int] = []
        self.source: list[int] = []
        self.source_end: list[int] = []

    def add(self, rendered: int, length: int, source: int, source_length: int) -> None:
        """Add a run; it must lie after the one before on both sides."""
        goes_on = self.rendered_end and self.rendered_end[-1] == rendered and self.source_end[-1] == source
        if goes_on and length == source_length and not self._whole(-1):
            self.rendered_end[-1] += length
            self.source_end[-1] += length
            return
        self.rendered.append(rendered)
        self.rendered_end.append(rendered + length)
        self.source.append(source)
        self.source_end.append(source + source_length)

    def source_of(self, rendered: int) -> tuple[int, int] | None:
        """The source span that one character of the page shows; None if it stands for nothing in the source."""
        run = bisect_right(self.rendered, rendered) - 1
        if run < 0 or rendered >= self.rendered_end[run]:
            return None
        if self._whole(run):
            return self.source[run], self.source_end[run]
        place = self.source[run] + rendered - self.rendered[run]
        return place, place + 1

    def rendered_within(self, start: int, end: int) -> tuple[int, int] | None:
        """The stretch of the page that shows a source span; None if none of it is shown."""
        first = bisect_right(self.source_end, start)
        last = bisect_left(self.source, end) - 1
        if first > last:
            return None
        begin, stop = self.rendered[first], self.rendered_end[last]
        if not self._whole(first):
            begin += max(0, start - self.source[first])
        if not self._whole(last):
            stop -= max(0, self.source_end[last] - end)
        return begin, stop

    def _whole(self, run: int) -> bool:
        return self.source_end[run] - self.source[run] != self.rendered_end[run] - self.rendered[run]


def align(source: str, plain: str) -> Alignment:
    """Pair the characters of `plain` with their places in `source`; linear for pages that come from the renderer."""
    return _Walk(source, plain).run()


class _Walk:
    """The walk over both texts; `at` in the source, `here` on the page."""

    def __init__(self, source: str, plain: str) -> None:
        self.source, self.plain = source, plain
        self.at = self.here = 0
        self.pairs = Alignment()
        self.fresh = True  # at the first visible character of a line, where block markup comes before equality

    def run(self) -> Alignment:
        source, plain = self.source, self.plain
        while self.here < len(plain) and self.at < len(source):
            shown, typed = plain[self.here], source[self.at]
            if shown.isspace():
                self._blank(typed)
            elif typed.isspace():
                self.fresh = self.fresh or typed == "\n"
                self.at += 1
            elif self.fresh:
                self.fresh = False
                self.at = self._past_line_markup()
            elif typed == "&" and self._entity():
                continue
            elif shown == typed:
                self._equal()
            else:
                self._differ()
        return self.pairs

    def _blank(self, typed: str) -> None:
        """Blanks pair with any blank; on the page they may also stand for nothing in the source."""
        if typed.isspace():
            self.pairs.add(self.here, 1, self.at, 1)
            self.fresh = self.fresh or typed == "\n"
            self.at += 1
        self.here += 1

    def _equal(self) -> None:
        """Pair what is alike from here to the end of the line, or to the next difference or entity."""
        farthest = self.at + _STRETCH
        stop = _STOP.search(self.source, self.at + 1, farthest)
        stretch = self.source[self.at : stop.start() if stop else farthest]
        if self.plain.startswith(stretch, self.here):
            length = len(stretch)
        else:
            shown = self.plain[self.here : self.here + len(stretch)]
            length = next((n for n, (a, b) in enumerate(zip(stretch, shown, strict=False)) if a != b), len(shown))
        self.pairs.add(self.here, length, self.at, length)
        self.here += length
        self.at += length

    def _entity(self) -> bool:
        """`&lt;` in the source is one character on the page."""
        found = _ENTITY.match(self.source, self.at)
        if not found:
            return False
        meant = html.unescape(found.group())
        if not self.plain.startswith(meant, self.here) or self.plain.startswith(found.group(), self.here):
            return False
        self.pairs.add(self.here, len(meant), self.at, found.end() - self.at)
        self.here += len(meant)
        self.at = found.end()
        return True

    def _past_line_markup(self) -> int:
        """Where the text of this line begins, if block markup stands before it and the page agrees."""
        if self.source[self.at : self.at + 2 * _LOOK] == self.plain[self.here : self.here + 2 * _LOOK]:
            return self.at
        if self._agrees(self.at, 4 * _LOOK):
            return self.at
        for skip in _LINE_SKIPS:
            found = skip.match(self.source, self.at)
            if found and found.end() > self.at:
                inline = _INLINE.match(self.source, found.end())
                if self._agrees(found.end(), _LOOK) or (inline and self._agrees(inline.end(), _LOOK)):
                    return found.end()
        return self.at

    def _differ(self) -> None:
        """Skip markup if what follows agrees; else look further on; else leave this one character unpaired."""
        target = self._through_markup()
        if target is None:
            target = self._further_on()
        if target is None:
            self.here += 1
        else:
            self.at = target

    def _through_markup(self) -> int | None:
        """The nearest place behind markup, up to a few pieces of it in a row, where the page goes on."""
        front = [self.at]
        for _ in range(_DEPTH):
            reached = []
            for place in front:
                for skip in _SKIPS:
                    found = skip.match(self.source, place)
                    if found and found.end() > place:
                        end = _past_blanks(self.source, found.end())
                        if self._agrees(end, _LOOK):
                            return end
                        reached.append(end)
            front = sorted(set(reached))[:4]
        return None

    def _agrees(self, at: int, look: int) -> bool:
        """Do source and page go on alike from here, up to the first markup or blank? One character at least."""
        source, plain, here = self.source, self.plain, self.here
        line_end = plain.find("\n", here, here + look)
        most = min(look if line_end < 0 else line_end - here, len(source) - at, len(plain) - here)
        alike = 0
        while alike < most and source[at + alike] == plain[here + alike]:
            alike += 1
        if alike == most:
            return most > 0
        if alike == 0:
            return bool(at < len(source) and source[at] == "&" and _ENTITY.match(source, at))
        typed, shown = source[at + alike], plain[here + alike]
        return typed in "*_`[]()\\|<>&!#~\r\n" or typed.isspace() or shown.isspace()

    def _further_on(self) -> int | None:
        """The next place, not far away, where the coming characters stand as they are."""
        line_end = self.plain.find("\n", self.here)
        coming = self.plain[self.here : self.here + 2 * _LOOK if line_end < 0 else min(line_end, self.here + 2 * _LOOK)]
        for length in (len(coming), 8, 3, 1):
            if length <= len(coming):
                reach = _SEARCH if length > 8 else 20 * length
                found = self.source.find(coming[:length], self.at, self.at + reach)
                if found >= 0:
                    return found
        return None


def _past_blanks(source: str, place: int) -> int:
    while place < len(source) and source[place].isspace():
        place += 1
    return place
