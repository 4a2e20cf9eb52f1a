"""The meeting's clock: zones, 24 real hours, useful lengths, minutes that add up."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews import timing


def test_a_wall_time_becomes_the_moment_in_its_zone() -> None:
    assert timing.instant(datetime(2026, 12, 1, 15), "Europe/Berlin") == datetime(2026, 12, 1, 14, tzinfo=UTC)
    assert timing.instant(datetime(2026, 12, 1, 15), "Asia/Kolkata") == datetime(2026, 12, 1, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wall", "zone"),
    [
        (datetime(2026, 3, 29, 2, 30), "Europe/Berlin"),
        (datetime(2026, 3, 8, 2, 30), "America/New_York"),
        (datetime(2026, 10, 4, 2, 15), "Australia/Lord_Howe"),
    ],
)
def test_a_time_that_the_clocks_jump_over_is_refused(wall: datetime, zone: str) -> None:
    with pytest.raises(timing.NoSuchTime):
        timing.instant(wall, zone)


def test_when_the_clocks_go_back_the_first_of_the_two_moments_counts() -> None:
    assert timing.instant(datetime(2026, 10, 25, 2, 30), "Europe/Berlin") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"])
def test_24_hours_are_real_hours_when_the_clocks_change(zone: str) -> None:
    for day in range(1, 366):
        wall = datetime(2026, 1, 1, 12) + timedelta(days=day)
        meets_at = timing.instant(wall, zone)
        assert timing.enough_notice(meets_at, meets_at - timedelta(hours=24))
        assert not timing.enough_notice(meets_at, meets_at - timedelta(hours=23, minutes=59))


def test_a_long_timeline_asks_for_a_longer_meeting() -> None:
    assert timing.useful_minutes(0) == 30
    assert timing.useful_minutes(14) == 60
    assert timing.useful_minutes(500) == 120
    assert timing.too_short(30, events=14)
    assert not timing.too_short(60, events=14)


@given(st.integers(15, 240), st.integers(0, 200), st.integers(0, 40), st.integers(0, 60))
def test_the_minutes_of_the_agenda_add_up_to_the_slot(slot: int, events: int, themes: int, speakers: int) -> None:
    shares = timing.agenda(slot, events, themes, speakers)
    assert [share.kind for share in shares] == list(timing.ORDER)
    assert sum(share.minutes for share in shares) == slot
    assert all(share.minutes >= 2 for share in shares)


def test_more_moments_speakers_or_themes_get_more_of_the_slot() -> None:
    def minutes(kind: str, **more: int) -> int:
        told = {"events": 8, "themes": 2, "speakers": 2} | more
        return next(share.minutes for share in timing.agenda(60, **told) if share.kind == kind)

    assert minutes("narrative", events=20) > minutes("narrative")
    assert minutes("narrative", speakers=8) > minutes("narrative")
    assert minutes("themes", themes=6) > minutes("themes")
