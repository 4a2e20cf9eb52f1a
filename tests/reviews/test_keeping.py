"""Whether the promise of 24 hours was kept, for one message and for all of them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from reviews import keeping

DEADLINE = datetime(2026, 3, 2, 14, tzinfo=UTC)
HOUR = timedelta(hours=1)


def one(**values: Any) -> keeping.Verdict:
    usual = {"due_at": DEADLINE - 48 * HOUR, "deadline_at": DEADLINE, "sent_at": None, "given_up": False}
    return keeping.one(**(usual | {"now": DEADLINE - HOUR} | values))


@pytest.mark.parametrize(
    ("values", "state", "late_by"),
    [
        ({"sent_at": DEADLINE - 47 * HOUR}, keeping.KEPT, 0),
        ({"sent_at": DEADLINE}, keeping.KEPT, 0),
        ({"sent_at": DEADLINE + 130 * HOUR / 60}, keeping.MISSED, 130),
        ({}, keeping.OPEN, 0),
        ({"now": DEADLINE + HOUR}, keeping.MISSED, 60),
        ({"due_at": DEADLINE + HOUR}, keeping.SHORT, 0),
        ({"due_at": DEADLINE + HOUR, "sent_at": DEADLINE + HOUR}, keeping.SHORT, 0),
        ({"given_up": True}, keeping.LOST, 0),
        ({"given_up": True, "due_at": DEADLINE + HOUR}, keeping.LOST, 0),
    ],
)
def test_one_message(values: dict[str, Any], state: str, late_by: int) -> None:
    assert one(**values) == keeping.Verdict(state, timedelta(minutes=late_by))


def test_of_all_together_the_worst_is_said() -> None:
    kept, waits = keeping.Verdict(keeping.KEPT), keeping.Verdict(keeping.OPEN)
    late, later = keeping.Verdict(keeping.MISSED, HOUR), keeping.Verdict(keeping.MISSED, 3 * HOUR)
    nothing = timedelta(0)
    assert keeping.together([]) is None
    assert keeping.together([kept, kept]) == keeping.Summary(keeping.KEPT, 2, 2, nothing)
    assert keeping.together([kept, waits]) == keeping.Summary(keeping.OPEN, 1, 2, nothing)
    assert keeping.together([late, kept, waits, later]) == keeping.Summary(keeping.MISSED, 2, 4, 3 * HOUR)
    assert keeping.together([late, keeping.Verdict(keeping.LOST)]) == keeping.Summary(keeping.LOST, 1, 2, nothing)
