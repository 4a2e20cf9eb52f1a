"""Laws of mapping comments that hold for every text and every edit."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reviews.anchoring import EDITED, KEPT, MOVED, ORPHANED, map_anchors, map_spans
from reviews.anchoring.diff import pair
from reviews.anchoring.moves import follow_moves
from reviews.anchoring.tokens import tokenise

VOCABULARY = [
    "alert",
    "board",
    "call",
    "deploy",
    "error",
    "fix",
    "graph",
    "hour",
    "incident",
    "job",
    "key",
    "limit",
    "monitor",
    "night",
    "order",
    "page",
    "queue",
    "retry",
    "service",
    "ticket",
    "user",
    "vendor",
    "worker",
    "the",
    "a",
    "of",
    "to",
    "and",
    "was",
    "in",
    "it",
    "we",
    "that",
]
WORDS = st.sampled_from(VOCABULARY)
SENTENCES = st.lists(WORDS, min_size=3, max_size=12).map(lambda words: " ".join(words).capitalize() + ".")
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join)
DOCUMENTS = st.lists(PARAGRAPHS, min_size=1, max_size=6).map("\n\n".join)
# Words that stand in no document, so that what is inserted can be told from what was there.
FOREIGN = st.lists(st.sampled_from(["zebra", "yacht", "xylem", "wharf"]), min_size=1, max_size=30).map(" ".join)
ANYTHING = st.text(alphabet="ab12 *_`[]()<>#.!?\n\t'’🧯ßİ", max_size=120)


@st.composite
def spans_of(draw: st.DrawFn, text: str) -> list[tuple[int, int]]:
    starts = draw(st.lists(st.integers(0, max(0, len(text) - 1)), min_size=1, max_size=5))
    return [(start, min(len(text), start + draw(st.integers(1, 40)))) for start in starts]


@settings(max_examples=100, deadline=None)
@given(st.one_of(DOCUMENTS, ANYTHING), st.data())
def test_the_same_text_maps_to_itself(text: str, data: st.DataObject) -> None:
    spans = data.draw(spans_of(text))
    assert map_spans(text, text, spans) == spans


@settings(max_examples=200, deadline=None)
@given(st.one_of(DOCUMENTS, ANYTHING), st.one_of(DOCUMENTS, ANYTHING), st.data())
def test_every_answer_lies_in_the_new_text(old: str, new: str, data: st.DataObject) -> None:
    for anchor in map_anchors(old, new, data.draw(spans_of(old))):
        assert 0 <= anchor.near <= max(len(new), len(old))
        assert 0 <= anchor.confidence <= 1
        if anchor.status == ORPHANED:
            assert anchor.span is None
        else:
            assert anchor.status in (KEPT, EDITED, MOVED)
            assert anchor.span is not None
            assert 0 <= anchor.span[0] <= anchor.span[1] <= len(new)


@settings(max_examples=150, deadline=None)
@given(DOCUMENTS, DOCUMENTS)
def test_what_did_not_move_keeps_its_order_and_its_words(old: str, new: str) -> None:
    ours, theirs = tokenise(old), tokenise(new)
    pairs = pair(ours, theirs)
    final, moved = follow_moves(ours, theirs, pairs)
    for row in (pairs, [there for there, away in zip(final, moved, strict=True) if not away]):
        stayed = [there for there in row if there >= 0]
        assert stayed == sorted(set(stayed))
    assert all(ours.keys[here] == theirs.keys[there] for here, there in enumerate(final) if there >= 0)


@settings(max_examples=200, deadline=None)
@given(DOCUMENTS, FOREIGN, st.data())
def test_text_inserted_elsewhere_never_moves_a_comment_onto_other_words(
    text: str, added: str, data: st.DataObject
) -> None:
    spans = data.draw(spans_of(text))
    place = data.draw(st.sampled_from([0, *(at for at, letter in enumerate(text) if letter in " \n"), len(text)]))
    new = f"{text[:place]} {added} {text[place:]}"
    for (start, end), anchor in zip(spans, map_anchors(text, new, spans), strict=True):
        words = text[start:end].split()
        if not words or start < place < end:
            continue
        shift = 0 if end <= place else len(added) + 2
        ours = tokenise(text).inside(start, end)
        if ours[0] == ours[1]:
            continue
        first, last = tokenise(text).starts[ours[0]], tokenise(text).ends[ours[1] - 1]
        assert anchor.span == (first + shift, last + shift)


@settings(max_examples=100, deadline=None)
@given(DOCUMENTS, FOREIGN, st.data())
def test_a_removed_insertion_takes_no_other_comment_with_it(text: str, added: str, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from([at for at, letter in enumerate(text) if letter == " "]))
    old = f"{text[:place]} {added}.{text[place:]}"
    start = place + 1
    anchor = map_anchors(old, text, [(start, start + len(added))])[0]
    assert anchor.status == ORPHANED
    assert anchor.near <= place
