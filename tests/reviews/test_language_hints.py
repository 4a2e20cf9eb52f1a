"""Language hints: what people write in incident documents, what is left alone, where a hint stands and what it says."""

import itertools
import re

import pytest

from reviews.language_hints import KINDS, Hint, find_hints
from tests.reviews import hint_sentences, hint_sentences_aside, hint_sentences_later, hint_sentences_more

PLACE = re.compile(r"\[([a-z_/]+)\|([^\]|]*)\]")
Places = list[tuple[int, int, set[str]]]


def parse(line: str) -> tuple[str, Places]:
    """Markdown source and its labelled places."""
    line = line.replace("¶", "\n")
    text, places, at = "", [], 0
    for found in PLACE.finditer(line):
        text += line[at : found.start()]
        places.append((len(text), len(text) + len(found[2]), set(found[1].split("/"))))
        text += found[2]
        at = found.end()
    return text + line[at:], places


def overlap(hint: Hint, place: tuple[int, int, set[str]]) -> bool:
    return hint.start < place[1] and hint.end > place[0]


def measure(sentences: list[str]) -> tuple[float, float]:
    """(share of hints that are right, share of places that are found)."""
    right = hints = found = wanted = 0
    for text, places in map(parse, sentences):
        scored = [place for place in places if "either" not in place[2]]
        loose = [place for place in places if "either" in place[2]]
        given = [hint for hint in find_hints(text) if not any(overlap(hint, place) for place in loose)]
        hints += len(given)
        wanted += len(scored)
        right += sum(any(overlap(hint, place) and hint.kind in place[2] for place in scored) for hint in given)
        found += sum(any(overlap(hint, place) and hint.kind in place[2] for hint in given) for place in scored)
    return right / hints, found / wanted


def kinds(text: str) -> list[str]:
    return [hint.kind for hint in find_hints(text)]


def test_the_sentences_that_the_rules_were_made_with() -> None:
    right, found = measure(hint_sentences.SENTENCES)
    assert right >= 0.95
    assert found >= 0.95


def test_the_sentences_kept_aside() -> None:
    right, found = measure(hint_sentences_aside.SENTENCES)
    assert right >= 0.90
    assert found >= 0.80


MORE = {
    "learnt": hint_sentences_more.LEARNT,
    "sealed": hint_sentences_more.SEALED,
    "later": hint_sentences_later.SENTENCES,
    "paragraphs": hint_sentences_later.PARAGRAPHS,
}


@pytest.mark.parametrize("name", MORE)
def test_sentences_from_many_kinds_of_documents(name: str) -> None:
    right, found = measure(MORE[name])
    assert right >= 0.90
    assert found >= 0.80


@pytest.mark.parametrize("name", MORE)
def test_those_sentences_are_about_half_without_a_place(name: str) -> None:
    without = sum(not places for _, places in map(parse, MORE[name]))
    assert 0.4 <= without / len(MORE[name]) <= 0.65


@pytest.mark.parametrize("data", [hint_sentences, hint_sentences_aside])
def test_both_sets_are_balanced(data: object) -> None:
    parsed = [parse(line) for line in data.SENTENCES]  # type: ignore[attr-defined]
    assert len(parsed) >= 150
    assert sum(not places for _, places in parsed) >= 50
    for kind in KINDS:
        assert sum(kind in place[2] for _, places in parsed for place in places) >= 15


def test_no_sentence_stands_in_both_sets() -> None:
    assert not set(hint_sentences.SENTENCES) & set(hint_sentences_aside.SENTENCES)


def test_places_are_counted_in_code_points_of_the_source() -> None:
    text = "🚒 Größe: *Åsa* should have checked it."
    (hint,) = find_hints(text)
    assert text[hint.start : hint.end].startswith("should have checked")


def test_emphasis_inside_the_words_does_not_hide_them() -> None:
    assert kinds("The team *should* have **told** us.") == ["counterfactual"]


def test_an_act_that_was_left_undone_needs_nobody_named() -> None:
    for text in ("Should have tested it, Ben.", "Should have checked the backups."):
        assert kinds(text) == ["counterfactual"]
    for text in ("Should have an owner.", "Should have synced the replica by noon.", "Should have been the primary."):
        assert kinds(text) == []


def test_curly_apostrophes_are_apostrophes() -> None:
    assert kinds("We should’ve asked. Why didn’t Ben call?") == ["counterfactual", "counterfactual"]


def test_a_hint_says_why_with_its_source_and_what_to_consider() -> None:
    text = "Ben should have known. Obviously. It was human error. The root cause was Ben. A poor decision."
    hints = find_hints(text)
    assert {hint.kind for hint in hints} == set(KINDS)
    for hint in hints:
        assert re.search(r"Jeli|Howie|Etsy|Dekker", hint.why)
        assert hint.instead


QUOTED = [
    '"{}" she said.',
    "“{}” she said.",
    "‘{}’ she said.",
    "'{}' she said.",
    "«{}» she said.",
    "„{}“ she said.",
    "> {}",
    "- point\n  > {}",
    "> first\n{}",
    "`{}`",
    "``{} ` ``",
    "```\n{}\n```",
    "~~~~ text\n{}\n~~~~",
    "```\n{}",
    "<!-- {} -->",
    "[link](https://example.org/{})",
    "<blockquote>{}</blockquote>",
]


@pytest.mark.parametrize("frame", QUOTED)
def test_others_words_are_left_alone(frame: str) -> None:
    text = "we should have asked, it was obviously human error".replace(" ", "-" if "http" in frame else " ")
    assert find_hints(frame.format(text)) == []


def test_words_after_a_quote_are_looked_at() -> None:
    text = "“Call me,” said Ana's lead. It's the ops' channel. We should have asked."
    assert [text[hint.start : hint.end] for hint in find_hints(text)] == ["should have asked"]


FRAGMENTS = [
    "should have ", "if we had ", "`", "``` ", "[", "](", "> ", "'", "\"a ", "“", "<!--", "the root cause of ", "because the ", "1. ",
    "was not ", "x", "x.", ". ", "| ", "\n", "\n\n    ", "who, ", "and ", "https://a.b/(", "<q>", "failed to ", "’s ", "*", "_", "not only ",
]  # fmt: skip


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_long_and_strange_texts_run_through(fragment: str) -> None:
    text = fragment * (100_000 // len(fragment))
    hints = find_hints(text)
    assert all(0 <= hint.start < hint.end <= len(text) for hint in hints)


def test_hints_stand_in_order_without_overlap() -> None:
    text = "\n".join(parse(line)[0] for line in hint_sentences.SENTENCES)
    hints = find_hints(text)
    assert len(hints) > 100
    assert all(one.end <= other.start for one, other in itertools.pairwise(hints))
