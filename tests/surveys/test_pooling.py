"""Which points the trends get. Whatever is drawn, nobody can subtract one figure from another and learn a small group's answers."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from surveys import anonymity, pooling
from surveys.pooling import Rated, Value

MONDAYS = [date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 16), date(2026, 3, 23)]


def rated(key: int, week: int, *values: int, k: int = 5) -> Rated:
    counts = {value: values.count(value) for value in anonymity.VALUES}
    return Rated(key, MONDAYS[week], k, {"safe": counts})


def test_a_week_with_enough_answers_is_a_point() -> None:
    [point] = pooling.points([rated(1, 0, 3, 3, 4, 4, 5)])
    assert (point.first, point.last, point.answers) == (MONDAYS[0], MONDAYS[0], 5)
    assert point.values == {"safe": Value(3.8, 5)}


def test_two_reviews_of_a_week_are_one_point_made_of_what_is_shown_of_both() -> None:
    [point] = pooling.points([rated(1, 0, 3, 3, 4, 4, 5), rated(2, 0, 2, 2, 3, 3, 3, 2)])
    assert point.keys == (1, 2)
    assert point.score == Value((3.8 * 5 + 2.5 * 6) / 11, 11)


def test_weeks_with_too_few_answers_wait_for_the_weeks_after_them() -> None:
    assert pooling.points([rated(1, 0, 3, 4, 5)]) == []
    [point] = pooling.points([rated(1, 0, 3, 4, 5), rated(2, 2, 2, 2)])
    assert (point.first, point.last, point.keys, point.answers) == (MONDAYS[0], MONDAYS[2], (1, 2), 5)


def test_a_few_answers_are_never_mixed_with_a_result_that_is_shown() -> None:
    points = pooling.points([rated(1, 0, 1, 2, 2), rated(2, 0, 3, 3, 4, 4, 5)])
    assert [(point.keys, point.values) for point in points] == [((2,), {"safe": Value(3.8, 5)})]


def test_where_nearly_all_said_the_same_the_middle_of_the_band_stands_in() -> None:
    [point] = pooling.points([rated(1, 0, 5, 5, 5, 5, 5, 1)])
    assert point.values["safe"] == Value(4.5, 6, about=True)
    [mixed] = pooling.points([rated(1, 0, 5, 5, 5, 5, 5, 1), rated(2, 0, 2, 2, 3, 3)])
    assert mixed.keys == (1,)
    assert mixed.score.about


def test_a_few_answers_to_a_former_wording_do_not_hold_up_those_to_the_new_one() -> None:
    former = rated(1, 0, 3, 4, 5)
    reworded = [Rated(key, MONDAYS[key], 5, {"safer": former.counts["safe"]}) for key in (1, 2)]
    [point] = pooling.points([Rated(9, MONDAYS[0], 5, former.counts), *reworded])
    assert (point.keys, point.answers, list(point.values)) == ((1, 2), 6, ["safer"])


def test_the_stricter_of_two_settings_holds() -> None:
    assert pooling.points([rated(1, 0, 1, 2, k=5), rated(2, 1, 3, 4, 5, k=8)]) == []


def test_the_week_is_the_one_at_the_place_of_the_meeting() -> None:
    sunday_night = datetime(2026, 3, 8, 23, 30, tzinfo=UTC)
    assert pooling.week_of(sunday_night, ZoneInfo("UTC")) == MONDAYS[0]
    assert pooling.week_of(sunday_night, ZoneInfo("Europe/Berlin")) == MONDAYS[1]


@given(st.lists(st.tuples(st.integers(0, 3), st.lists(st.integers(1, 5), max_size=9)), max_size=12))
def test_every_point_is_of_shown_results_alone_or_of_k_hidden_answers(rows: list[tuple[int, list[int]]]) -> None:
    surveys = [rated(number, week, *values) for number, (week, values) in enumerate(rows)]
    points = pooling.points(surveys)
    used = [key for point in points for key in point.keys]
    assert len(used) == len(set(used))
    for point in points:
        members = [surveys[key] for key in point.keys]
        assert len({each.hidden for each in members}) == 1
        assert point.answers == sum(each.answers for each in members) >= 5
        if not members[0].hidden:
            told = [anonymity.shown(each.counts["safe"], each.k) for each in members]
            sums = [
                (each.mean if each.mean is not None else sum(each.band or ()) / 2) * each.n for each in told if each
            ]
            assert abs(point.values["safe"].mean * point.answers - sum(sums)) < 1e-9
