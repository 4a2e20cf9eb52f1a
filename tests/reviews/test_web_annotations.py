"""Comments as Web Annotations: valid for others, read from others, hostile files refused. No pages here."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviews import web_annotations
from reviews.web_annotations import Conversation, NotComments, Place, Quote, Remark, place
from tests.reviews.web_annotation_model import broken

TEXT = "# Night 🧯\n\nThe *queue* grew, and the queue grew on.\n\n- the queue\n"
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DOCUMENT = "https://debrief.example/reviews/x/document/"
QUOTE = "TextQuoteSelector"


def remark(number: int, text: str = "I saw it otherwise.", **more: Any) -> Remark:
    return Remark(f"{DOCUMENT}#comment-{number}", "Ben", text, AT, **more)


def made(*remarks: Remark, status: str = "kept", **more: Any) -> dict[str, Any]:
    start = TEXT.index("*queue* grew")
    passage = Place.within(TEXT, start, start + len("*queue* grew"), AT, DOCUMENT + "document.md?revision=2")
    thread = Conversation(passage, remarks, status, "*queue* grew", **more)
    return web_annotations.collection(DOCUMENT + "comments.jsonld", DOCUMENT, "Comments", [thread])


def items(collection: dict[str, Any]) -> list[dict[str, Any]]:
    return list(collection["first"]["items"])


# ---- out


def test_what_goes_out_keeps_every_must_of_the_model() -> None:
    whole = made(
        remark(1, modified=AT),
        remark(2, origin="urn:x:2"),
        remark(3, "", taken_back=True),
        resolved_at=AT,
        resolved_by="Ana",
    )
    assert broken(whole) == []
    assert broken(web_annotations.collection(DOCUMENT, DOCUMENT, "None yet", [])) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id", None),
        ("type", "Note"),
        ("target", []),
        ("created", "yesterday"),
        ("motivation", "shouting"),
        ("@context", 1),
    ],
)
def test_the_model_would_notice(key: str, value: object) -> None:
    whole = made(remark(1))
    items(whole)[0][key] = value
    assert broken(whole)


def test_a_comment_says_its_words_its_place_and_the_revision() -> None:
    [item] = items(made(remark(1)))
    quote, position = item["target"]["selector"]
    assert TEXT[position["start"] : position["end"]] == quote["exact"] == "*queue* grew"
    assert quote["prefix"] + quote["exact"] + quote["suffix"] in TEXT
    assert item["target"]["source"] == DOCUMENT
    assert item["target"]["state"] == {
        "type": "TimeState",
        "sourceDate": "2026-03-02T09:00:00Z",
        "cached": DOCUMENT + "document.md?revision=2",
    }
    assert item["body"] == {"type": "TextualBody", "value": "I saw it otherwise.", "format": "text/markdown"}
    assert item["creator"] == {"type": "Person", "name": "Ben"}
    assert (item["motivation"], item["debrief:status"], item["debrief:resolved"]) == ("commenting", "kept", False)


def test_a_reply_answers_the_comment_and_a_taken_back_one_keeps_its_place_without_words() -> None:
    first, reply = items(made(remark(1, "", taken_back=True), remark(2)))
    assert (reply["motivation"], reply["target"]) == ("replying", first["id"])
    assert "body" not in first


# ---- in


def test_what_went_out_is_read_as_it_was() -> None:
    reading = web_annotations.read(made(remark(1, "a\n\n*b*"), remark(2, origin="urn:x:2"), resolved_at=AT))
    first, reply = reading.found
    assert not reading.problems
    assert (first.text, first.author, first.created, first.resolved) == ("a\n\n*b*", "Ben", AT, True)
    assert first.quote
    assert place(TEXT, first.quote) == (TEXT.index("*queue*"), TEXT.index(", and"))
    assert reply.answers == first.ids[0]
    assert reply.ids == (f"{DOCUMENT}#comment-2", "urn:x:2")


def foreign(**more: Any) -> dict[str, Any]:
    """As another tool would write one."""
    selector = {"type": "RangeSelector", "startSelector": {}, "refinedBy": {"type": QUOTE, "exact": "the queue grew"}}
    target = {"source": "https://elsewhere.example/", "selector": [{"type": "XPathSelector"}, selector]}
    return {"type": "Annotation", "id": "urn:one", "bodyValue": "So it was", "target": [target], **more}


def test_others_write_it_otherwise() -> None:
    bodies = [
        {"type": "TextualBody", "value": "yes", "purpose": "commenting"},
        {"type": ["TextualBody"], "value": "no"},
    ]
    tag = {"type": "TextualBody", "value": "queue", "purpose": "tagging"}
    for data in (foreign(), [foreign()], {"type": "AnnotationPage", "items": [foreign()]}):
        [found] = web_annotations.read(data).found
        assert found.text == "So it was"
        assert found.quote == Quote("the queue grew")
    [found] = web_annotations.read(foreign(bodyValue=None, body=[*bodies, tag, "urn:video"])).found
    assert found.text == "yes\n\nno"


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"id": 7, "canonical": ["urn:a"]}, "id"),
        ({"id": "x" * 501}, "id"),
        ({"bodyValue": " \x00\ud800 "}, "body"),
        ({"bodyValue": {"deep": []}}, "body"),
        ({"bodyValue": "x" * 10_001}, "long"),
        ({"type": "Note"}, "wrong"),
        ({"target": None}, "target"),
        ({"target": {"selector": {"type": QUOTE, "exact": 3}}}, "target"),
        ({"target": {"selector": {"type": QUOTE, "exact": "x" * 20_001}}}, "target"),
        ({"target": {"selector": {"type": "TextPositionSelector", "start": 0, "end": 4}}}, "target"),
        ({"debrief:takenBack": True}, "taken_back"),
    ],
)
def test_what_cannot_be_read_is_left_out_and_named(more: dict[str, Any], why: str) -> None:
    reading = web_annotations.read([foreign(), foreign(id="urn:two") | more])
    assert [one.ids for one in reading.found] == [("urn:one",)]
    assert [(problem.row, problem.why) for problem in reading.problems] == [(2, why)]


def test_one_that_is_in_the_file_twice_counts_once() -> None:
    reading = web_annotations.read([foreign(), foreign(id="urn:two", canonical="urn:one")])
    assert [problem.why for problem in reading.problems] == ["again"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({}, "shape"),
        ("x", "shape"),
        (3, "shape"),
        (None, "shape"),
        ([], "empty"),
        ({"type": "AnnotationPage", "items": 4}, "shape"),
        ({"type": "AnnotationCollection", "first": "https://elsewhere.example/1"}, "elsewhere"),
        ({"type": "AnnotationCollection", "first": {"type": "AnnotationCollection", "first": []}}, "shape"),
        ([foreign(id=f"urn:{n}") for n in range(2_001)], "comments"),
        ([foreign(id=f"urn:{n}", bodyValue="x" * 9_999) for n in range(61)], "characters"),
    ],
)
def test_a_file_that_is_no_list_of_comments_is_refused(data: object, reason: str) -> None:
    with pytest.raises(NotComments) as refused:
        web_annotations.read(data)
    assert refused.value.reason == reason


def test_an_address_is_not_taken_for_a_name() -> None:
    for creator in (
        {"name": "ben@example.org"},
        {"email": "mailto:ben@example.org"},
        "mailto:ben@example.org",
        [[]],
        4,
    ):
        assert web_annotations.read(foreign(creator=creator)).found[0].author == ""
    assert web_annotations.read(foreign(creator=[{"name": ["Ben\n B."]}])).found[0].author == "Ben B."


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["id", "type", "body", "value", "target", "selector", "exact", "start", "refinedBy", "created", "creator", "name"]
    ), inner, max_size=5),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(list(foreign())), JSON))
def test_wrong_types_anywhere_are_no_surprise(more: dict[str, Any]) -> None:
    reading = web_annotations.read([foreign() | more])
    assert len(reading.found) + len(reading.problems) == 1


# ---- where a quote stands


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        (Quote("and the queue grew on"), TEXT.index("and the queue grew on")),
        (Quote("the queue"), None),
        (Quote("the queue", prefix="- "), TEXT.index("- the") + 2),
        (Quote("the queue", suffix=" grew on"), TEXT.index("the queue grew")),
        (Quote("the queue", start=TEXT.index("the queue grew")), TEXT.index("the queue grew")),
        (Quote("the queue", "grew, and ", " stood", start=3), TEXT.index("the queue grew")),
        (Quote("The queue grew, and"), None),
        (Quote("Night", "Good ", " and"), None),
        (Quote("Night", "# ", " 🧯"), 2),
        (Quote("the queue", start=10**8), None),
    ],
)
def test_a_quote_goes_to_its_very_words_or_nowhere(quote: Quote, stands: int | None) -> None:
    assert place(TEXT, quote) == (None if stands is None else (stands, stands + len(quote.exact)))


@settings(max_examples=200, deadline=None)
@given(st.text("ab \n🧯", min_size=1, max_size=60), st.data())
def test_in_the_same_text_a_quote_finds_its_own_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    out = Place.within(text, start, end, AT, "urn:x")
    assert place(text, Quote(out.exact, out.prefix, out.suffix, out.start)) == (start, end)
