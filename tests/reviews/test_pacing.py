"""The pace of a meeting: when each item is, and how an overrun is shared out over what is left."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from reviews.pacing import MINUTE, Planned, shared, slots

BEGIN = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)
END = BEGIN + 60 * MINUTE


def at(minutes: int) -> datetime:
    return BEGIN + minutes * MINUTE


def test_before_the_meeting_the_items_follow_each_other() -> None:
    found = slots([Planned(1, 10), Planned(2, 20)], BEGIN, END)
    assert [(slot.begins_at, slot.ends_at, slot.state) for slot in found] == [
        (at(0), at(10), "next"),
        (at(10), at(30), "next"),
    ]


def test_the_current_item_has_its_minutes_and_those_that_were_added() -> None:
    [done, now, after] = slots(
        [
            Planned(1, 10, started_at=at(0), ended_at=at(12)),
            Planned(2, 20, extended=3, started_at=at(12)),
            Planned(3, 20),
        ],
        BEGIN,
        END,
    )
    assert (done.state, done.ends_at) == ("done", at(12))
    assert (now.state, now.ends_at, now.minutes) == ("now", at(35), 23)
    assert (after.begins_at, after.minutes, after.shortened) == (at(35), 20, False)


def test_an_overrun_is_shared_out_and_shown() -> None:
    items = [Planned(1, 10, started_at=at(0), ended_at=at(30)), Planned(2, 20), Planned(3, 30)]
    found = slots(items, BEGIN, END)
    assert [(slot.minutes, slot.planned, slot.shortened) for slot in found[1:]] == [(12, 20, True), (18, 30, True)]
    assert found[-1].ends_at == END


def test_when_all_time_is_gone_each_item_keeps_a_minute() -> None:
    found = slots([Planned(1, 10, started_at=at(0), ended_at=at(70)), Planned(2, 20), Planned(3, 5)], BEGIN, END)
    assert [slot.minutes for slot in found[1:]] == [1, 1]


@given(st.lists(st.integers(1, 90), min_size=1, max_size=12), st.integers(-30, 240))
def test_what_is_left_is_used_up_and_nobody_gets_more_than_planned(minutes: list[int], left: int) -> None:
    found = shared(minutes, timedelta(minutes=left))
    assert all(1 <= got <= planned for got, planned in zip(found, minutes, strict=True))
    if sum(minutes) > left >= len(minutes):
        assert left <= sum(found) <= left + len(minutes)
    if sum(minutes) <= left:
        assert found == minutes
