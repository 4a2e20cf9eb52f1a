"""Suggestions: other words for a passage, taken over in one click with both names, and never onto words they were not meant for."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from reviews.actions import comments, documents, suggestions
from reviews.models import Decision, Review, Stage, Status, Thread
from reviews.queries.document import find, shown
from tests.reviews import document_case as case
from tests.reviews.suggestion_case import suggest, text_of

AsUser = Callable[[User], Client]
PASSAGE = "sure that the terminal was on the secondary"
BETTER = "believing, as the prompt suggested, that the terminal was on the secondary"


def url(review: Review, name: str, *more: object) -> str:
    return reverse(f"reviews:{name}", args=[review.uid, *more])


def selected(review: Review, words: str) -> dict[str, object]:
    """What the page's script sends for a selection."""
    revision = case.latest(review).latest
    span = find(shown(revision), words)
    assert span
    return {"start": span[0], "end": span[1], "revision": revision.number}


# ---- making one


def test_ben_gets_the_markdown_of_what_he_selected_and_suggests_other_words(
    ana: User, ben: User, as_user: AsUser
) -> None:
    review = case.review(ana, ben)
    browser, place = as_user(ben), selected(review, "had printed nothing")
    page = browser.get(url(review, "suggest"), place).content.decode()
    assert "had printed *nothing*</textarea>" in page
    answer = browser.post(url(review, "suggest"), {"replacement": "had shown no sign of life", "text": "", **place})
    thread = Thread.objects.get()
    assert answer["Location"] == url(review, "document") + f"#thread-{thread.pk}"
    assert (thread.origin_quote, thread.replacement) == ("had printed *nothing*", "had shown no sign of life")
    assert thread.is_pending
    assert text_of(review) == case.TEXT


def test_the_card_shows_the_change_in_place_with_words_for_those_who_hear_it(
    ana: User, ben: User, as_user: AsUser
) -> None:
    review = case.review(ana, ben)
    suggest(review, ben, PASSAGE, BETTER, "That is what the *prompt* said")
    page = as_user(ben).get(url(review, "document")).content.decode()
    removed, added = (f'<span class="visually-hidden">{word}: </span>' for word in ("removed", "added"))
    assert f"<del>{removed}sure </del><ins>{added}believing, as the prompt suggested, </ins>that the terminal" in page
    assert "what the <em>prompt</em> said" in page
    assert "Withdraw" in page
    assert url(review, "suggestion_accept", Thread.objects.get().pk) not in page
    assert "Decline" not in page


def test_without_scripts_one_quotes_the_words_first(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    browser = as_user(ben)
    assert url(review, "suggest") in browser.get(url(review, "document")).content.decode()
    assert "Quote the words" in browser.get(url(review, "suggest")).content.decode()
    page = browser.get(url(review, "suggest"), {"quote": "“printed  nothing”"}).content.decode()
    assert "printed *nothing*</textarea>" in page
    wrong = browser.get(url(review, "suggest"), {"quote": "no such words"})
    assert wrong.status_code == 422
    assert "no such words</textarea>" in wrong.content.decode()
    assert "These words are not in the text" in wrong.content.decode()


def test_nothing_typed_is_lost_when_it_cannot_be_sent(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    browser, place = as_user(ben), selected(review, "a long time")
    same = browser.post(url(review, "suggest"), {"replacement": "a long time", "text": "My reasons", **place})
    long = browser.post(url(review, "suggest"), {"replacement": "x" * 10_001, "text": "My reasons", **place})
    deep = browser.post(url(review, "suggest"), {"replacement": "other", "text": ">" * 60 + " deep", **place})
    assert [answer.status_code for answer in (same, long, deep)] == [422, 422, 422]
    assert "This is the text as it stands" in same.content.decode()
    assert "My reasons" in same.content.decode()
    assert "x" * 10_001 in long.content.decode()
    assert "other</textarea>" in deep.content.decode()
    assert "too deeply nested" in deep.content.decode()
    assert not Thread.objects.exists()


def test_a_passage_longer_than_a_suggestion_is_refused_before_anybody_writes(
    ana: User, ben: User, as_user: AsUser
) -> None:
    review = case.review(ana, ben, text=" ".join(["word"] * 2_500))
    answer = as_user(ben).get(url(review, "suggest"), {"revision": 2, "start": 0, "end": 12_000})
    assert answer.status_code == 422
    assert "too long for one suggestion" in answer.content.decode()


def test_a_selection_on_an_older_page_is_suggested_for_the_newest_text(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    place = selected(review, PASSAGE)
    case.rewrite(review, ana, "# Narrative\n", "# Narrative\n\nA new paragraph before it, with many words.\n")
    as_user(ben).post(url(review, "suggest"), {"replacement": BETTER, **place})
    suggestions.accept(thread=Thread.objects.get(), by=ana)
    assert text_of(review).count(BETTER) == 1
    assert "A new paragraph before it" in text_of(review)


# ---- who may


@pytest.mark.parametrize("name", ["suggestion_accept", "suggestion_decline", "suggestion", "suggestion_withdraw"])
def test_only_facilitators_decide_and_only_its_writer_withdraws(
    name: str, ana: User, ben: User, cleo: User, otto: User, as_user: AsUser
) -> None:
    review = case.review(ana, ben, cleo)
    thread = suggest(review, ben, PASSAGE, BETTER)
    assert as_user(cleo).post(url(review, name, thread.pk), {"final": "x"}).status_code == 403
    assert as_user(otto).post(url(review, name, thread.pk), {"final": "x"}).status_code == 403
    thread.refresh_from_db()
    assert thread.is_pending
    assert case.latest(review).latest_number == 2


def test_readers_and_strangers_do_not_suggest(ana: User, otto: User, as_user: AsUser) -> None:
    sent = {"replacement": "x", "revision": 2, "start": 0, "end": 9}
    assert as_user(otto).post(url(case.review(ana), "suggest"), sent).status_code == 403


def test_strangers_get_404(ana: User, ben: User, otto: User, as_user: AsUser) -> None:
    review = case.review(ana, ben, restricted=True)
    thread = suggest(review, ben, PASSAGE, BETTER)
    assert as_user(otto).get(url(review, "suggest")).status_code == 404
    assert as_user(otto).post(url(review, "suggestion_accept", thread.pk)).status_code == 404


@pytest.mark.parametrize("name", ["suggestion_accept", "suggestion_decline", "suggestion_withdraw", "suggest"])
def test_a_cancelled_review_refuses_with_its_reason(name: str, ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    thread = suggest(review, ben, PASSAGE, BETTER)
    Review.objects.update(stage=Stage.CANCELLED)
    address = url(review, name) if name == "suggest" else url(review, name, thread.pk)
    answer = as_user(ben if name in {"suggest", "suggestion_withdraw"} else ana).post(address)
    assert answer.status_code == 403
    assert "was cancelled" in answer.content.decode()


def test_a_comment_is_no_suggestion(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    thread = case.thread(review, ben, PASSAGE)
    assert as_user(ana).post(url(review, "suggestion_accept", thread.pk)).status_code == 404
    with pytest.raises(suggestions.Decided):
        suggestions.accept(thread=thread, by=ana)


# ---- accepting


def test_one_click_makes_one_revision_with_both_names(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    thread = suggest(review, ben, PASSAGE, BETTER)
    browser = as_user(ana)
    answer = browser.post(url(review, "suggestion_accept", thread.pk), follow=True).content.decode()
    assert "The suggestion is in revision 3." in answer
    assert "Accepted by Ana" in answer
    assert text_of(review) == case.TEXT.replace(PASSAGE, BETTER)
    revision = case.latest(review).latest
    assert (revision.made_by, revision.suggested_by) == (ana, ben)
    for name, more in [("document_history", ()), ("document_revision", (3,)), ("document", ())]:
        assert "Ana, with a suggestion by Ben" in browser.get(url(review, name, *more)).content.decode()
    thread.refresh_from_db()
    assert (thread.decision, thread.accepted_in, thread.resolved_by) == (Decision.ACCEPTED, 3, ana)
    assert text_of(review)[thread.start : thread.end] == BETTER


def test_a_facilitators_own_suggestion_needs_no_second_name(ana: User) -> None:
    review = case.review(ana)
    assert suggestions.accept(thread=suggest(review, ana, PASSAGE, BETTER), by=ana).suggested_by is None


def test_a_passage_moved_word_for_word_is_replaced_where_it_is_now(ana: User, ben: User) -> None:
    review = case.review(ana, ben)
    sentence = "The copy tool had printed *nothing* for a long time."
    thread = suggest(review, ben, "The copy tool had printed nothing for a long time.", "The copy tool was silent.")
    moved = case.TEXT.replace(sentence + "\n\n", "") + f"\n{sentence}\n"
    documents.save(document=case.latest(review), by=ana, base_number=2, text=moved)
    thread.refresh_from_db()
    assert thread.status == Status.MOVED
    suggestions.accept(thread=thread, by=ana)
    assert text_of(review) == moved.replace(sentence, "The copy tool was silent.")


def test_a_suggestion_without_words_removes_the_passage_and_its_paragraph(ana: User, ben: User) -> None:
    review = case.review(ana, ben)
    suggestions.accept(thread=suggest(review, ben, "The copy tool had printed nothing for a long time.", ""), by=ana)
    assert text_of(review) == case.TEXT.replace("The copy tool had printed *nothing* for a long time.\n\n", "")


def test_other_comments_are_carried_as_by_any_save(ana: User, ben: User) -> None:
    review = case.review(ana, ben)
    near = case.thread(review, ben, "removed the data directory")
    upon = case.thread(review, ben, "At 23:27 the engineer, sure that the terminal was on the secondary")
    thread = suggest(review, ben, PASSAGE, BETTER)
    for one in (near, upon):
        one.refresh_from_db()
        assert one.status == Status.KEPT, "a pending suggestion touches nobody's comment"
    suggestions.accept(thread=thread, by=ana)
    near.refresh_from_db()
    upon.refresh_from_db()
    assert (near.status, upon.status) == (Status.KEPT, Status.EDITED)
    assert text_of(review)[near.start : near.end] == "removed the data directory"


def test_whoever_is_editing_meanwhile_gets_both_together(ana: User, ben: User) -> None:
    review = case.review(ana, ben)
    suggestions.accept(thread=suggest(review, ben, PASSAGE, BETTER), by=ana)
    mine = case.TEXT.replace("a long time", "eleven minutes")
    outcome = documents.save(document=case.latest(review), by=ana, base_number=2, text=mine)
    assert isinstance(outcome, documents.Saved)
    assert outcome.merged
    assert BETTER in text_of(review)
    assert "eleven minutes" in text_of(review)


def test_what_the_facilitator_has_typed_and_not_saved_is_kept(ana: User, ben: User) -> None:
    review = case.review(ana, ben)
    documents.keep_draft(document=case.latest(review), by=ana, base_number=2, text="mine")
    suggestions.accept(thread=suggest(review, ben, PASSAGE, BETTER), by=ana)
    assert case.latest(review).drafts.get().text == "mine"


def test_the_second_click_does_nothing_and_says_so(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    thread = suggest(review, ben, PASSAGE, BETTER)
    suggestions.accept(thread=thread, by=ana)
    browser = as_user(ana)
    for name in ("suggestion_accept", "suggestion_decline"):
        page = browser.post(url(review, name, thread.pk), follow=True).content.decode()
        assert "Ana has accepted this suggestion already" in page
    assert case.latest(review).latest_number == 3


def test_a_document_that_would_grow_too_long_stays_and_says_so(
    ana: User, ben: User, as_user: AsUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = case.review(ana, ben)
    thread = suggest(review, ben, PASSAGE, BETTER)
    monkeypatch.setattr("reviews.markdown.limits.MAX_CHARACTERS", len(case.TEXT) + 2)
    page = as_user(ana).post(url(review, "suggestion_accept", thread.pk), follow=True).content.decode()
    assert "the document would be too long" in page
    assert text_of(review) == case.TEXT


# ---- not accepting


def test_declined_and_withdrawn_ones_are_resolved_and_stay_so(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    first, second = suggest(review, ben, PASSAGE, BETTER), suggest(review, ben, "a long time", "eleven minutes")
    assert "Declined by Ana" in (
        as_user(ana).post(url(review, "suggestion_decline", first.pk), follow=True).content.decode()
    )
    page = as_user(ben).post(url(review, "suggestion_withdraw", second.pk), follow=True).content.decode()
    assert "Withdrawn by the person who made it" in page
    assert text_of(review) == case.TEXT
    for thread in (first, second):
        thread.refresh_from_db()
        assert thread.resolved_at
        comments.reopen(thread=thread, by=ben)
        with pytest.raises(suggestions.Decided):
            suggestions.accept(thread=thread, by=ana)


def test_undoing_an_accepted_one_does_not_make_it_pending_again(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    thread = suggest(review, ben, PASSAGE, BETTER)
    suggestions.accept(thread=thread, by=ana)
    documents.restore(revision=case.latest(review).revisions.get(number=2), by=ana)
    assert text_of(review) == case.TEXT
    page = as_user(ana).get(url(review, "document")).content.decode()
    assert "Accepted by Ana" in page
    assert url(review, "suggestion_accept", thread.pk) not in page


# ---- the report


def test_what_is_only_suggested_is_in_no_report(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    suggest(review, ben, PASSAGE, BETTER)
    assert BETTER not in as_user(ana).get(url(review, "document_markdown")).content.decode()
    assert BETTER not in case.latest(review).latest.html
