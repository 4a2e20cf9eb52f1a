"""CSV that a spreadsheet opens as plain values: a cell that would be taken for a formula is prefixed with an apostrophe."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence

Cell = str | int | float | None


def cell(value: Cell) -> str | int | float:
    """Numbers stay numbers. OWASP, CSV injection: =, +, -, @, tab and carriage return begin a formula; wide forms as well."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    first = unicodedata.normalize("NFKC", value.lstrip(" "))[:1]
    return f"'{value}" if first and first in "=+-@\t\r\n" else value


def text(rows: Iterable[Sequence[Cell]]) -> str:
    """The rows as one CSV text, lines ended as RFC 4180 says."""
    out = io.StringIO()
    csv.writer(out).writerows([cell(value) for value in row] for row in rows)
    return out.getvalue()
