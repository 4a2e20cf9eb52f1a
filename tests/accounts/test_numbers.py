"""Whole numbers as pages send them: whatever else is sent stands for no number, and is never an error page."""

import pytest

from accounts.numbers import whole


@pytest.mark.parametrize("sent", ["", "²", "٣", "-1", "1.0", " 1", "x", "9" * 19, "9" * 5000, None, 7])
def test_all_else_is_no_number(sent: object) -> None:
    assert whole(sent, None) is None


def test_a_number_is_read() -> None:
    assert whole("0042", None) == 42
    assert whole("9" * 18, 0) == 10**18 - 1
