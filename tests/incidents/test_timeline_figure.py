"""The rules behind the timeline: where the figure's marks stand, where it is silent, and what may be moved."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from incidents.gaps import Gap, gaps
from incidents.nights import between, share
from incidents.ordering import OutOfTime, Placed, may_swap, moved
from incidents.timeline_figure import BESIDE, MOST_LANES, MOST_TICKS, RADIUS, WIDTH, Figure, Mark, figure
from incidents.timeline_words import gap

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 3, 2, 11, tzinfo=UTC)  # twelve in Berlin


def after(*minutes: float) -> list[datetime]:
    return [NOON + timedelta(minutes=each) for each in minutes]


def drawn(*minutes: float, gaps: list[Gap] | None = None) -> Figure:
    made = figure([Mark(n, at, f"Moment {n}") for n, at in enumerate(after(*minutes), 1)], BERLIN, gaps or [])
    assert made
    return made


# ---- the figure


def test_one_moment_is_no_line() -> None:
    assert figure([Mark(1, NOON, "Alone")], BERLIN) is None


def test_dots_stand_where_their_time_is_and_none_over_another() -> None:
    found = drawn(0, 1, 30, 60)
    xs = [dot.x for dot in found.dots]
    assert xs == sorted(xs)
    assert xs[3] - xs[2] == pytest.approx(xs[2] - xs[0], abs=0.3)
    for one in found.dots:
        for other in found.dots:
            assert one is other or abs(one.x - other.x) >= BESIDE or abs(one.y - other.y) > 2 * RADIUS


def test_all_moments_of_one_minute_are_drawn_within_the_picture() -> None:
    found = drawn(*[0.01 * n for n in range(60)])
    assert len(found.dots) == 60
    assert len({dot.y for dot in found.dots}) == MOST_LANES
    assert all(0 < dot.x < WIDTH and dot.y + RADIUS < found.height for dot in found.dots)


@pytest.mark.parametrize("length", [timedelta(minutes=3), timedelta(hours=5), timedelta(days=9), timedelta(days=1500)])
def test_the_clock_has_a_few_ticks_whatever_the_length(length: timedelta) -> None:
    found = figure([Mark(1, NOON, "First"), Mark(2, NOON + length, "Last")], BERLIN)
    assert found
    assert 1 <= len(found.ticks) <= MOST_TICKS + 1
    assert found.ticks[0].day


@pytest.mark.parametrize(("days", "clocks"), [(3, {"00:00", "12:00"}), (9, {""}), (1500, {"2026", "2027", "2028"})])
def test_of_days_no_hour_is_told_and_of_months_their_year(days: int, clocks: set[str]) -> None:
    found = figure([Mark(1, NOON, "First"), Mark(2, NOON + timedelta(days=days), "Last")], BERLIN)
    assert found
    assert {tick.clock for tick in found.ticks} >= clocks


def test_a_silence_over_the_years_tells_them() -> None:
    said = gap(Gap(NOON, NOON + timedelta(days=400)), BERLIN, with_evidence=True)
    assert str(NOON.year) in said
    assert str(NOON.year + 1) in said


def test_ticks_and_nights_are_on_the_clock_of_those_who_responded() -> None:
    found = drawn(0, 12 * 60)
    assert [tick.clock for tick in found.ticks][:2] == ["12:00", "14:00"]
    assert [tick.day for tick in found.ticks if tick.day] == [date(2026, 3, 2), date(2026, 3, 3)]
    (night,) = found.nights
    at_ten = found.dots[0].x + (found.dots[1].x - found.dots[0].x) * 10 / 12
    assert night.x == pytest.approx(at_ten, abs=0.2)


def test_a_gap_stands_between_its_moments() -> None:
    first, last = after(10, 50)
    found = drawn(0, 10, 50, 60, gaps=[Gap(first, last), Gap(last, last + timedelta(days=1))])
    (gap,) = found.gaps  # the other lies outside
    assert (gap.x, gap.end) == (found.dots[1].x, found.dots[2].x)


# ---- nights


def test_a_night_has_its_length_also_when_the_clocks_change() -> None:
    """On 29 March 2026 the clocks of Berlin jump from two to three."""
    (night,) = between(datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 3, 29, 12, tzinfo=UTC), BERLIN)
    assert night[1] - night[0] == timedelta(hours=7)


def test_a_stretch_is_told_as_night_as_a_whole_or_in_part() -> None:
    evening = datetime(2026, 3, 2, 20, tzinfo=UTC)  # nine in Berlin
    assert share(evening, evening + timedelta(minutes=30), BERLIN) == "none"
    assert share(evening, evening + timedelta(hours=2), BERLIN) == "part"
    assert share(evening + timedelta(hours=2), evening + timedelta(hours=3), BERLIN) == "all"


# ---- gaps


def test_what_is_long_is_measured_by_the_rest() -> None:
    assert gaps(after(0, 5, 10, 15, 105, 110)) == [Gap(*after(15, 105))]
    assert gaps(after(0, 60, 120, 180, 240)) == []  # once an hour all along is no silence
    assert gaps(after(0, 2, 4, 6, 20, 22)) == []  # and a quarter of an hour is not long


def test_of_few_instants_none_is_silent() -> None:
    assert gaps(after(0, 1, 600)) == []


# ---- order


def rows(*given: tuple[int, float, bool]) -> list[Placed]:
    return [
        Placed(key, NOON + timedelta(minutes=minute), timed, place) for place, (key, minute, timed) in enumerate(given)
    ]


def keys(found: list[Placed]) -> list[int]:
    return [row.key for row in found]


def test_moments_of_one_instant_change_places() -> None:
    given = rows((1, 0, True), (2, 5, True), (3, 5, True))
    assert may_swap(given[1], given[2])
    assert keys(moved(given, 3, 1)) == [1, 3, 2]


def test_time_decides_where_it_is_known() -> None:
    given = rows((1, 0, True), (2, 5, True))
    assert not may_swap(*given)
    with pytest.raises(OutOfTime):
        moved(given, 2, 0)


def test_a_moment_without_a_time_goes_anywhere_and_takes_the_place_in_time() -> None:
    given = rows((1, 0, True), (2, 5, True), (3, 5, False))
    first, unknown, last = moved(given, 3, 1)
    assert (first.key, unknown.key, last.key) == (1, 3, 2)
    assert unknown.at == first.at
    assert keys(sorted([last, unknown, first], key=lambda row: (row.at, row.position))) == [1, 3, 2]
    assert moved(given, 3, 0)[0].at == NOON


def test_moments_may_go_past_one_without_a_time() -> None:
    given = rows((1, 0, True), (2, 0, False), (3, 5, True))
    found = moved(given, 3, 1)
    assert keys(found) == [1, 3, 2]
    assert found[2].at == found[1].at
