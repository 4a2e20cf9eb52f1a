"""Suggestions whose text was edited or removed meanwhile: three texts side by side, or a plain word that nothing was applied."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from reviews import document_region
from reviews.actions import comments, documents, suggestions
from reviews.models import Review, Status, Thread
from reviews.queries import suggestions as queries
from tests.reviews import document_case as case
from tests.reviews.suggestion_case import suggest, text_of

AsUser = Callable[[User], Client]
PASSAGE = "sure that the terminal was on the secondary"
BETTER = "sure, by its prompt, that the terminal was on the secondary"
LAST = "Telling two hosts apart at the terminal was hard that night."


def url(review: Review, name: str, *more: object) -> str:
    return reverse(f"reviews:{name}", args=[review.uid, *more])


def seen(review: Review, thread: Thread) -> str:
    thread.refresh_from_db()
    return queries.fingerprint(text_of(review)[thread.start : thread.end])


def edited(ana: User, ben: User, new: str = "the old terminal was on the secondary") -> tuple[Review, Thread]:
    """Ben suggested BETTER, then Ana edited the passage."""
    review = case.review(ana, ben)
    thread = suggest(review, ben, PASSAGE, BETTER)
    case.rewrite(review, ana, "the terminal was on the secondary", new)
    return review, thread


# ---- edited


def test_an_edited_passage_is_never_overwritten_by_one_click(ana: User, ben: User, as_user: AsUser) -> None:
    review, thread = edited(ana, ben)
    before = text_of(review)
    browser = as_user(ana)
    assert url(review, "suggestion_accept", thread.pk) not in browser.get(url(review, "document")).content.decode()
    answer = browser.post(url(review, "suggestion_accept", thread.pk))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "As it was" in page
    assert "As it reads now" in page
    assert "As suggested" in page
    assert f">{PASSAGE}<" in page
    assert text_of(review) == before
    with pytest.raises(suggestions.Edited):
        suggestions.accept(thread=thread, by=ana)


def test_both_changes_come_together_and_the_facilitator_applies_the_final_text(
    ana: User, ben: User, as_user: AsUser
) -> None:
    review, thread = edited(ana, ben)
    browser = as_user(ana)
    page = browser.get(url(review, "suggestion", thread.pk)).content.decode()
    both = "sure, by its prompt, that the old terminal was on the secondary"
    assert f"{both}</textarea>" in page
    final = {"final": both + " host", "seen": seen(review, thread)}
    answer = browser.post(url(review, "suggestion", thread.pk), final, follow=True).content.decode()
    assert "The suggestion is in revision 4." in answer
    assert both + " host, removed" in text_of(review)
    assert case.latest(review).latest.suggested_by == ben


def test_where_both_changed_the_same_words_the_suggestion_stands_and_the_page_says_so(
    ana: User, ben: User, as_user: AsUser
) -> None:
    review = case.review(ana, ben)
    thread = suggest(review, ben, PASSAGE, BETTER)
    case.rewrite(review, ana, "sure that", "quite sure in his mind that")
    page = as_user(ana).get(url(review, "suggestion", thread.pk)).content.decode()
    assert "Both changed the same words" in page
    assert f"{BETTER}</textarea>" in page
    assert "in his mind" in page


def test_a_third_edit_while_looking_is_told_and_the_typed_text_stays(ana: User, ben: User, as_user: AsUser) -> None:
    review, thread = edited(ana, ben)
    old = seen(review, thread)
    case.rewrite(review, ana, "the old terminal was", "the oldest terminal of all was")
    before = text_of(review)
    browser = as_user(ana)
    answer = browser.post(url(review, "suggestion", thread.pk), {"final": "My careful wording", "seen": old})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "My careful wording</textarea>" in page
    assert "edited again just now" in page
    assert text_of(review) == before
    assert f'value="{seen(review, thread)}"' in page


def test_a_wording_that_is_there_already_or_too_long_stays_in_the_field(ana: User, ben: User, as_user: AsUser) -> None:
    review, thread = edited(ana, ben)
    sent = {"seen": seen(review, thread)}
    now = text_of(review)[thread.start : thread.end]
    browser = as_user(ana)
    same = browser.post(url(review, "suggestion", thread.pk), {"final": now, **sent})
    long = browser.post(url(review, "suggestion", thread.pk), {"final": "y" * 10_001, **sent})
    assert (same.status_code, long.status_code) == (422, 422)
    assert "reads like this already" in same.content.decode()
    assert "y" * 10_001 in long.content.decode()
    assert case.latest(review).latest_number == 3


def test_a_wording_sent_after_somebody_declined_is_shown_and_not_applied(
    ana: User, ben: User, cleo: User, as_user: AsUser
) -> None:
    review, thread = edited(ana, ben)
    sent = {"final": "My careful wording", "seen": seen(review, thread)}
    suggestions.decline(thread=thread, by=ana)
    answer = as_user(ana).post(url(review, "suggestion", thread.pk), sent)
    assert answer.status_code == 409
    assert "was declined by Ana" in answer.content.decode()
    assert "My careful wording" in answer.content.decode()
    assert case.latest(review).latest_number == 3


# ---- gone


def test_a_passage_that_is_gone_is_said_so_and_never_applied(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    thread = suggest(review, ben, LAST, "Two hosts looked alike.")
    case.rewrite(review, ana, LAST, "Backups come next.")
    before, browser = text_of(review), as_user(ana)
    page = browser.get(url(review, "document")).content.decode()
    assert "so it cannot be applied" in page
    assert url(review, "suggestion_accept", thread.pk) not in page
    final = {"final": "Two hosts looked alike.", "seen": seen(review, thread)}
    for name, sent in [("suggestion_accept", {}), ("suggestion", final)]:
        answer = browser.post(url(review, name, thread.pk), sent)
        assert answer.status_code == 409
        assert "The text it would change is gone" in answer.content.decode()
        assert url(review, "document_revision", 3) in answer.content.decode()
    assert "What you typed" in answer.content.decode()
    assert text_of(review) == before
    with pytest.raises(suggestions.Gone):
        suggestions.accept(thread=thread, by=ana)
    with pytest.raises(suggestions.Gone):
        suggestions.put_together(thread=thread, by=ana, text="x", seen=final["seen"])


def test_when_the_text_comes_back_one_click_is_enough_again(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    thread = suggest(review, ben, LAST, "Two hosts looked alike.")
    case.rewrite(review, ana, LAST, "Backups come next.")
    documents.restore(revision=case.latest(review).revisions.get(number=2), by=ana)
    assert url(review, "suggestion_accept", thread.pk) in as_user(ana).get(url(review, "document")).content.decode()
    suggestions.accept(thread=thread, by=ana)
    assert text_of(review) == case.TEXT.replace(LAST, "Two hosts looked alike.")


def test_a_declined_one_stays_declined_when_the_text_comes_back(ana: User, ben: User) -> None:
    review = case.review(ana, ben)
    thread = suggest(review, ben, LAST, "Two hosts looked alike.")
    case.rewrite(review, ana, LAST, "Backups come next.")
    suggestions.decline(thread=thread, by=ana)
    documents.restore(revision=case.latest(review).revisions.get(number=2), by=ana)
    thread.refresh_from_db()
    assert thread.status == Status.KEPT
    assert not thread.is_pending


def test_an_edit_that_was_undone_by_hand_leaves_one_click(ana: User, ben: User) -> None:
    review, thread = edited(ana, ben)
    case.rewrite(review, ana, "the old terminal", "the terminal")
    assert text_of(review) == case.TEXT
    assert suggestions.accept(thread=thread, by=ana).number == 5


def test_of_two_suggestions_for_one_passage_the_second_is_put_together(ana: User, ben: User, cleo: User) -> None:
    review = case.review(ana, ben, cleo)
    first = suggest(review, ben, PASSAGE, BETTER)
    second = suggest(review, cleo, PASSAGE, "sure that both terminals were on the secondary")
    suggestions.accept(thread=first, by=ana)
    with pytest.raises(suggestions.Edited):
        suggestions.accept(thread=second, by=ana)
    assert BETTER in text_of(review)


# ---- the page


def test_open_pages_hear_of_suggestions_and_decisions(ana: User, ben: User) -> None:
    review = case.review(ana, ben)
    regions = [document_region.render(str(review.uid))]
    thread = suggest(review, ben, PASSAGE, BETTER)
    regions.append(document_region.render(str(review.uid)))
    suggestions.decline(thread=thread, by=ana)
    regions.append(document_region.render(str(review.uid)))
    assert len(set(regions)) == 3
    assert f'data-decided="{thread.pk}" data-decider="{ana.pk}"' in regions[-1]
    assert BETTER not in "".join(regions)


def test_the_pages_make_the_same_number_of_queries_for_2_and_for_20_suggestions(
    ana: User, ben: User, as_user: AsUser
) -> None:
    review = case.review(ana, ben)
    browser = as_user(ana)
    browser.get(url(review, "document"))
    counts = []
    for more in (2, 18):
        for at in range(more):
            comments.reply(thread=suggest(review, (ana, ben)[at % 2], PASSAGE, f"{BETTER} {at}"), by=ana, text="Yes")
        suggestions.decline(thread=Thread.objects.filter(decision="").latest("pk"), by=ana)
        with CaptureQueriesContext(connection) as counted:
            browser.get(url(review, "document"))
        counts.append(len(counted))
    assert counts[0] == counts[1]
