"""Lets people write lists, fences and tables the way they know them from GitHub and chat.

Python-Markdown wants a blank line before a list or table, four spaces for a nested item, and fences at the margin. The
lines are put into that shape before it reads them; the source itself stays as typed.
"""

import re
from dataclasses import dataclass, field

MAX_DEPTH = 10
_MOST_LINES = 1_000

_ITEM = re.compile(r"^([ \t]*)([-+*]|\d{1,9}[.)])(?:[ \t]+(?=\S)|[ \t]*$)(.*)$")
_RULE = re.compile(r"^[ \t]*(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_ALONE = re.compile(r"^(?:#|[=-]+[ \t]*$|[-*_][-*_ \t]+$|\[[^\]]*\]:)")
_FENCE = re.compile(r"^([ \t]*)(`{3,}|~{3,})([^`]*)$")
_QUOTE = re.compile(r"^ {0,3}> ?")
_DASHES = re.compile(r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")


@dataclass
class _Shaper:
    """Walks the lines once, with the items that are still open."""

    out: list[str] = field(default_factory=list)
    items: list[tuple[int, bool]] = field(default_factory=list)  # indentation of the marker, numbered?
    fence: str = ""
    fence_indent: int = 0
    blank: bool = True
    paragraph: bool = False  # inside a second paragraph of an item
    quoted: bool = False
    lines: int = 0

    def line(self, line: str, following: str) -> None:
        if self.fence:
            self._inside_fence(line)
        elif not line.strip():
            self.out.append("")
            self.blank = True
        elif fence := _FENCE.match(line):
            self._open_fence(fence)
        elif _ALONE.match(line):
            self._alone(line)
        elif (item := _ITEM.match(line)) and not _RULE.match(line):
            self._item(line, item)
        else:
            self._text(line, following)

    def _alone(self, line: str) -> None:
        """A heading, rule or link definition in a block of its own: the parser reads long blocks of them slowly."""
        setext = line[0] in "=-" and not self.blank and not self.items
        if not setext and not self.items:
            self.gap()
        self._text(line, "")
        if not self.items and line[0] != "[":
            self.gap()

    def _item(self, line: str, item: re.Match[str]) -> None:
        indent, numbered = _width(item[1]), item[2][0].isdigit()
        if not self.items and indent >= 4:
            self._put(line)
            return
        was = list(self.items)
        while self.items and indent < self.items[-1][0] + 2:
            self.items.pop()
        sibling = was[len(self.items)] if len(was) > len(self.items) else None
        if not was and not self.blank:
            if numbered and item[2][:-1] != "1":
                self._put(line)
                return
            self.gap()
        elif self.paragraph or (sibling and sibling[1] != numbered):
            self.gap()
        self.paragraph = False
        del self.items[MAX_DEPTH:]
        marker = item[2][:-1] + "." if numbered else item[2]
        self._put(" " * (4 * len(self.items)) + f"{marker} {item[3]}")
        self.items.append((indent, numbered))

    def _text(self, line: str, following: str) -> None:
        indent = _width(line)
        if self.items and self.blank:
            while self.items and indent < self.items[-1][0] + 2:
                self.items.pop()
        if self.items and line.lstrip().startswith(">") and not self.blank:
            self.gap()
        if "|" in line and not self.blank and "|" in following and _DASHES.match(following):
            self.gap()
        self.paragraph = bool(self.items) and (self.paragraph or self.blank)
        self.lines += 1
        if self.items and self.lines % _MOST_LINES == 0:
            self.gap()  # the parser reads an item of very many lines slowly, and several paragraphs quickly
        if self.items:
            extra = max(0, indent - self.items[-1][0] - 4) if self.blank else 0
            self._put(" " * (4 * len(self.items) + extra) + line.strip())
        else:
            self._put(line)

    def _open_fence(self, fence: re.Match[str]) -> None:
        self.fence, self.fence_indent = fence[2], _width(fence[1])
        while self.items and self.fence_indent < self.items[-1][0] + 2:
            self.items.pop()
        if self._fence_as_code():
            self.gap()
        else:
            self._put(fence[2] + _language(fence[3]))

    def _inside_fence(self, line: str) -> None:
        bare = line.strip()
        if bare.startswith(self.fence) and not bare.strip(self.fence[0]):
            if self._fence_as_code():
                self.gap()
            else:
                self._put(self.fence)
            self.fence = ""
        elif self._fence_as_code():
            self._put(" " * (4 * len(self.items) + 4) + _dedent(line, self.fence_indent))
        else:
            self._put(_dedent(line, self.fence_indent))

    def holds(self, line: str) -> bool:
        """Is the line indented far enough to belong to the innermost open item?"""
        return bool(self.items) and _width(line) >= self.items[-1][0] + 2

    def _fence_as_code(self) -> bool:
        """Python-Markdown knows fences at the margin only; elsewhere the same code is written indented."""
        return self.quoted or bool(self.items)

    def _put(self, line: str) -> None:
        self.out.append(line)
        self.blank = False

    def gap(self) -> None:
        if self.out and self.out[-1]:
            self.out.append("")
        self.blank = True


def shape(lines: list[str], depth: int = 0) -> list[str]:
    """The same lines with lists, fences, tables and quotes in the shape that Python-Markdown reads."""
    shaper = _Shaper(quoted=depth > 0)
    number = 0
    while number < len(lines):
        quote = [] if shaper.fence or depth >= MAX_DEPTH else _quote(lines, number)
        if quote and not shaper.holds(lines[number]):
            shaper.items.clear()
            shaper.gap()
            shaper.out += ["> " + line for line in shape(quote, depth + 1)]
            shaper.blank = False
            number += len(quote)
        else:
            shaper.line(lines[number], lines[number + 1] if number + 1 < len(lines) else "")
            number += 1
    if shaper.fence and not shaper.items and not shaper.quoted:
        while not shaper.out[-1]:
            shaper.out.pop()
        shaper.out += [shaper.fence, "", ""]
    return shaper.out


def _quote(lines: list[str], number: int) -> list[str]:
    """The quoted lines that begin here, without their mark; empty if there are none."""
    quote = []
    while number < len(lines) and (found := _QUOTE.match(lines[number])):
        quote.append(lines[number][found.end() :])
        number += 1
    return quote


def _width(line: str) -> int:
    """Columns of the blanks at its start; a tab goes to the next multiple of four."""
    columns = 0
    for letter in line:
        if letter == "\t":
            columns += 4 - columns % 4
        elif letter == " ":
            columns += 1
        else:
            break
    return columns


def _dedent(line: str, columns: int) -> str:
    rest = line.lstrip(" \t")
    return " " * max(0, _width(line) - columns) + rest


def _language(info: str) -> str:
    """The first word after the fence, if the reader of fences understands it."""
    word = info.strip().split(" ")[0] if info.strip() else ""
    return word if re.fullmatch(r"[\w#+-]*", word) else ""
