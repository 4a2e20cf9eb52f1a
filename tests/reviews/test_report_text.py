"""The report's text for an audience: names hidden in every corner of the page, sources as numbered notes."""

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.markdown import render
from reviews.naming import Naming, Somebody
from reviews.report_text import mark, told

NAMING = Naming([Somebody(("Ben Okafor",), "the person on call"), Somebody(("Ana Lopez",), "x", named=True)])


def read(text: str, *, outside: bool = False) -> str:
    return told(render(text).html, NAMING, outside=outside).html


@pytest.mark.parametrize(
    "text",
    [
        "# Ben Okafor sees it",
        "**Be**n saw it, *Ok*afor too",
        "> Ben: “it is the secondary”",
        "| when | who |\n|---|---|\n| 23:27 | Ben |",
        "`ssh ben@db1` and\n\n```\nben> rm\n```",
        "[the log](https://chat.example/ben/1)",
        "[the log](https://chat.example/%62en/1)",
        '[the log](https://chat.example/1 "what Ben wrote")',
        "# Ben\n\n[above](#h-ben)",
        "B&#101;n saw it",
        "Ben  \nOkafor saw it",
    ],
)
def test_a_name_is_left_nowhere_in_the_page(text: str) -> None:
    html = read(text)
    assert "ben" not in unescape(html).lower().replace("%62", "b").replace("</strong>", "").replace("<strong>", "")
    assert "okafor" not in html.lower()


def test_who_agreed_is_named() -> None:
    assert read("Ana Lopez and Ben spoke.") == "<p>Ana Lopez and the person on call spoke.</p>"


def test_a_link_inside_the_page_still_leads_to_its_heading() -> None:
    html = read("# What Ben saw\n\n[above](#h-what-ben-saw)")
    assert 'id="h-part-1"' in html
    assert 'href="#h-part-1"' in html


def test_where_a_passage_is_from_becomes_a_numbered_note() -> None:
    text = f"Two prompts [asked]({mark('question', 7)}) and [said]({mark('note', 3)}), again [asked]({mark('question', 7)})."
    found = told(render(text).html, NAMING)
    assert [(note.number, note.words, note.kind, note.key) for note in found.notes] == [
        (1, "asked", "question", 7),
        (2, "said", "note", 3),
    ]
    assert found.html.count('href="#note-1"') == 2
    assert found.html.count('id="noted-1"') == 1


def test_a_note_names_nobody_either() -> None:
    found = told(render(f"So it was [said by Ben]({mark('note', 3)})").html, NAMING)
    assert found.notes[0].words == "said by the person on call"


def test_people_outside_get_no_address_of_this_installation() -> None:
    assert 'href="/reviews/1/"' in read("[it](/reviews/1/)")
    assert "href" not in read("[it](/reviews/1/)", outside=True)


def test_headings_are_the_contents() -> None:
    found = told(render("# One\n\n## Two of *Ben*").html, NAMING)
    assert [(part.level, part.text) for part in found.parts] == [(2, "One"), (3, "Two of the person on call")]


WORDS = st.lists(
    st.sampled_from(
        ["Ben", "**Be**n", "Okafor", "*ben*.okafor", "[Ben](#h-ben)", "`BEN`", "x", "\n\n# ", "\n\n> ", "| "]
    ),
    max_size=15,
)


@given(WORDS)
def test_no_text_leaves_a_name_and_all_else_reads_as_before(words: list[str]) -> None:
    html = render(" ".join(words)).html
    assert "okafor" not in told(html, NAMING).html.lower()
    assert "ben" not in told(html, NAMING).html.lower().replace("<strong>", "").replace("</strong>", "")
    assert told(html, Naming([])).html.replace("\n", "") == html.replace("\n", "")


def test_two_names_stay_two_across_a_link() -> None:
    html = read("It was tested by Ben [Ben gets a page](https://chat.example/1)")
    assert html.startswith("<p>It was tested by the person on call <a ")
    assert html.endswith(">the person on call gets a page</a></p>")
