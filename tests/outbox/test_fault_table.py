"""The table of faults in docs/faults.md names tests that exist, at least one for every fault."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROWS = {
    row.split("|")[1].strip(): row
    for row in (ROOT / "docs/faults.md").read_text(encoding="utf-8").splitlines()
    if row.startswith("| F")
}


def test_every_fault_has_its_row() -> None:
    assert list(ROWS) == [f"F{number}" for number in range(1, 27)]


@pytest.mark.parametrize("fault", ROWS)
def test_the_tests_of_a_fault_are_there(fault: str) -> None:
    named = re.findall(r"`(tests/\S+?)::(\w+)`", ROWS[fault])
    assert named
    for path, name in named:
        assert f"\ndef {name}(" in (ROOT / path).read_text(encoding="utf-8"), f"{path}::{name}"
