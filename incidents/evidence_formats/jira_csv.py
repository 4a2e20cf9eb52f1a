"""Jira's CSV export of issues: each issue is an item, its comments and its resolution are replies to it.

Columns of one name come several times ("Comment", "Labels"), so they are read by position. A comment is "date;author;text".
"""

from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from incidents.evidence_formats import tables
from incidents.evidence_formats.found import Found, Keys, Options, Refused, Row, clean, line, unreadable, without_tokens
from incidents.evidence_formats.times import moment
from incidents.evidence_formats.words import _

NEEDED = ("Issue key", "Summary", "Created")


def is_header(cells: list[str]) -> bool:
    return set(NEEDED) <= set(cells)


def read(file: BinaryIO, options: Options) -> Iterator[Row]:
    given = tables.rows(file)
    _number, head = next(given, (0, ""))
    if not isinstance(head, list) or not is_header([cell.strip() for cell in head]):
        raise Refused(
            _("The table lacks the columns Issue key, Summary and Created, so it is not an export from Jira.")
        )
    sheet = _Sheet([cell.strip() for cell in head], options)
    for number, cells in given:
        if isinstance(cells, str):
            yield unreadable(_("row %(n)d") % {"n": number}, cells, "")
        else:
            yield from sheet.issue(cells, f"row {number}")


class _Sheet:
    def __init__(self, head: list[str], options: Options) -> None:
        self.options = options
        self.at: dict[str, list[int]] = {}
        for number, name in enumerate(head):
            self.at.setdefault(name, []).append(number)

    def cells(self, row: list[str], name: str) -> list[str]:
        return [row[at].strip() for at in self.at.get(name, []) if at < len(row) and row[at].strip()]

    def cell(self, row: list[str], name: str) -> str:
        return next(iter(self.cells(row, name)), "")

    def when(self, text: str) -> datetime:
        return moment(text, self.options.zone, day_first=self.options.day_first)

    def issue(self, row: list[str], where: str) -> Iterator[Row]:
        key, summary = line(self.cell(row, "Issue key"), 40), self.cell(row, "Summary")
        try:
            if not key or not summary:
                raise ValueError(_("it has no issue key or no summary"))
            at = self.when(self.cell(row, "Created"))
        except (ValueError, OverflowError) as error:
            yield unreadable(where, str(error), row)
            return
        if self.options.wants(at):
            yield self._found(f"jira:{key}", at, self.cell(row, "Reporter"), self._text(row, key, summary), key, "")
        yield from self._replies(row, key, where)

    def _text(self, row: list[str], key: str, summary: str) -> str:
        facts = [
            f"{name}: {', '.join(self.cells(row, name))}" for name in ("Priority", "Labels") if self.cell(row, name)
        ]
        return "\n".join([f"{key} {summary}", *facts, self.cell(row, "Description")]).strip()

    def _replies(self, row: list[str], key: str, where: str) -> Iterator[Row]:
        keys = Keys(f"jira:{key}")
        for number, cell in enumerate(self.cells(row, "Comment"), 1):
            stamp, _first, rest = cell.partition(";")
            author, _second, text = rest.partition(";")
            try:
                at = self.when(stamp)
                if not text.strip():
                    raise ValueError(_("it is not “date;author;text”"))
            except (ValueError, OverflowError) as error:
                yield unreadable(f"{where}, comment {number} of {key}", str(error), cell)
                continue
            if self.options.wants(at):
                yield self._found(keys.of(at, author, text), at, author, text.strip(), key, f"jira:{key}")
        resolved = self.cell(row, "Resolved")
        if resolved:
            try:
                at = self.when(resolved)
            except (ValueError, OverflowError) as error:
                yield unreadable(f"{where}, Resolved of {key}", str(error), resolved)
                return
            if self.options.wants(at):
                words = f"Resolved: {self.cell(row, 'Resolution') or self.cell(row, 'Status') or 'done'}"
                yield self._found(f"jira:{key}:resolved", at, self.cell(row, "Assignee"), words, key, f"jira:{key}")

    def _found(self, key: str, at: datetime, author: str, text: str, place: str, parent: str) -> Found:
        name = line(author)
        shown = without_tokens(clean(text))
        return Found(key, at, name, shown, f"jira:{name.lower()}" if name else "", parent=parent, place=place)
