"""Comments stay with their text: what happens to a passage when the document around it, or it itself, is edited."""

import pytest

from reviews.anchoring import EDITED, KEPT, MOVED, ORPHANED, Anchor, map_anchors, map_spans

STORY = """# When the queue grew

At 14:02 the first page went out to Ben, who was on call for payments. The dashboard was green, because it
showed the average of the last hour. Nobody could have seen the queue from there.

## What we saw

Ana asked the support team whether customers were waiting. Three tickets had come in, all from the same region.
The retry job, which [had been changed](https://wiki.example/changes/17) the week before, tried every payment twice.

- The queue held 40,000 payments at its worst.
- The deploy of the week before had passed every test.
- Cleo found the limit in the configuration of the proxy.

## What surprised us

The alert was silent for twenty minutes. It counts failures, and a payment that waits is not a failure.
Ben trusted the green dashboard, as everyone on the team would have done that day.

> We had never seen the queue grow without an error.
"""


def follow(quote: str, new: str, old: str = STORY) -> tuple[str | None, Anchor]:
    """The words a comment on `quote` hangs on after the edit, and the anchor."""
    start = old.index(quote)
    anchor = map_anchors(old, new, [(start, start + len(quote))])[0]
    return (None if anchor.span is None else new[slice(*anchor.span)]), anchor


def test_a_save_without_a_change_keeps_every_comment_as_it_is() -> None:
    assert map_anchors(STORY, STORY, [(5, 9), (9, 9)]) == [Anchor(KEPT, 5, 9, 1.0, 5), Anchor(KEPT, 9, 9, 1.0, 9)]


def test_words_added_above_move_nothing() -> None:
    words, anchor = follow("The alert was silent", "Written by Ana.\n\n" + STORY)
    assert (words, anchor.status, anchor.confidence) == ("The alert was silent", KEPT, 1.0)


def test_reflowing_and_retyping_quotes_is_no_edit() -> None:
    new = STORY.replace("\n", " ").replace("a payment that", "a  payment\r\nthat")
    words, anchor = follow("and a payment that waits is not a failure", new)
    assert (words, anchor.status) == ("and a  payment\r\nthat waits is not a failure", KEPT)
    curly = STORY.replace("Nobody could have", "It wasn’t “visible”. Nobody could have")
    straight = curly.replace("’", "'").replace("“", '"').replace("”", '"')
    words, anchor = follow("wasn’t “visible”", straight, curly)
    assert (words, anchor.status) == ('wasn\'t "visible"', KEPT)


def test_emphasis_and_a_link_put_around_the_words_keep_them() -> None:
    words, anchor = follow("the average of the last hour", STORY.replace("the average", "the **average**"))
    assert (words, anchor.status) == ("the **average** of the last hour", EDITED)
    new = STORY.replace("(https://wiki.example/changes/17)", "(https://wiki.example/another/place/altogether)")
    words, anchor = follow("had been changed](https://wiki.example/changes/17) the week", new)
    assert words == "had been changed](https://wiki.example/another/place/altogether) the week"


@pytest.mark.parametrize(
    ("before", "after", "quote", "words"),
    [
        ("was silent for twenty", "stayed silent for about twenty", "The alert was silent for twenty minutes",
         "The alert stayed silent for about twenty minutes"),
        ("Three tickets", "Four tickets and a call", "Three tickets had come in", "tickets and a call had come in"),
        ("the limit in the configuration", "a limit deep in the configuration", "Cleo found the limit",
         "Cleo found a limit"),
        ("Nobody could have seen the queue from there.", "Nobody saw the queue from there.",
         "Nobody could have seen the queue from there", "Nobody saw the queue from there"),
    ],
)  # fmt: skip
def test_an_edited_passage_keeps_its_comment_on_what_is_left(before: str, after: str, quote: str, words: str) -> None:
    found, anchor = follow(quote, STORY.replace(before, after))
    assert (found, anchor.status) == (words, EDITED)
    assert 0.25 <= anchor.confidence < 1


def test_words_replaced_in_a_sentence_that_stands_pass_the_comment_on() -> None:
    old = STORY.replace("The alert was silent", "For everyone who looked at the payments board the alert was silent")
    new = old.replace("payments board", "wall of screens")
    words, anchor = follow("payments board", new, old)
    assert (words, anchor.status) == ("wall of screens", EDITED)
    assert anchor.confidence <= 0.5


def test_a_comment_goes_with_its_moved_sentence_and_paragraph() -> None:
    line = "- Cleo found the limit in the configuration of the proxy.\n"
    words, anchor = follow(
        "found the limit", STORY.replace(line, "").replace("- The queue held", line + "- The queue held")
    )
    assert words == "found the limit"
    paragraph = STORY[STORY.index("Ana asked") : STORY.index("- The queue held")]
    new = STORY.replace(paragraph, "") + "\n" + paragraph
    words, anchor = follow("all from the same region", new)
    assert (words, anchor.status) == ("all from the same region", MOVED)


def test_a_moved_and_reworded_sentence_is_followed() -> None:
    sentence = "Ana asked the support team whether customers were waiting."
    new = STORY.replace(sentence + " ", "") + "\nAna then asked the support team whether any customers were waiting.\n"
    words, anchor = follow("whether customers were waiting", new)
    assert (words, anchor.status) == ("whether any customers were waiting", MOVED)


def test_removed_text_orphans_its_comment_and_says_where_it_stood() -> None:
    sentence = " Nobody could have seen the queue from there."
    new = STORY.replace(sentence, "")
    words, anchor = follow("could have seen the queue", new)
    assert (words, anchor.status, anchor.confidence) == (None, ORPHANED, 0.0)
    assert new[: anchor.near].endswith("the average of the last hour.")


def test_a_decoy_elsewhere_never_takes_a_comment() -> None:
    new = STORY.replace("- The deploy of the week before had passed every test.\n", "")
    new += "\nWe asked who approves the deploy of the week when two teams are away.\n"
    assert follow("The deploy of the week", new)[0] is None
    repeated = STORY + "\nWe saw the queue again in March, and the queue was long.\n"
    without = repeated.replace("We had never seen the queue grow without an error.", "It was quiet.")
    assert follow("the queue grow", without, repeated)[0] is None


def test_the_right_one_of_passages_alike_is_kept() -> None:
    old = "\n".join(f"- Step {step}: restart the worker and wait for the queue." for step in range(9))
    new = "\n".join(["- Step 0b: read the runbook first.", *old.split("\n")[:3], *old.split("\n")[4:]])
    lines = [old.index(f"Step {step}:") for step in range(9)]
    spans = [(at + 8, at + 26) for at in lines]
    kept = map_spans(old, new, spans)
    for step, span in enumerate(kept):
        if step == 3:
            assert span is None
        else:
            assert span is not None
            assert new[new.rindex("\n", 0, span[0]) + 1 :].startswith(f"- Step {step}:")


def test_an_undone_removal_brings_the_comment_back_from_where_it_last_held() -> None:
    gone = STORY.replace("The alert was silent for twenty minutes. ", "")
    start = STORY.index("silent for twenty")
    span = (start, start + 17)
    assert map_spans(STORY, gone, [span]) == [None]
    assert map_spans(STORY, STORY, [span]) == [span]


def test_far_off_words_do_not_stretch_a_comment() -> None:
    old = STORY.replace("the average of the last hour. Nobody", "the average. Nobody")
    new = STORY.replace("because it\nshowed the average of the last hour", "as ever")
    new = new.replace(
        "from there.", "from there. That morning every panel in the building, and there are nine, had the average."
    )
    words, _ = follow("The dashboard was green, because it\nshowed the average", new, old)
    assert words == "The dashboard was green,"


def test_a_few_words_that_come_back_in_a_rewritten_section_are_not_the_passage() -> None:
    start, end = STORY.index("Ana asked"), STORY.index("## What surprised")
    rewritten = " ".join(f"Paragraph {n} tells another part of it, with its own figures and names." for n in range(12))
    new = STORY[:start] + rewritten + " Every support team has a rota. " + rewritten + "\n\n" + STORY[end:]
    assert follow("the support team", new)[0] is None


@pytest.mark.parametrize(
    ("old", "new"),
    [("", ""), ("", "a"), ("a", ""), ("...", "a b c"), ("a b", "***"), ("🧯 a b c", "a 🧯 b"), ("İß ß", "ss i̇ss ß")],
)
def test_empty_and_odd_texts_are_no_trouble(old: str, new: str) -> None:
    for anchor in map_anchors(old, new, [(0, len(old)), (0, 0), (len(old), len(old) + 5)]):
        assert anchor.span is None or 0 <= anchor.span[0] <= anchor.span[1] <= max(len(new), len(old) + 5)
        assert 0 <= anchor.near <= max(len(new), len(old))


def test_emoji_count_as_one() -> None:
    old = "🧯🧯 The fire was out by noon, and everyone went home early."
    words, anchor = follow("out by noon", "🧯 Then: " + old, old)
    assert (words, anchor.start) == ("out by noon", ("🧯 Then: " + old).index("out by noon"))
