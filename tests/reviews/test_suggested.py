"""How a replacement meets the source: whole words and marks, nothing empty left behind, two changes word by word."""

import pytest

from reviews.suggested import applied, together, whole

SOURCE = """# Narrative

The *copy tool* had **printed nothing** for a [long time](https://example.org/a_(b)), they say.

- one host
- another host

# Themes

Two hosts.
"""


def chosen(words: str) -> str:
    start = SOURCE.index(words)
    begin, end = whole(SOURCE, start, start + len(words))
    return SOURCE[begin:end]


@pytest.mark.parametrize(
    ("words", "passage"),
    [
        ("had", "had"),
        ("opy too", "copy tool"),
        ("The *copy tool", "The *copy tool*"),
        ("copy tool* had", "*copy tool* had"),
        ("printed nothing** for", "**printed nothing** for"),
        ("had **printed", "had **printed"),
        ("a [long", "a [long time](https://example.org/a_(b))"),
        ("time](https://example.org/a_(b)), they", "[long time](https://example.org/a_(b)), they"),
        ("long time", "long time"),
    ],
)
def test_a_passage_has_whole_words_and_no_half_of_its_marks(words: str, passage: str) -> None:
    assert chosen(words) == passage


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        (" they say", "(https://example.org/a_(b)),.\n"),
        ("they say", "(https://example.org/a_(b)),.\n"),
        ("copy tool", "The had **printed"),
        ("printed nothing", "had for a"),
        ("long time", "for a, they say."),
        ("one host", "\n\n- another host\n"),
        ("another host", "- one host\n\n# Themes"),
        ("Themes", "- another host\n\nTwo hosts.\n"),
        ("Two hosts.", "# Themes\n"),
        ("- one host\n- another host", "they say.\n\n# Themes"),
    ],
)
def test_what_goes_leaves_no_empty_marks_blanks_or_bullets(gone: str, left: str) -> None:
    start = SOURCE.index(gone)
    made = applied(SOURCE, start, start + len(gone), "")
    assert left in made.text
    assert gone not in made.text
    assert made.start == made.end <= len(made.text)


def test_the_only_text_can_go() -> None:
    assert applied("All of it.\n", 0, 10, "").text == ""


def test_a_replacement_says_where_it_stands() -> None:
    made = applied("one two three", 4, 7, "zwei")
    assert (made.text, made.text[made.start : made.end]) == ("one zwei three", "zwei")


@pytest.mark.parametrize(
    ("now", "suggested", "both"),
    [
        ("At noon the tired engineer ran it.", "At 12:00 the engineer ran it.", "At 12:00 the tired engineer ran it."),
        ("At noon the engineer ran it twice.", "The engineer ran it.", None),
        ("At one the engineer ran it.", "At two the engineer ran it.", None),
        ("At one the engineer ran it.", "At one the engineer ran it.", "At one the engineer ran it."),
        ("At noon the engineer ran it.", "", ""),
        ("At noon the tired engineer ran it.", "", None),
    ],
)
def test_two_changes_come_together_unless_they_touch_the_same_words(now: str, suggested: str, both: str | None) -> None:
    old = "At noon the engineer ran it."
    if both is None and now.endswith("twice."):
        assert together(old, now, suggested) == "The engineer ran it twice."
        return
    assert together(old, now, suggested) == both
    assert together(old, suggested, now) == both


@pytest.mark.parametrize(
    "text", ["](" * 5_000, "[" * 10_000, "*" * 10_000, "[a](" * 3_000, "](((" * 3_000, "_*" * 5_000]
)
def test_hostile_marks_are_walked_through_once(text: str) -> None:
    start, end = whole(text, len(text) // 2, len(text) // 2 + 3)
    assert 0 <= start < end <= len(text)
    applied(text, start, end, "")
