"""The plain rules of interviews: what is off the record, whom to talk to next, and what an analysis rests on."""

from datetime import UTC, datetime, timedelta
from gettext import NullTranslations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews import off_record, overview_text
from reviews.interview_order import Witness, order
from reviews.language_hints import find_hints
from reviews.overview_text import Looked

NIGHT = datetime(2017, 1, 31, 23, 0, tzinfo=UTC)
PLAIN = NullTranslations()
NEAREST = frozenset({"on_call"})


def at(*minutes: int) -> tuple[datetime, ...]:
    return tuple(NIGHT + timedelta(minutes=each) for each in minutes)


# ---- off the record


def on(text: str) -> str:
    return " ".join(stretch.text for stretch in off_record.stretches(text) if not stretch.off)


@pytest.mark.parametrize(
    "text",
    [
        "Open. [off the record] secret [on the record] Open.",
        "Open.\n[Off the record]\nsecret\n[ON THE RECORD]\nOpen.",
        "Open. [off record] secret [on record] Open.",
        "Open. [off-the-record]\n\nsecret\n\nsecret, too",
        "Open. [off the record] secret [off the record] secret [on the record] secret [on the record] Open.",
        "Open. [on the record] Open. [off the record] secret",
    ],
)
def test_what_is_between_the_marks_is_off_and_in_doubt_to_the_end(text: str) -> None:
    assert "secret" not in on(text)
    assert on(text).startswith("Open.")


@pytest.mark.parametrize("words", ["secret", "one [off the record] secret", "one secret", "one two"])
def test_words_off_the_record_and_words_across_them_cannot_be_asked_for(words: str) -> None:
    assert off_record.find("one [off the record] secret [on the record] two", words) == ""


def test_words_are_found_over_other_line_breaks_and_given_as_they_stand() -> None:
    assert off_record.find("It was\nquite  late.", "was quite late.") == "was\nquite  late."
    assert off_record.find("It was late.", "  ") == ""


@given(st.lists(st.sampled_from(["a ", "secret ", "[off the record] ", "[on the record] "]), max_size=12))
def test_nothing_that_opens_last_is_ever_on_the_record(pieces: list[str]) -> None:
    assert "hidden" not in on("".join(pieces) + "[off the record] hidden")


def test_a_passage_is_taken_off_when_it_stands_off_the_record_alone() -> None:
    assert off_record.taken_off("[off the record] It was late.", "It was late.")
    assert not off_record.taken_off("It was late. [off the record] It was late.", "It was late.")
    assert not off_record.taken_off("Rewritten.", "It was late.")


# ---- whom to talk to next


def test_first_comes_who_alone_saw_moments() -> None:
    people = [
        Witness(1, "Ada", "on_call", at(0, 5)),
        Witness(2, "Bo", "on_call", at(2, 6, 8)),
        Witness(3, "Cy", "support", at(40, 60)),
    ]
    rows = order(people, NEAREST)
    assert [row.key for row in rows] == [3, 2, 1]
    assert [(row.only, row.seen) for row in rows] == [(2, 2), (0, 3), (0, 2)]


def test_ten_minutes_around_a_moment_count_as_the_same() -> None:
    near, far = [
        order([Witness(1, "Ada", moments=at(0)), Witness(2, "Bo", moments=at(minutes))], NEAREST)[0].only
        for minutes in (10, 11)
    ]
    assert (near, far) == (0, 1)


def test_whoever_was_asked_is_not_named_again_and_their_part_is_heard() -> None:
    people = [Witness(1, "Ada", "support", asked=True), Witness(2, "Bo", "support"), Witness(3, "Cy", "security")]
    rows = order(people, NEAREST)
    assert [(row.key, row.new_part) for row in rows] == [(3, True), (2, False)]


def test_names_break_a_tie() -> None:
    assert [row.key for row in order([Witness(1, "cy"), Witness(2, "Bo")], NEAREST)] == [2, 1]


# ---- the overview


def said(looked: Looked) -> str:
    return overview_text.overview(looked, PLAIN.gettext, PLAIN.ngettext)


def test_the_overview_counts_and_says_what_was_not_looked_at() -> None:
    looked = Looked(interviews=4, left=1, evidence={"channel": 1, "ticket": 2}, unheard=["support"])
    assert said(looked) == (
        "This analysis rests on 4 interviews, 1 channel and 2 tickets. Not looked at: calls. "
        "Not spoken with: support. 1 person who had a part in it was not interviewed."
    )


def test_what_it_says_of_itself_gets_no_hint_about_wording() -> None:
    for left in range(3):
        looked = Looked(interviews=left, left=left, evidence={"call": left}, unheard=["support", "incident command"])
        assert find_hints(said(looked)) == []


def test_an_analysis_of_nothing_says_so() -> None:
    assert said(Looked()) == (
        "This analysis rests on what is written down in the timeline alone. Not looked at: interviews, channels, tickets, calls."
    )


HEADED = "# Opening\n\nText.\n\n# How we looked into it\n\nMore.\n"


def test_the_overview_stands_below_its_heading_and_is_replaced_there() -> None:
    once = overview_text.placed(HEADED, "This analysis rests on 1 call.", "How we looked into it", "This analysis")
    assert "# How we looked into it\n\nThis analysis rests on 1 call.\n\nMore." in once
    twice = overview_text.placed(once, "This analysis rests on 2 calls.", "How we looked into it", "This analysis")
    assert twice == once.replace("1 call", "2 calls")


def test_without_its_heading_it_stands_at_the_end() -> None:
    assert overview_text.placed("Text.\n", "This.", "How", "That") == "Text.\n\nThis.\n"
