"""Two people save the same document: what both wrote stays, and a true contradiction shows both texts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviews.merge import Conflict, Merge, merge3

BASE = """# What happened

The page went out at 14:02.

The dashboard was green.
Nobody saw the queue.

- one
- two
- three

| when | what |
|---|---|
| 14:02 | page |
| 14:05 | call |

```
first

second
```

The end.
"""


def edits(*changes: tuple[str, str]) -> str:
    text = BASE
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return text


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (("14:02.", "14:03."), ("The end.", "To be continued.")),
        (("14:02.", "14:03."), ("was green", "looked green")),
        (("- one", "- uno"), ("- two", "- dos")),
        (("- two\n", ""), ("- three", "- tres")),
        (("| 14:02 | page |", "| 14:02 | pages |"), ("| 14:05 | call |", "| 14:06 | call |")),
        (("# What happened", "# What went on"), ("second\n", "second\n\nthird\n")),
        (("The page went out at 14:02.\n\n", ""), ("Nobody saw", "None of us saw")),
        (("The dashboard was green.\nNobody saw the queue.", "The dashboard was green. Nobody saw."), ("three", "3")),
    ],
)
def test_edits_of_different_paragraphs_items_and_rows_are_both_kept(
    mine: tuple[str, str], theirs: tuple[str, str]
) -> None:
    assert merge3(BASE, edits(mine), edits(theirs)) == Merge(edits(mine, theirs), True)
    assert merge3(BASE, edits(theirs), edits(mine)) == Merge(edits(mine, theirs), True)


def test_one_side_alone_and_the_same_edit_twice_are_clean() -> None:
    changed = edits(("14:02.", "14:03."))
    assert merge3(BASE, changed, BASE) == Merge(changed, True)
    assert merge3(BASE, BASE, changed) == Merge(changed, True)
    assert merge3(BASE, changed, changed) == Merge(changed, True)
    assert merge3(BASE, edits(("14:02.", "14:03."), ("- one", "- uno")), changed).text == edits(
        ("14:02.", "14:03."), ("- one", "- uno")
    )


def test_paragraphs_added_at_the_same_place_are_both_kept_the_saved_one_first() -> None:
    merge = merge3(BASE, BASE + "\nMine is new.\n", BASE + "\nTheirs is new.\n")
    assert merge == Merge(BASE + "\nTheirs is new.\n\nMine is new.\n", True)


def test_items_added_to_the_same_list_are_both_kept() -> None:
    merge = merge3(BASE, edits(("- three\n", "- three\n- four\n")), edits(("- three\n", "- three\n- five\n")))
    assert merge.clean
    assert "- three\n- five\n- four\n" in merge.text


def test_a_text_without_a_last_line_end_can_be_added_to() -> None:
    assert merge3("a", "a\n\nmine", "a\n\ntheirs").text == "a\n\ntheirs\n\nmine"
    assert merge3("a", "b\n\na", "a\n\nc").text == "b\n\na\n\nc"


def test_two_edits_of_one_paragraph_show_both_and_lose_neither() -> None:
    mine, theirs = edits(("was green", "was blue")), edits(("was green", "was red"))
    merge = merge3(BASE, mine, theirs, labels=("<!-- theirs -->", "<!-- mine -->"))
    assert not merge.clean
    assert merge.conflicts == (
        Conflict(
            "The dashboard was green.\nNobody saw the queue.\n\n",
            "The dashboard was blue.\nNobody saw the queue.\n\n",
            "The dashboard was red.\nNobody saw the queue.\n\n",
        ),
    )
    assert (
        "14:02.\n\n<!-- theirs -->\n\nThe dashboard was red.\nNobody saw the queue.\n\n"
        "<!-- mine -->\n\nThe dashboard was blue.\nNobody saw the queue.\n\n- one\n"
    ) in merge.text


def test_a_paragraph_removed_by_one_and_edited_by_the_other_is_a_conflict() -> None:
    merge = merge3(BASE, edits(("The end.\n", "")), edits(("The end.", "The very end.")))
    assert [(conflict.mine, conflict.theirs) for conflict in merge.conflicts] == [("", "The very end.\n")]
    assert "The very end." in merge.text


def test_a_fenced_block_is_one_unit() -> None:
    merge = merge3(BASE, edits(("first", "1st")), edits(("second", "2nd")))
    assert len(merge.conflicts) == 1


UNITS = st.sampled_from(["alpha one.", "beta two.", "gamma three.", "- item", "- thing", "# head", "delta\nfour."])
TEXTS = st.lists(UNITS, max_size=8).map("\n\n".join)


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_no_line_that_somebody_wrote_is_lost(base: str, mine: str, theirs: str) -> None:
    merge = merge3(base, mine, theirs)
    for version in (mine, theirs):
        for line in set(version.split("\n")) - set(base.split("\n")):
            assert line in merge.text
    assert merge.clean == (not merge.conflicts)


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS)
def test_a_save_that_nobody_crossed_is_exactly_what_was_typed(base: str, mine: str) -> None:
    assert merge3(base, mine, base).text == mine
    assert merge3(base, base, mine).text == mine
    assert merge3(base, mine, mine).text == mine
