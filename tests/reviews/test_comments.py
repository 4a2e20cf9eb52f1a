"""Comments: on the words one selected, beside them while they stand, listed with their quote when they go."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from reviews.actions import comments, documents
from reviews.models import Comment, Review, Status, Thread
from reviews.queries.document import find, page, shown
from tests.reviews import document_case as case

AsUser = Callable[[User], Client]


def url(review: Review, name: str, *more: object) -> str:
    return reverse(f"reviews:{name}", args=[review.uid, *more])


def selected(review: Review, words: str) -> dict[str, object]:
    """What the page's script sends for a selection: places in the text as shown."""
    revision = case.latest(review).latest
    span = find(shown(revision), words)
    assert span
    return {"start": span[0], "end": span[1], "revision": revision.number, "quote": words}


def test_ben_comments_on_words_he_selected_without_a_right_to_edit(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    browser = as_user(ben)
    answer = browser.post(
        url(review, "comment_start"), {"text": "I also had *both* prompts", **selected(review, "printed nothing for")}
    )
    thread = Thread.objects.get()
    assert answer["Location"] == url(review, "document") + f"#thread-{thread.pk}"
    assert thread.origin_quote == "printed *nothing* for"
    assert thread.rendered_quote == "printed nothing for"
    text = browser.get(url(review, "document")).content.decode()
    mark = f'<mark data-threads="{thread.pk}">'
    first = f'<mark id="passage-{thread.pk}" data-threads="{thread.pk}">'
    assert f"{first}printed </mark><em>{mark}nothing</mark></em>{mark} for</mark>" in text
    assert "I also had <em>both</em> prompts" in text


@pytest.mark.parametrize(
    ("text", "folded"), [("Short.", False), ("many words " * 120, True), ("- a line\n" * 20, True)]
)
def test_a_long_comment_is_folded_and_can_be_shown_in_full(
    text: str, folded: bool, ana: User, ben: User, as_user: AsUser
) -> None:
    review = case.review(ana, ben)
    browser = as_user(ben)
    browser.post(url(review, "comment_start"), {"text": text, **selected(review, "printed nothing for")})
    shown = browser.get(url(review, "document")).content.decode()
    assert ("Show all of it" in shown) == folded
    assert ("remark-long" in shown) == folded


def test_without_scripts_one_quotes_the_words(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    quoted = {
        "text": "Mine too",
        "quote": "“the  terminal\r\nwas on the Secondary”",
        "revision": 2,
        "start": "",
        "end": "",
    }
    assert as_user(ben).post(url(review, "comment_start"), quoted).status_code == 302
    assert Thread.objects.get().rendered_quote == "the terminal was on the secondary"


def test_words_that_are_not_there_are_said_so_and_nothing_typed_is_lost(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    answer = as_user(ben).post(
        url(review, "comment_start"), {"text": "My long remark", "quote": "no such words", "revision": 2}
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "My long remark" in text
    assert "no such words" in text
    assert "These words are not in the text" in text
    assert not Thread.objects.exists()


def test_a_reader_who_is_not_invited_does_not_comment(ana: User, otto: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    thread = case.thread(review, ben, "on the secondary")
    browser = as_user(otto)
    for address in [
        url(review, "comment_start"),
        url(review, "comment_reply", thread.pk),
        url(review, "thread_resolve", thread.pk),
        url(review, "comment_edit", thread.comments.get().pk),
    ]:
        assert browser.post(address, {"text": "me too", "quote": "secondary", "revision": 2}).status_code == 403
    assert Comment.objects.count() == 1


def test_a_comment_stays_with_its_text_while_the_text_around_is_edited(ana: User, ben: User) -> None:
    review = case.review(ana, ben)
    case.thread(review, ben, "sure that the terminal was on the secondary")
    case.rewrite(review, ana, "# Narrative\n", "# Narrative\n\nA new paragraph before it, with many words.\n")
    document = case.rewrite(review, ana, "At 23:27 the engineer", "At 23:27 UTC the tired engineer")
    [card] = page(document).open
    [(start, end)] = card.shown_at
    assert shown(document.latest).plain[start:end] == "sure that the terminal was on the secondary"
    assert not card.edited


def test_a_comment_whose_text_goes_is_listed_with_its_quote_and_comes_back_with_it(
    ana: User, ben: User, as_user: AsUser
) -> None:
    review = case.review(ana, ben)
    thread = case.thread(review, ben, "Telling two hosts apart at the terminal was hard that night.")
    case.rewrite(review, ana, "Telling two hosts apart at the terminal was hard that night.", "Backups come next.")
    browser = as_user(ben)
    text = browser.get(url(review, "document")).content.decode()
    assert "Text removed (1)" in text
    assert "Telling two hosts apart at the terminal was hard that night." in text
    assert "<mark" not in text
    thread.refresh_from_db()
    assert (thread.status, thread.held_revision) == (Status.ORPHANED, 2)
    documents.restore(revision=case.latest(review).revisions.get(number=2), by=ana)
    thread.refresh_from_db()
    assert (thread.status, thread.held_revision) == (Status.KEPT, 4)
    assert f'id="passage-{thread.pk}"' in browser.get(url(review, "document")).content.decode()
    assert list(thread.steps.values_list("revision", "status")) == [(2, "kept"), (3, "orphaned"), (4, "kept")]


def test_a_comment_on_an_older_page_lands_in_the_newest_text(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    sent = selected(review, "on the secondary")
    case.rewrite(review, ana, "# Narrative\n", "# Narrative\n\nA new paragraph before it, with many words.\n")
    as_user(ben).post(url(review, "comment_start"), {"text": "Same here", **sent})
    thread = Thread.objects.get()
    text = case.latest(review).latest.text
    assert (thread.origin_revision, thread.held_revision) == (2, 3)
    assert text[thread.start : thread.end] == "on the secondary"


def test_replies_resolve_and_reopen(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    thread = case.thread(review, ben, "on the secondary")
    browser = as_user(ana)
    browser.post(url(review, "comment_reply", thread.pk), {"text": "Thank you, Ben"})
    assert "Thank you, Ben" in browser.get(url(review, "document")).content.decode()
    browser.post(url(review, "thread_resolve", thread.pk))
    text = browser.get(url(review, "document")).content.decode()
    assert "Resolved (1)" in text
    assert "<mark" not in text
    browser.post(url(review, "thread_reopen", thread.pk))
    assert "<mark" in browser.get(url(review, "document")).content.decode()
    browser.post(url(review, "thread_resolve", thread.pk))
    browser.post(url(review, "comment_reply", thread.pk), {"text": "One more thing"})
    thread.refresh_from_db()
    assert thread.resolved_at is None


def test_htmx_gets_the_card_alone(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    thread = case.thread(review, ben, "on the secondary")
    answer = as_user(ana).post(
        url(review, "comment_reply", thread.pk), {"text": "Thank you"}, headers={"HX-Request": "true"}
    )
    assert answer.content.decode().strip().startswith("<article")
    empty = as_user(ana).post(url(review, "comment_reply", thread.pk), {"text": ""}, headers={"HX-Request": "true"})
    assert empty.status_code == 422
    assert "Write a few words first" in empty.content.decode()


def test_what_was_refused_is_shown_to_its_writer_alone(ana: User, ben: User, cleo: User, as_user: AsUser) -> None:
    review = case.review(ana, ben, cleo)
    thread = case.thread(review, ben, "on the secondary")
    mine = thread.comments.get()
    long = "> " * 200 + "much too deep"
    for name, key in (("comment_reply", thread.pk), ("comment_edit", mine.pk)):
        answer = as_user(ben).post(url(review, name, key), {"text": long})
        assert answer.status_code == 422
        assert answer.content.decode().count("much too deep") == 1
    hers = as_user(cleo).post(url(review, "comment_reply", thread.pk), {"text": "> " * 200 + "of Cleo"})
    assert "of Cleo" in hers.content.decode()
    assert "much too deep" not in hers.content.decode()
    for person in (ana, ben):
        text = as_user(person).get(url(review, "document")).content.decode()
        assert "much too deep" not in text
        assert text.count("Send the reply") == 1
        assert ("Save the change" in text) == (person == ben)


def test_one_changes_and_takes_back_only_ones_own(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    comment = case.thread(review, ben, "on the secondary", "first words").comments.get()
    assert as_user(ana).post(url(review, "comment_edit", comment.pk), {"text": "not mine"}).status_code == 403
    assert as_user(ana).post(url(review, "comment_take_back", comment.pk)).status_code == 403
    browser = as_user(ben)
    browser.post(url(review, "comment_edit", comment.pk), {"text": "better words"})
    text = browser.get(url(review, "document")).content.decode()
    assert "better words" in text
    assert "edited" in text
    browser.post(url(review, "comment_take_back", comment.pk))
    text = browser.get(url(review, "document")).content.decode()
    assert "better words" not in text
    assert "Taken back by its writer" in text
    assert browser.post(url(review, "comment_edit", comment.pk), {"text": "again"}).status_code == 404


def test_comments_of_another_review_are_out_of_reach(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    thread = case.thread(review, ana, "on the secondary")
    other = Review.objects.create(incident=review.incident, meets_at=review.meets_at, wall_time="x", time_zone="UTC")
    other.participations.create(user=ben)
    documents.create(review=other, by=ana)
    assert as_user(ben).post(url(other, "comment_reply", thread.pk), {"text": "x"}).status_code == 404
    assert as_user(ben).post(url(other, "comment_edit", thread.comments.get().pk), {"text": "x"}).status_code == 404


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "[x](javascript:alert(1))", "<img src=x onerror=alert(1)>"]
)
def test_scripts_in_comments_are_inert(text: str, ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    case.thread(review, ben, "on the secondary", text)
    html = as_user(ana).get(url(review, "document")).content.decode()
    assert "<script>alert" not in html
    assert 'href="javascript' not in html
    assert "<img src=x" not in html


def test_the_page_makes_the_same_number_of_queries_for_2_and_for_20_threads(
    ana: User, ben: User, as_user: AsUser
) -> None:
    review = case.review(ana, ben)
    browser = as_user(ben)
    counts = []
    for more in (2, 18):
        for at in range(more):
            thread = case.thread(review, (ana, ben)[at % 2], "on the secondary")
            comments.reply(thread=thread, by=(ben, ana)[at % 2], text="Indeed")
        browser.get(url(review, "document"))
        with CaptureQueriesContext(connection) as counted:
            browser.get(url(review, "document"))
        counts.append(len(counted))
    assert counts[0] == counts[1]
    case.rewrite(review, ana, "a long time", "eleven minutes")
