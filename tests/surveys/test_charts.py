"""Where the marks of a chart stand: one figure that is far out of the common does not make all others look alike."""

from datetime import date, timedelta

from surveys import charts
from surveys.charts import Axis, Chart, Pair

FIRST = date(2026, 9, 7)


def chart(*means: float, mean: bool = True) -> Chart:
    """A bar a week."""
    weeks = [FIRST + timedelta(weeks=number) for number in range(len(means))]
    pairs = [Pair(week, value, 1) for week, value in zip(weeks, means, strict=True)]
    return charts.bars(Axis(weeks[0], weeks[-1]), pairs, [], 170, mean=mean)


def test_a_review_of_an_incident_of_years_ago_is_cut_and_says_its_number() -> None:
    drawn = chart(6, 7, 5, 6, 3578.7)
    assert [bar.cut for bar in drawn.bars] == [False] * 4 + [True]
    assert drawn.bars[-1].number == "3578.7"
    assert drawn.bars[-1].y == charts.TOP
    assert max(line.label for line in drawn.lines) == 8
    assert drawn.bars[0].height > 60, "the others keep most of the height"


def test_what_is_only_much_is_not_cut() -> None:
    assert not chart(6, 7, 5, 6, 20).cut
    assert not chart(6, 3578.7, 5).cut, "of three weeks nobody knows which is out of the common"
    assert not chart(0, 0, 0, 0, 9).cut
    assert not chart(1, 2, 1, 900, mean=False).cut, "counts are what they are"
