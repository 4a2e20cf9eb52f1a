"""Rows of a CSV file of whatever separator, each with its line; rows that the csv module cannot read come as a reason."""

import csv
from collections.abc import Iterator
from typing import BinaryIO

from incidents.evidence_formats.found import Refused
from incidents.evidence_formats.lines import lines
from incidents.evidence_formats.words import _

MOST_COLUMNS = 2_000
MOST_CELL = 200_000
SEPARATORS = ",;\t|"


def rows(file: BinaryIO) -> Iterator[tuple[int, list[str] | str]]:
    """Line number and cells, the header first; in place of cells the reason why a row cannot be read. Raises Refused."""
    csv.field_size_limit(MOST_CELL)
    given = lines(file)
    head = next(given, "")
    separator = max(SEPARATORS, key=head.count)
    reader = csv.reader(_again(head, given), delimiter=separator)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield reader.line_num, _("it is not a row of a CSV file (%(why)s)") % {"why": error}
            continue
        if len(cells) > MOST_COLUMNS:
            raise Refused(_("The table has more than %(n)s columns.") % {"n": f"{MOST_COLUMNS:,}"})
        if any(cell.strip() for cell in cells):
            yield reader.line_num, cells


def _again(head: str, rest: Iterator[str]) -> Iterator[str]:
    yield head
    yield from rest


def header(file: BinaryIO) -> list[str]:
    """The names of the columns. Raises Refused for a file without any."""
    for _number, cells in rows(file):
        if isinstance(cells, list):
            return [cell.strip() for cell in cells]
        break
    raise Refused(_("The file has no header row."))
