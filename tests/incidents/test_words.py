"""Words as the search knows them: folded, in any script, and never a command."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents import recurrence
from incidents.filler_words import FILLER
from incidents.words import folded, indexed, marked, question, snippet, stem, telling, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Große Übersicht", ["grosse", "ubersicht"]),
        ("L’élève déçu", ["l", "eleve", "decu"]),
        ("El ñandú", ["el", "nandu"]),
        ("db1.cluster-a pg_basebackup", ["db1", "cluster", "a", "pg", "basebackup"]),
        ("複製遅延", ["複製", "製遅", "遅延"]),
        ("DBが落ちた", ["db", "が落", "落ち", "ちた"]),
        ("ﾃﾞｰﾀ", ["デー", "ータ"]),
        ("ＦＵＬＬ", ["full"]),
        ("한국어", ["한국", "국어"]),
        ("ฐานข้อมูล", ["ฐา", "าน", "นข", "ข้", "้อ", "อม", "มู", "ูล"]),
        ("हिन्दी", ["हिन्दी"]),
        ("- * \" ' () NEAR/2", ["near", "2"]),
        ("\0\ud800", []),
    ],
)
def test_every_language_has_its_words(text: str, words: list[str]) -> None:
    assert indexed(text) == words


def test_a_text_far_too_long_is_found_by_its_first_words() -> None:
    found = indexed(" ".join(f"word{number}" for number in range(200_000)))
    assert 10_000 < len(found) < 200_000
    assert sum(len(word) for word in found) < 400_000


def test_what_is_typed_is_never_long_and_never_a_command() -> None:
    asked = question('"split brain" AND -foo* OR NEAR( ' + "x" * 10_000)
    assert asked.phrases == ("split brain",)
    assert all(each.word.isalnum() for each in asked.words)
    assert len(asked.words) <= 12


@given(st.text(max_size=200))
def test_words_stand_where_their_tokens_say(text: str) -> None:
    for token in tokens(text):
        assert token.word
        assert 0 <= token.start < token.end <= len(text)


@given(st.text(max_size=300), st.text(max_size=40))
def test_marking_keeps_the_text(text: str, typed: str) -> None:
    assert "".join(piece.text for piece in marked(text, question(typed).words)) == text
    for piece in snippet(text, question(typed).words, length=40):
        assert piece.text in text or "…" in piece.text


def test_a_snippet_shows_the_stretch_with_the_words_marked() -> None:
    pieces = snippet("alpha " * 100 + "the Réplication lag " + "omega " * 100, question("replica lag").words, length=80)
    assert [piece.text for piece in pieces if piece.marked] == ["Réplication", "lag"]
    assert (pieces[0].text, pieces[-1].text) == ("… ", " …")
    assert len("".join(piece.text for piece in pieces)) < 100


def test_telling_words_are_beginnings_that_relatives_share() -> None:
    assert {wanted.word for wanted in telling("Silent tools, upgrades", 9)} == {"sile", "tool", "upgrad"}


TODAY = date(2026, 5, 15)


def test_months_go_back_a_year_and_count() -> None:
    found = recurrence.months([date(2026, 5, 1), date(2026, 5, 3), date(2025, 6, 30), date(2025, 5, 30)], TODAY)
    assert (found[0].first, found[0].count) == (date(2025, 6, 1), 1)
    assert (found[-1].first, found[-1].count) == (date(2026, 5, 1), 2)
    assert sum(month.count for month in found) == 3


@pytest.mark.parametrize(
    ("days", "word"),
    [
        ([date(2026, 5, 1)], "new"),
        ([date(2026, 5, 1), date(2026, 4, 1), date(2026, 1, 5)], "rising"),
        ([date(2026, 5, 1), date(2026, 1, 5)], "steady"),
        ([date(2026, 5, 1), date(2026, 1, 5), date(2026, 1, 6)], "fading"),
        ([date(2026, 1, 5)], "fading"),
        ([date(2020, 1, 5)], "quiet"),
        ([], "quiet"),
    ],
)
def test_rising_and_fading_compare_two_quarters(days: list[date], word: str) -> None:
    assert recurrence.direction(days, TODAY) == word


def test_words_that_every_text_has_make_no_two_alike() -> None:
    assert telling("While it took notes: minutes later the customers started, pendant que la nuit", 9).keys() == {
        stem("pendant")
    }
    assert all(folded(word) == word for word in FILLER)
