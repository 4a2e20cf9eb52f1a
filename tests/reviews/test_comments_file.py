"""All comments of a document in one file, and back in: on their words, once, and in nobody else's name."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from reviews.actions import comments
from reviews.models import Comment, Review, Status, Thread
from tests.reviews import document_case as case
from tests.reviews.suggestion_case import suggest
from tests.reviews.web_annotation_model import broken

AsUser = Callable[[User], Client]


def url(review: Review, name: str) -> str:
    return reverse(f"reviews:{name}", args=[review.uid])


def taken(browser: Client, review: Review) -> bytes:
    return browser.get(url(review, "annotations_out")).content


def items(content: bytes) -> list[dict[str, Any]]:
    return list(json.loads(content).get("first", {}).get("items", []))


def choose(browser: Client, review: Review, content: bytes | str) -> HttpResponse:
    raw = content.encode() if isinstance(content, str) else content
    return browser.post(url(review, "annotations_in"), {"file": SimpleUploadedFile("comments.jsonld", raw)})


def bring(browser: Client, review: Review, content: bytes | str) -> HttpResponse:
    shown = choose(browser, review, content)
    assert shown.status_code == 200, shown.content.decode()
    return browser.post(url(review, "annotations_in"), {"do": "add", "mark": shown.context["mark"]})


def talked(review: Review, ana: User, ben: User) -> None:
    """A thread with a reply, one across markup, one resolved, and one whose words are gone."""
    lost = "Telling two hosts apart at the terminal was hard that night."
    case.thread(review, ben, lost, "gone")
    case.rewrite(review, ana, lost, "Backups come next.")
    first = case.thread(review, ben, "printed nothing for", "I had *both* prompts open.\n\n- one\n- two")
    comments.reply(thread=first, by=ana, text="Thank you, Ben")
    comments.resolve(thread=case.thread(review, ana, "Themes", "Is this the right word?"), by=ana)


def test_the_file_is_valid_and_holds_names_but_no_addresses(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    talked(review, ana, ben)
    answer = as_user(ben).get(url(review, "annotations_out"))
    assert answer["Content-Type"] == 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
    assert broken(json.loads(answer.content)) == []
    found = items(answer.content)
    assert {item["creator"]["name"] for item in found} == {"Ana", "Ben"}
    assert b"example.org" not in answer.content
    assert sorted(item["debrief:status"] for item in found if item["motivation"] == "commenting") == [
        "kept",
        "kept",
        "orphaned",
    ]
    assert json.loads(answer.content)["total"] == 4


def test_suggestions_go_out_with_their_wording_and_come_in_as_comments_that_quote_it(
    ana: User, ben: User, as_user: AsUser
) -> None:
    review, other = case.review(ana, ben), case.review(ana, ben)
    suggest(review, ben, "printed nothing for", "said nothing for")
    suggest(review, ben, "Themes", "What we learned", text="A plainer word")
    suggest(review, ben, " that night", "")
    content = taken(as_user(ben), review)
    assert broken(json.loads(content)) == []
    found = {item["body"][-1]["value"]: item for item in items(content)}
    assert set(found) == {"said nothing for", "What we learned", ""}
    assert {item["motivation"] for item in found.values()} == {"editing"}
    assert found["What we learned"]["body"][0]["value"] == "A plainer word"
    again = choose(as_user(ana), review, content).content.decode()
    assert "3 are here already and are skipped" in again
    assert "left out" not in again
    bring(as_user(ana), other, content)
    texts = [one.partition("\n\n")[2] for one in said_in(other)]
    assert sorted(texts) == ["> said nothing for", "> —", "A plainer word\n\n> What we learned"]


def said_in(review: Review) -> list[str]:
    return list(Comment.objects.filter(thread__document__review=review).values_list("text", flat=True))


def test_every_position_is_the_quote_in_the_revision_it_names(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    talked(review, ana, ben)
    browser = as_user(ben)
    for item in items(taken(browser, review)):
        if item["motivation"] == "commenting":
            quote, position = item["target"]["selector"]
            cached = item["target"]["state"]["cached"]
            text = browser.get(cached[cached.index("/reviews/") :]).content.decode()
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


def test_who_may_not_read_the_comments_gets_no_file(
    ana: User, ben: User, otto: User, mira: User, as_user: AsUser
) -> None:
    opened, closed = case.review(ana, ben), case.review(ana, ben, restricted=True)
    for stranger in (otto, mira):
        assert as_user(stranger).get(url(opened, "annotations_out")).status_code == 403
        assert as_user(stranger).get(url(closed, "annotations_out")).status_code == 404
        assert as_user(stranger).get(url(closed, "annotations_in")).status_code == 404
    assert choose(as_user(ben), opened, "[]").status_code == 403
    assert as_user(ben).get(url(closed, "annotations_out")).status_code == 200


def anchored(review: Review) -> list[tuple[str, str, str, bool]]:
    """Where the threads of a review hold: the words in the source and on the page, how, and are they settled?"""
    return [
        (thread.origin_quote, thread.rendered_quote, thread.status, thread.resolved_at is not None)
        for thread in Thread.objects.filter(document__review=review)
    ]


def said(review: Review) -> list[str]:
    texts = Comment.objects.filter(thread__document__review=review).order_by("thread__start", "pk")
    return [
        text.partition("\n\n")[2] if text.startswith("*Imported, by") else text
        for text in texts.values_list("text", flat=True)
    ]


def test_in_a_fresh_review_with_the_same_text_everything_stands_where_it_stood(
    ana: User, ben: User, as_user: AsUser
) -> None:
    review = case.review(ana, ben)
    talked(review, ana, ben)
    other = case.review(ana, ben, text=case.latest(review).latest.text)
    browser = as_user(ana)
    content = taken(browser, review)
    shown = choose(browser, other, content).content.decode()
    assert "4 comments would be added" in shown
    assert "2 on their words in the text" in shown
    assert "1 whose words are not in the text" in shown
    assert "1 reply" in shown
    assert not Thread.objects.filter(document__review=other).exists()
    assert bring(browser, other, content)["Location"] == url(other, "document")
    assert sorted(anchored(other)) == sorted(anchored(review))
    places = [
        list(Thread.objects.filter(document__review=one).exclude(status=Status.ORPHANED).values_list("start", "end"))
        for one in (review, other)
    ]
    assert places[0] == places[1]
    assert sorted(said(other)) == sorted(said(review))
    page = browser.get(url(other, "document")).content.decode()
    assert "Imported, by Ben" in page
    assert "Text removed (1)" in page


def test_what_was_brought_in_goes_out_as_it_came(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    talked(review, ana, ben)
    other = case.review(ana, ben, text=case.latest(review).latest.text)
    browser = as_user(ana)
    before = items(taken(browser, review))
    bring(browser, other, taken(browser, review))
    after = items(taken(browser, other))
    assert broken(json.loads(taken(browser, other))) == []
    for key in ("creator", "body", "created"):
        assert sorted(str(one[key]) for one in after) == sorted(str(one[key]) for one in before)
    assert {one["canonical"] for one in after} == {one["id"] for one in before}


def test_the_same_comments_a_second_time_add_nothing(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    talked(review, ana, ben)
    other = case.review(ana, ben, text=case.latest(review).latest.text)
    browser = as_user(ana)
    bring(browser, other, taken(browser, review))
    count = Comment.objects.count()
    for place, content in (
        (other, taken(browser, review)),
        (other, taken(browser, other)),
        (review, taken(browser, review)),
        (review, taken(browser, other)),
    ):
        shown = choose(browser, place, content).content.decode()
        assert "0 comments would be added" in shown
        assert "4 are here already and are skipped" in shown
        bring(browser, place, content)
    assert Comment.objects.count() == count


FOREIGN = {
    "type": "Annotation",
    "id": "urn:foreign:1",
    "bodyValue": "We *all* did.",
    "creator": {"name": "Dr. [Eve](https://evil.example) *"},
    "target": {
        "source": "https://x.example/",
        "selector": {"type": "TextQuoteSelector", "exact": "printed nothing for"},
    },
}


def test_a_quote_as_the_page_shows_it_is_found_and_its_author_is_named_as_text(
    ana: User, ben: User, as_user: AsUser
) -> None:
    review = case.review(ana, ben)
    bring(as_user(ana), review, json.dumps(FOREIGN))
    thread = Thread.objects.get()
    comment = thread.comments.get()
    assert (thread.origin_quote, thread.status) == ("printed *nothing* for", Status.KEPT)
    assert comment.by == ana
    assert "Imported, by Dr. [Eve](https://evil.example) *</em>" in comment.html
    assert "We <em>all</em> did." in comment.html


def test_nobody_is_made_the_author_by_a_file(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    bring(as_user(ana), review, json.dumps({**FOREIGN, "creator": {"name": "Ben"}}))
    comment = Comment.objects.get()
    assert comment.by == ana
    assert comment.text.startswith("*Imported, by Ben*\n\n")


def test_replies_find_what_they_answer_in_the_file_and_here(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    here = case.thread(review, ben, "Themes")
    [own] = items(taken(as_user(ana), review))
    reply = {"type": "Annotation", "id": "urn:r1", "bodyValue": "an answer", "target": own["id"]}
    deeper = {**reply, "id": "urn:r2", "target": "urn:r1", "bodyValue": "an answer to it"}
    lost = {**reply, "id": "urn:r3", "target": "urn:nowhere"}
    circle = [{**reply, "id": "urn:r4", "target": "urn:r5"}, {**reply, "id": "urn:r5", "target": "urn:r4"}]
    shown = choose(as_user(ana), review, json.dumps([deeper, reply, lost, *circle])).content.decode()
    assert shown.count("it answers a comment that is neither here nor in the file") == 3
    browser = as_user(ana)
    bring(browser, review, json.dumps([deeper, reply, lost, *circle]))
    assert here.comments.count() == 3


def test_words_that_came_with_a_file_are_taken_up_when_a_later_text_has_them(
    ana: User, ben: User, as_user: AsUser
) -> None:
    review = case.review(ana, ben)
    selector = {"type": "TextQuoteSelector", "exact": "a quiet evening in Utrecht", "prefix": "it was ", "suffix": "."}
    bring(as_user(ana), review, json.dumps({**FOREIGN, "target": {"source": "urn:x", "selector": selector}}))
    thread = Thread.objects.get()
    assert thread.status == Status.ORPHANED
    case.rewrite(review, ana, "# Themes", "# Quiet evenings in Utrecht")
    thread.refresh_from_db()
    assert thread.status == Status.ORPHANED
    assert "revision" not in str(items(taken(as_user(ana), review))[0]["target"])
    case.rewrite(review, ana, "At 23:27", "Before, it was a quiet evening in Utrecht. At 23:27")
    thread.refresh_from_db()
    text = case.latest(review).latest.text
    assert (thread.status, text[thread.start : thread.end]) == (Status.KEPT, "a quiet evening in Utrecht")
    assert (thread.origin_revision, thread.held_revision) == (0, 4)
    case.rewrite(review, ana, "# Narrative\n", "# Narrative\n\nOne more paragraph.\n")
    thread.refresh_from_db()
    assert thread.held_revision == 5


HOSTILE = {
    "deep": "[" * 100_000,
    "deep in a comment": '[{"type": "Annotation", "id": "urn:a", "body": ' + "[" * 3_000 + "]" * 3_000 + "}]",
    "a huge number": '[{"id": ' + "9" * 6_000 + "}]",
    "no number": '[{"id": NaN}]',
    "half": '{"type": "Annotation"',
    "nothing": "",
    "not text": b"\xff\xfe\x00[",
    "a picture": b"\x89PNG\r\n\x1a\n" + b"\x00" * 200,
    "another thing": '{"incident": {"title": "x"}}',
    "too large": b" " * 3_000_001,
    "far too many": "[" + ",".join(["{}"] * 2_001) + "]",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_with_a_sentence(name: str, ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    answer = choose(as_user(ana), review, HOSTILE[name])
    assert answer.status_code == 422
    assert 'class="field-error"' in answer.content.decode()
    assert not Thread.objects.exists()


def test_wrong_types_leave_out_what_they_spoil_and_no_more(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    odd = [
        {**FOREIGN, "id": f"urn:{key}", key: value} for key, value in (("target", [[]]), ("bodyValue", 3), ("type", {}))
    ]
    far = {"type": "TextPositionSelector", "start": 10**40, "end": -1}
    quote = {"type": "TextQuoteSelector", "exact": "no such words \x00\ud800"}
    odd.append({**FOREIGN, "id": "urn:far", "created": "9999-99-99", "target": {"selector": [far, quote]}})
    bring(as_user(ana), review, json.dumps([*odd, FOREIGN]))
    assert sorted(Thread.objects.values_list("status", flat=True)) == ["kept", "orphaned"]


def test_only_what_was_previewed_is_added(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    browser = as_user(ana)
    first = choose(browser, review, json.dumps(FOREIGN)).context["mark"]
    choose(browser, review, json.dumps({**FOREIGN, "bodyValue": "something else"}))
    answer = browser.post(url(review, "annotations_in"), {"do": "add", "mark": first}, follow=True)
    assert "This preview is no longer here" in answer.content.decode()
    assert not Thread.objects.exists()
    other = case.review(ana, ben)
    assert browser.post(url(other, "annotations_in"), {"do": "add", "mark": first})["Location"].endswith("/in/")


def test_the_file_takes_the_same_number_of_queries_for_2_and_for_20_threads(
    ana: User, ben: User, as_user: AsUser
) -> None:
    review = case.review(ana, ben)
    browser = as_user(ben)
    counts = []
    for more in (2, 18):
        for _ in range(more):
            comments.reply(thread=case.thread(review, ben, "on the secondary"), by=ana, text="Indeed")
        taken(browser, review)
        with CaptureQueriesContext(connection) as counted:
            taken(browser, review)
        counts.append(len(counted))
    assert counts[0] == counts[1]
