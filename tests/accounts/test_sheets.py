"""CSV that a spreadsheet does not take for formulas (attack 26)."""

import pytest

from accounts import sheets


@pytest.mark.parametrize("text", ["=1", " =1", "+1", "-1", "@SUM(1)", "\t1", "\r1", "＝1", "＋1"])
def test_what_would_be_a_formula_is_prefixed(text: str) -> None:
    assert sheets.cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["a=1", "", "3-4", 4.5, -2])
def test_everything_else_stays_as_it_is(value: str | float) -> None:
    assert sheets.cell(value) == value


def test_rows_become_lines() -> None:
    assert sheets.text([["a", 1], ["b,c", None]]) == 'a,1\r\n"b,c",\r\n'
