"""What changed, as it is read: one of the two texts can always be got back, and the HTML is valid and harmless."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviews import rendered_diff
from reviews.markdown import TooBig, render
from reviews.rendered_diff import Changes, rendered_changes, sanitised
from reviews.rendered_tree import Block, Node, Token, tree

LABEL = re.compile(r'<span class="visually-hidden">[^<]*</span>')
IDS = re.compile(r' id="change-\d+"')


def diff(old: str, new: str) -> Changes:
    found = rendered_changes(render(old).html, render(new).html)
    assert found
    return found


def shown(old: str, new: str) -> str:
    """The HTML without the words for screen readers and the ids of changes."""
    return IDS.sub("", LABEL.sub("", diff(old, new).html))


def words(html: str, *, without: str = "") -> list[str]:
    """The text of a page, word by word, each block beginning a new word; `without` leaves out what is in <ins> or <del>."""
    html = LABEL.sub("", html)
    found: list[str] = []

    def read(node: Node) -> None:
        if isinstance(node, Block):
            found.append(" ")
            for child in node.children:
                read(child)
            found.append(" ")
            return
        found.extend(token.text for token in node.tokens if without not in tags(token))

    def tags(token: Token) -> list[str]:
        return [tag for tag, _ in token.marks]

    read(tree(html))
    return "".join(found).split()


INLINE = st.sampled_from(
    [
        "the",
        "copy",
        "*tool*",
        "**ran** on",
        "`rm -rf`",
        "[link](https://a.example)",
        "a  \nb",
        "&amp; <b>",
        "x,y.",
        "ﬁnal",
    ]
)
LINE = st.lists(INLINE, min_size=1, max_size=6).map(" ".join)
BLOCK = st.one_of(
    LINE,
    LINE.map("## {}".format),
    LINE.map("> {}".format),
    st.lists(LINE, min_size=1, max_size=3).map(lambda lines: "\n".join(f"- {line}" for line in lines)),
    st.lists(LINE, min_size=1, max_size=3).map(lambda lines: "\n".join(f"1. {line}\n    - inner" for line in lines)),
    LINE.map("```\n  {}\n```".format),
    st.just("| a | b |\n|---|--:|\n| 1 | 10 |"),
    st.just("| a | b |\n|---|--:|\n| 1 | 12 |\n| 2 |  |"),
    st.just("---"),
)
TEXT = st.one_of(st.lists(BLOCK, max_size=7).map("\n\n".join), st.text(max_size=80))


@settings(max_examples=100, deadline=None)
@given(TEXT, TEXT)
def test_without_what_went_it_is_the_new_text_and_without_what_came_the_old(old: str, new: str) -> None:
    before, after = render(old).html, render(new).html
    found = rendered_changes(before, after)
    assert found
    assert words(found.html, without="del") == words(after)
    assert words(found.html, without="ins") == words(before)


@settings(max_examples=100, deadline=None)
@given(TEXT, TEXT)
def test_cleaning_it_once_more_changes_nothing(old: str, new: str) -> None:
    html = diff(old, new).html
    assert sanitised(html) == html


@settings(max_examples=60, deadline=None)
@given(TEXT)
def test_a_text_beside_itself_has_no_change(text: str) -> None:
    found = diff(text, text)
    assert found.count == 0
    assert "<ins" not in found.html
    assert "<del" not in found.html


def test_a_changed_word_is_marked_inside_its_paragraph() -> None:
    assert shown("Copying took *a long time* that night.", "Copying took *eleven minutes* that night.") == (
        "<p>Copying took <del><em>a long time</em></del><ins><em>eleven minutes</em></ins> that night.</p>"
    )


def test_words_that_only_became_bold_are_shown_as_changed() -> None:
    assert shown("see this", "see **this**") == "<p>see <del>this</del><ins><strong>this</strong></ins></p>"


def test_an_added_and_a_removed_block_stand_between_their_neighbours() -> None:
    html = shown("First stays.\n\nGone for good.\n\nLast stays.", "First stays.\n\nLast stays.\n\n> Quite new")
    assert html.replace("\n", "") == (
        '<p>First stays.</p><p class="removed"><del>Gone for good.</del></p><p>Last stays.</p>'
        '<blockquote class="added"><p><ins>Quite new</ins></p></blockquote>'
    )


def test_a_changed_cell_stays_in_its_row_and_a_removed_item_in_its_list() -> None:
    table = "| host | free |\n|---|---|\n| db1 | {} |"
    assert "<td><del>10</del><ins>12</ins></td>" in shown(table.format(10), table.format(12))
    items = "- one thing\n- two things\n- three things"
    assert '<li class="removed"><del>two things</del></li>' in shown(items, items.replace("- two things\n", ""))


def test_changes_are_counted_and_each_can_be_linked_to() -> None:
    found = diff("One was red.\n\nTwo stays.\n\nThree was green.", "One was blue.\n\nTwo stays.\n\nThree was black.")
    assert found.count == 2
    assert re.findall(r'id="(change-\d)"', found.html) == ["change-1", "change-2"]


def test_a_screen_reader_hears_added_and_removed_in_the_readers_language() -> None:
    found = rendered_changes("<p>copying x</p>", "<p>copying y</p>", "neu", "weg <b>")
    assert found
    assert "neu: </span>y" in found.html
    assert "weg &lt;b&gt;: </span>x" in found.html


def test_untouched_blocks_are_parts_of_their_own_so_that_they_can_be_folded() -> None:
    old = "\n\n".join(f"Paragraph number {word}." for word in ["one", "two", "three", "four", "five"])
    parts = diff(old, old + "\n\nAnd something else entirely.").parts
    assert [(part.same, part.blocks) for part in parts] == [(True, 5), (False, 1)]


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        '<p onclick="x()">a</p>',
        '<a href="javascript:x()">a</a>',
        '<p class="dialog">a</p>',
    ],
)
def test_nothing_comes_through_that_the_page_would_not_hold(evil: str) -> None:
    found = rendered_changes("<p>a</p>", evil)
    assert found
    for part in ["<script", "onclick", "javascript", 'class="dialog"']:
        assert part not in found.html


def test_what_is_too_large_is_not_laid_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendered_diff, "MAX_CHARACTERS", 40)
    assert rendered_changes("<p>too large to compare</p>", "<p>too large to show</p>") is None
    assert rendered_changes("<p>small</p>", "<p>smaller</p>")


def test_the_deepest_text_that_is_taken_can_be_compared() -> None:
    deep = "> " * 16 + "words"
    with pytest.raises(TooBig):
        render("> " + deep)
    assert shown(deep, deep.replace("words", "other")).count("<blockquote") >= 16
