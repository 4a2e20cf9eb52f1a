"""Plain rules behind the document pages: marks in HTML, the word diff, the starting text."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from reviews.markdown import read_back, render
from reviews.marking import mark
from reviews.template_text import Moment, Story, hints, starting_text
from reviews.word_diff import GONE, NEW, SAME, SKIPPED, changes

SOURCE = "# One & <two>\n\nThree *four* five\n\n- six `a<b` seven\n- eight\n\n```\nnine\nten\n```\n"


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=6))
def test_marks_change_no_word_and_no_order(spans: list[tuple[int, int]]) -> None:
    rendered = render(SOURCE)
    marked = mark(rendered.html, [(start, start + length, key) for key, (start, length) in enumerate(spans)])
    assert read_back(SOURCE, marked).plain == rendered.plain
    assert marked.count("<mark") == marked.count("</mark>")


def test_a_mark_holds_just_its_words_across_markup_and_entities() -> None:
    rendered = render("a & b *c* d")
    start = rendered.plain.index("& b c")
    assert mark(rendered.html, [(start, start + 5, 7)]) == (
        '<p>a <mark id="passage-7" data-threads="7">&amp; b </mark><em><mark data-threads="7">c</mark></em> d</p>'
    )


def test_overlapping_passages_name_every_thread() -> None:
    html = mark("<p>one two three</p>", [(0, 7, 1), (4, 13, 2)])
    assert html == (
        '<p><mark id="passage-1" data-threads="1">one </mark><mark id="passage-2" data-threads="1 2">two</mark>'
        '<mark data-threads="2"> three</mark></p>'
    )


def test_an_address_with_angle_brackets_does_not_confuse_the_marks() -> None:
    rendered = render('[words](https://a.example/?q=1 "a > b") behind')
    start = rendered.plain.index("behind")
    assert mark(rendered.html, [(start, start + 6, 1)]).endswith(
        '<mark id="passage-1" data-threads="1">behind</mark></p>'
    )


@given(st.text("ab \n.", max_size=60), st.text("ab \n.", max_size=60))
def test_the_pieces_of_a_diff_make_up_both_texts(old: str, new: str) -> None:
    pieces = changes(old, new)
    if any(piece.kind == SKIPPED for piece in pieces) or old == new:
        return
    assert "".join(piece.text for piece in pieces if piece.kind in {SAME, NEW}) == new
    before = "".join(piece.text for piece in pieces if piece.kind in {SAME, GONE})
    assert "".join(before.split()) == "".join(old.split()), "blanks alone are no change"


def test_a_diff_shows_the_words_that_changed_and_counts_the_lines_that_did_not() -> None:
    lines = "\n".join(f"line number {at}" for at in range(20))
    pieces = changes(lines + "\nthe end was hard", lines + "\nthe end was easy")
    assert [piece.kind for piece in pieces] == [SKIPPED, SAME, GONE, NEW]
    assert pieces[0].lines == 19
    assert (pieces[2].text, pieces[3].text) == ("hard", "easy")


def story(*moments: Moment, zone: str = "Europe/Amsterdam") -> Story:
    return Story("Outage", "SEV-1", ZoneInfo(zone), moments=moments)


def test_the_times_of_the_incident_stand_in_their_order() -> None:
    hours = {"began": 13, "detected": 14, "resolved": 15}
    times = {name: datetime(2026, 11, 18, hour, tzinfo=UTC) for name, hour in hours.items()}
    text = starting_text(Story("Outage", "SEV-1", ZoneInfo("UTC"), **times), str, lambda at: f"{at:%d.%m.}")
    assert "- **Impact began:** 18.11., 13:00 UTC\n- **Detected:** 18.11., 14:00 UTC\n- **Resolved:**" in text
    warned = times | {"detected": datetime(2026, 11, 18, 12, tzinfo=UTC)}
    text = starting_text(Story("Outage", "SEV-1", ZoneInfo("UTC"), **warned), str, lambda at: f"{at:%d.%m.}")
    assert text.index("**Detected") < text.index("**Impact began")


def test_times_stand_in_utc_with_the_local_clock_beside_them() -> None:
    late = Moment(datetime(2017, 1, 31, 23, 27, tzinfo=UTC), "The directory\n\n# is removed", "Engineer 1")
    text = starting_text(story(late), str, lambda at: f"{at:%d.%m.}")
    assert "- **23:27 UTC (00:27 CET)** The directory # is removed *Engineer 1*" in text
    assert "- **23:27 UTC** The" in starting_text(story(late, zone="UTC"), str, str)


def test_days_follow_each_other_even_if_events_were_entered_in_another_order() -> None:
    first, second = (Moment(datetime(2017, 2, day, 9, tzinfo=UTC), f"day {day}") for day in (1, 2))
    text = starting_text(story(second, first), str, lambda at: f"{at:%d %B}")
    assert text.index("## 01 February") < text.index("day 1") < text.index("## 02 February") < text.index("day 2")


def test_an_empty_incident_asks_its_writers_in_every_part() -> None:
    text = starting_text(story(), str, str)
    assert len(hints(str)) >= 6
    assert sum(f"*{hint}*" in text for hint in set(hints(str))) == 5
