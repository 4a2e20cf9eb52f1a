"""Before and after a format change: never more certain than the answers allow."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from surveys import comparing
from surveys.comparing import Sample, compare

points = st.lists(st.builds(Sample, st.floats(1, 5), st.integers(0, 40), st.booleans()), max_size=12)


def weeks(*means: float, n: int = 10) -> list[Sample]:
    return [Sample(mean, n) for mean in means]


def test_a_large_steady_difference_is_told_with_its_interval() -> None:
    told = compare(weeks(3.0, 3.1, 2.9, 3.0, 3.1, 2.9), weeks(4.0, 4.1, 3.9, 4.0, 4.1, 3.9))
    assert (told.verdict, told.difference, told.before.answers, told.after.points) == ("up", 1.0, 60, 6)
    assert told.low is not None
    assert told.high is not None
    assert 0.8 < told.low < 1.0 < told.high < 1.2


def test_a_difference_within_what_weeks_differ_anyway_is_unclear() -> None:
    assert compare(weeks(3.0, 4.0, 3.2, 3.9, 3.1), weeks(3.3, 4.1, 3.0, 4.0, 3.5)).verdict == "unclear"


def test_too_few_weeks_or_answers_tell_nothing() -> None:
    assert compare(weeks(3, 3, 3), weeks(4, 4, 4, 4)).verdict == "few"
    assert compare(weeks(3, 3, 3, 3, n=4), weeks(4, 4, 4, 4)).verdict == "few"
    assert compare([], []).verdict == "few"


def test_a_band_makes_the_interval_wider() -> None:
    plain, early = weeks(4.0, 4.1, 3.9, 4.0), weeks(3.0, 3.1, 2.9, 3.0)
    banded = [Sample(each.mean, each.n, about=True) for each in plain]
    sharp, blurred = compare(early, plain), compare(early, banded)
    assert sharp.low is not None
    assert blurred.low is not None
    assert blurred.low < sharp.low - 0.4


@settings(max_examples=60, deadline=None)
@given(points, points, st.integers(0, 5))
def test_the_same_points_give_the_same_interval_in_any_order(
    before: list[Sample], after: list[Sample], seed: int
) -> None:
    told = compare(before, after, seed)
    assert told == compare(before[::-1], sorted(after, key=lambda each: each.n), seed)
    if told.low is not None and told.high is not None and told.difference is not None:
        assert told.low <= told.difference + 0.011
        assert told.difference - 0.011 <= told.high
        assert min(told.before.answers, told.after.answers) >= comparing.LEAST_ANSWERS
        assert min(told.before.points, told.after.points) >= comparing.LEAST_POINTS
    else:
        assert told.verdict == "few"


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(1, 5), min_size=4, max_size=12), st.integers(0, 5))
def test_turned_round_it_says_the_opposite(means: list[float], seed: int) -> None:
    before, after = weeks(*means), weeks(*(6 - mean for mean in means))
    there, back = compare(before, after, seed), compare(after, before, seed)
    assert (there.difference or 0) == -(back.difference or 0)


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    """Where nothing changed, at most one in ten of comparisons with six weeks a side may say that something did."""
    rng, wrong = random.Random(8), 0
    for seed in range(100):
        sides = [[Sample(rng.gauss(3.8, 0.4), rng.randint(5, 14)) for _ in range(6)] for _ in range(2)]
        wrong += compare(*sides, seed).verdict != "unclear"
    assert wrong <= 10
