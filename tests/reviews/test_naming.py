"""In a report nobody is named who did not agree to it; everybody else is told of by their part, the same everywhere."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.naming import NOBODY, Naming, Somebody, fold, told_apart

BEN = Somebody(("Ben Okafor", "ben.okafor@example.org"), "the person on call")
JOSE = Somebody(("José van der Berg",), "the person from support")
ANA = Somebody(("Ana Lopez", "ana@example.org"), "the person in command", named=True)
TEXT = Naming([BEN, JOSE, ANA])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Then Ben Okafor restarted it.", "Then the person on call restarted it."),
        ("Ben restarted it.", "The person on call restarted it."),
        ("It was Ben's terminal, and Bens idea.", "It was the person on call's terminal, and the person on call idea."),
        ("ask @ben or BEN_OKAFOR or benokafor", "ask @the person on call or the person on call or the person on call"),
        ("Okafor, Ben: yes", "The person on call: yes"),
        (
            "Should have tested it, Ben. Ben gets a page.",
            "Should have tested it, the person on call. The person on call gets a page.",
        ),
        ("Ask Ben, Ben Okafor said.", "Ask the person on call, the person on call said."),
        ("mail ben.okafor@example.org", "mail the person on call"),
        ("be\u200bn said", "The person on call said"),
        ("Ｂｅｎ said", "The person on call said"),
        ("jose and Jose\u0301 saw it", "The person from support and the person from support saw it"),
        ("Berg was there", "The person from support was there"),
        ("the benefit of der Plan", "the benefit of der Plan"),
        ("Ana Lopez and Ana answered", "Ana Lopez and Ana answered"),
    ],
)
def test_a_name_reads_as_the_part_however_it_is_written(written: str, read: str) -> None:
    assert TEXT.hide(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Priya N., responder", "The responder"),
        ("Priya N. asked Ben Okafor, on call.", "The responder (A) asked the person on call."),
        ("told by Priya N. (responder): yes", "told by the responder: yes"),
        ("It was Priya N. The page came.", "It was the responder. The page came."),
        ("Ben, responder and more, asked", "The person on call, responder and more, asked"),
        ("Ben, call. Priya, responder for a day.", "The person on call, call. The responder, responder for a day."),
    ],
)
def test_the_stop_of_an_initial_goes_with_the_name_and_a_part_is_said_once(written: str, read: str) -> None:
    priya = Somebody(("Priya N.",), "the responder (A)" if "(A)" in read else "the responder")
    assert Naming([BEN, priya]).hide(written) == read


def test_a_part_is_said_once_also_where_lists_call_it_otherwise() -> None:
    gus = Somebody(("Gus Moreau",), "the incident commander", label="incident command")
    assert Naming([gus]).hide("- Gus Moreau, incident command\n") == "- the incident commander\n"


def test_two_people_of_one_part_are_told_apart_by_a_letter() -> None:
    assert told_apart(["on call", "support", "on call"]) == ["on call (A)", "support", "on call (B)"]
    assert told_apart(["x"] * 28)[-1] == "x (AB)"


def test_a_first_name_that_two_share_gives_neither_away() -> None:
    naming = Naming([Somebody(("Ben Okafor",), "on call"), Somebody(("Ben Smith",), "in support", named=True)])
    assert naming.hide("Ben Smith told it to Ben.") == "Ben Smith told it to someone."


def test_a_word_that_is_also_a_name_stays_a_word() -> None:
    naming = Naming([Somebody(("Will Marsh",), "the person on call")])
    assert naming.hide("It will hold, said Will.") == "It will hold, said the person on call."


@pytest.mark.parametrize("written", ["Marta", "marta", "MARTA", "@marta", "Marta's", "martas"])
def test_a_single_name_that_was_typed_is_hidden_in_any_case_of_letters(written: str) -> None:
    naming = Naming([Somebody(("Marta",), "a guest", typed=True)])
    assert "marta" not in naming.hide(f"then {written} said it").lower()


def test_an_ordinary_word_typed_as_a_name_stays_a_word() -> None:
    guests = [
        Somebody((name,), "a guest", typed=True) for name in ("Hope", "Database", "Payments Team", "Rollback crew")
    ]
    naming = Naming(guests)
    said = "No hope for the rollback of the database and the payments page, said Hope and @hope."
    assert naming.hide(said) == (
        "No hope for the rollback of the database and the payments page, said a guest and @a guest."
    )
    assert naming.hide("payments team was there") == "A guest was there"


def test_a_name_that_says_a_part_is_hidden_as_a_whole_only() -> None:
    naming = Naming([Somebody(("Engineer 1",), "the person on call")])
    assert naming.hide("the engineer asked Engineer 1") == "the engineer asked the person on call"


def test_names_in_scripts_without_blanks_are_found_inside_a_sentence() -> None:
    assert Naming([Somebody(("王伟",), "on call")]).hide("然后王伟说好") == "然后on call说好"


def test_words_for_a_part_that_hold_a_name_are_not_used() -> None:
    naming = Naming([Somebody(("Call Person",), "x"), Somebody(("Xu Lee",), "the call taker, Lee")])
    assert "lee" not in naming.hide("Lee said").lower()


LETTERS = st.text(string.ascii_letters + "áéöñßİŁ", min_size=2, max_size=7)
NAMES = st.lists(LETTERS, min_size=1, max_size=3).map(" ".join)
PARTS = st.sampled_from(["the person on call", "the person from support", "a colleague"])
PEOPLE = st.lists(st.builds(Somebody, NAMES.map(lambda name: (name,)), PARTS, st.booleans()), min_size=1, max_size=5)
SHAPES = st.sampled_from(
    [str, str.lower, str.upper, str.title, lambda n: n.replace(" ", "."), lambda n: f"@{n}", lambda n: f"“{n}”"]
)


@st.composite
def stories(draw: st.DrawFn) -> tuple[list[Somebody], str]:
    """People, and a text that tells of them in many ways of writing."""
    people = draw(PEOPLE)
    spoken = st.sampled_from([*[each.names[0] for each in people], *[w for p in people for w in p.names[0].split()]])
    words = st.one_of(st.builds(lambda name, shape: shape(name), spoken, SHAPES), st.text(max_size=6))
    return people, draw(st.sampled_from([" ", "\n", ", ", " (", "> "])).join(draw(st.lists(words, max_size=12)))


@given(stories())
def test_no_name_of_a_person_who_did_not_agree_is_left(story: tuple[list[Somebody], str]) -> None:
    people, text = story
    naming = Naming(people)
    left = naming.hide(text)
    folded = fold(left)[0]
    named = sorted((fold(each.names[0])[0] for each in people if each.named), key=len, reverse=True)
    for name in named:  # what the agreed names hold is theirs
        folded = re.sub(rf"(?<![^\W\d_]){r'[^a-z]*'.join(map(re.escape, name.split()))}s?(?![^\W\d_])", " | ", folded)
    words = set(re.findall(r"[^\W\d_]+", folded))
    for each in people:
        if each.named:
            continue
        for word in fold(each.names[0])[0].split():
            if word in naming._words:
                assert word not in words or word in {w for part in naming._parts for w in part.split()}, (word, left)
    assert not naming.found(left)


@given(stories())
def test_hiding_twice_is_hiding_once_and_where_all_agreed_nothing_changes(story: tuple[list[Somebody], str]) -> None:
    people, text = story
    naming = Naming(people)
    assert naming.hide(naming.hide(text)) == naming.hide(text)
    agreed = Naming([Somebody(each.names, each.part, named=True) for each in people])
    assert agreed.hide(text) == text


def test_when_even_someone_is_a_name_there_are_no_letters_left() -> None:
    assert Naming([Somebody(("Someone",), "someone")]).hide("so said Someone") == f"so said {NOBODY}"
