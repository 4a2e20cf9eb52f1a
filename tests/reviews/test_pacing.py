"""The pace of a meeting: when each item is, and how an overrun is shared out over what is left."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from reviews.pacing import MINUTE, Planned, Slot, shared, slots, span

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


def test_while_a_part_overruns_what_is_ahead_moves_with_the_clock() -> None:
    items = [Planned(1, 10, started_at=at(0)), Planned(2, 20), Planned(3, 30)]

    def times(now: int) -> list[tuple[datetime, int]]:
        return [(slot.begins_at, slot.minutes) for slot in slots(items, BEGIN, END, at(now))[1:]]

    assert times(9) == [(at(10), 20), (at(30), 30)]
    assert times(30) == [(at(30), 12), (at(42), 18)]
    running = slots(items, BEGIN, END, at(30))[0]
    assert running.ends_at == at(10)  # its own time is over at ten past: that is what "20 min over" counts from


@given(st.lists(st.integers(1, 60), min_size=2, max_size=8), st.integers(0, 90))
def test_what_is_shown_in_an_overrun_is_what_moving_on_gives(minutes: list[int], now: int) -> None:
    running = [Planned(1, 5, started_at=at(0)), *(Planned(key, each) for key, each in enumerate(minutes, start=2))]
    ended = Planned(1, 5, started_at=at(0), ended_at=at(now))
    moved_on = [ended, Planned(2, minutes[0], started_at=at(now)), *running[2:]]

    def told(items: list[Planned]) -> list[tuple[datetime, datetime, int]]:
        return [(slot.begins_at, slot.ends_at, slot.minutes) for slot in slots(items, BEGIN, END, at(now))[1:]]

    if now >= 5:
        assert told(moved_on)[0] == told(running)[0]


def test_before_the_room_is_open_what_is_expected_waits_until_its_slot_is_over() -> None:
    def begins(now: int) -> datetime:
        return slots([Planned(1, 10)], BEGIN, END, at(now))[0].begins_at

    assert [begins(now) for now in (-5, 7, 60)] == [at(0), at(7), at(0)]


def first(slot: list[Slot]) -> tuple[datetime, datetime]:
    return slot[0].begins_at, slot[0].ends_at


def test_a_room_opened_early_begins_with_the_planned_slot() -> None:
    assert span(BEGIN, 60, at(-44)) == (BEGIN, END)
    early = Planned(1, 10, started_at=at(-44))
    assert first(slots([early, Planned(2, 50)], BEGIN, END, at(-40))) == (at(0), at(10))
    # Somebody moved on before: then it has begun.
    gone_on = [Planned(1, 10, started_at=at(-44), ended_at=at(-40)), Planned(2, 20, started_at=at(-40)), Planned(3, 30)]
    assert [first([slot]) for slot in slots(gone_on, BEGIN, END, at(-39))[1:]] == [
        (at(-40), at(-20)),
        (at(-20), at(10)),
    ]


def test_a_room_opened_late_ends_as_planned_and_one_at_another_time_has_its_whole_length() -> None:
    assert span(BEGIN, 60, at(20)) == (at(20), END)
    assert span(BEGIN, 60, at(-600)) == (at(-600), at(-540))
    assert span(BEGIN, 60, at(90)) == (at(90), at(150))


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
