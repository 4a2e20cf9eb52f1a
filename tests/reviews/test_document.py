"""The calibration document: who reads and writes it, and that no save loses anybody's words."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from reviews.actions import documents
from reviews.models import Draft, Participation, Review, Revision
from tests.reviews import document_case as case

AsUser = Callable[[User], Client]
PAGES = ["document", "document_edit", "document_history", "document_pdf", "document_markdown", "document_both"]


def url(review: Review, name: str, *more: object) -> str:
    return reverse(f"reviews:{name}", args=[review.uid, *more])


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_gets_404_and_nobody_in_particular_is_asked_to_sign_in(
    name: str, ana: User, otto: User, as_user: AsUser, client: Client
) -> None:
    review = case.review(ana, restricted=True)
    assert as_user(otto).get(url(review, name)).status_code == 404
    assert client.get(url(review, name)).status_code == 302


@pytest.mark.parametrize("name", ["document_edit", "document_save", "document_preview", "document_both"])
def test_a_participant_reads_but_does_not_write(name: str, ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    browser = as_user(ben)
    assert browser.get(url(review, "document")).status_code == 200
    answer = browser.post(url(review, name), {"text": "mine", "base": 2})
    assert answer.status_code == 403
    assert case.latest(review).latest_number == 2


def test_before_it_is_ready_readers_are_told_so_and_afterwards_read_it_without_comments(
    ana: User, otto: User, ben: User, as_user: AsUser
) -> None:
    review = case.review(ana, ben)
    case.thread(review, ben, "on the secondary", "Only among ourselves")
    browser = as_user(otto)
    assert browser.get(url(review, "document")).status_code == 403
    document = case.latest(review)
    document.ready_at = timezone.now()
    document.save()
    page = browser.get(url(review, "document")).content.decode()
    assert "Telling two hosts apart" in page
    assert "Only among ourselves" not in page
    assert "<mark" not in page
    assert browser.get(url(review, "document_history")).status_code == 403


def test_the_first_text_is_filled_from_the_incident(ana: User) -> None:
    text = case.latest(case.review(ana, text="")).latest.text
    for part in [
        "# Opening",
        "# How we looked into it",
        "# Narrative",
        "# Themes",
        "# Steps taken",
        "# Open questions",
    ]:
        assert f"\n{part}\n" in f"\n{text}"
    assert "- [**23:27 UTC (00:27 CET)** The data directory is removed on the primary.](#from-event-" in text
    assert ") *Engineer 1*" in text
    assert "## Tuesday 31 January 2017" in text
    assert "## Two hosts, one prompt" in text
    assert "Engineer 1, on call" in text
    assert "eighteen hours" in text


def test_opening_the_ready_document_is_kept_as_read_once(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    place = Participation.objects.get(review=review, user=ben)
    as_user(ben).get(url(review, "document"))
    place.refresh_from_db()
    assert place.read_at is None
    document = case.latest(review)
    document.ready_at = timezone.now()
    document.save()
    as_user(ben).get(url(review, "document"))
    place.refresh_from_db()
    first = place.read_at
    assert first
    as_user(ben).get(url(review, "document"))
    place.refresh_from_db()
    assert place.read_at == first


def test_saving_makes_the_next_revision_and_leaves_the_others_alone(ana: User, as_user: AsUser) -> None:
    review = case.review(ana)
    before = case.latest(review).latest.text
    answer = as_user(ana).post(url(review, "document_edit"), {"text": "# New\r\n\r\nText", "base": 2}, follow=True)
    assert "Saved as revision 3" in answer.content.decode()
    document = case.latest(review)
    assert document.latest.text == "# New\n\nText"
    assert document.revisions.get(number=2).text == before
    assert document.latest.made_by == ana


def test_saving_what_is_there_already_makes_no_revision(ana: User) -> None:
    document = case.latest(case.review(ana))
    outcome = documents.save(document=document, by=ana, base_number=2, text=case.TEXT.replace("\n", "\r\n"))
    assert isinstance(outcome, documents.Saved)
    assert not outcome.new
    assert document.revisions.count() == 2


def test_two_windows_that_changed_different_paragraphs_are_merged_and_the_second_is_told(
    ana: User, as_user: AsUser
) -> None:
    review = case.review(ana)
    browser = as_user(ana)
    browser.post(
        url(review, "document_save"), {"text": case.TEXT.replace("was hard", "was nearly impossible"), "base": 2}
    )
    mine = case.TEXT.replace("a long time", "eleven minutes")
    answer = browser.post(url(review, "document_save"), {"text": mine, "base": 2}).json()
    assert answer["number"] == 4
    assert "Another window of yours had saved meanwhile" in answer["merged"]
    assert "nearly impossible" in answer["text"]
    assert "eleven minutes" in answer["text"]
    assert case.latest(review).latest.merged


def test_whoever_saves_after_somebody_else_is_told_that_it_was_somebody_else(
    ana: User, ben: User, as_user: AsUser
) -> None:
    review = case.review(ana)
    Participation.objects.create(review=review, user=ben, role=Participation.Role.FACILITATOR)
    theirs = case.TEXT.replace("was hard", "was nearly impossible")
    as_user(ben).post(url(review, "document_save"), {"text": theirs, "base": 2})
    mine = case.TEXT.replace("a long time", "eleven minutes")
    answer = as_user(ana).post(url(review, "document_save"), {"text": mine, "base": 2}).json()
    assert "Somebody else had saved meanwhile" in answer["merged"]


def test_what_was_saved_by_itself_while_one_wrote_is_said_to_be_saved(ana: User, ben: User, as_user: AsUser) -> None:
    """Leaving the field saves a moment before "Save and read" does: that nothing had changed would frighten."""
    review = case.review(ana)
    browser = as_user(ana)
    browser.post(url(review, "document_save"), {"text": "# New", "base": 2})
    answer = browser.post(url(review, "document_edit"), {"text": "# New", "base": 3, "sure": "1"}, follow=True)
    assert "Saved as revision 3." in answer.content.decode()
    Participation.objects.create(review=review, user=ben, role=Participation.Role.FACILITATOR)
    answer = as_user(ben).post(url(review, "document_edit"), {"text": "# New", "base": 3}, follow=True)
    assert "Nothing had changed; revision 3 is the newest." in answer.content.decode()


def test_two_windows_that_changed_the_same_words_both_keep_them(ana: User, as_user: AsUser) -> None:
    review = case.review(ana)
    browser = as_user(ana)
    browser.post(url(review, "document_save"), {"text": case.TEXT.replace("a long time", "ten minutes"), "base": 2})
    mine = case.TEXT.replace("a long time", "half the night")
    answer = browser.post(url(review, "document_edit"), {"text": mine, "base": 2})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "half the night" in page
    assert "ten minutes" in page
    assert Draft.objects.get(user=ana).text == mine
    assert case.latest(review).latest_number == 3
    again = browser.get(url(review, "document_edit"), follow=True)
    assert again.redirect_chain[0][0] == url(review, "document_both")
    assert "half the night" in again.content.decode()
    browser.post(url(review, "document_edit"), {"text": "both together", "base": 3})
    assert not Draft.objects.exists()
    assert case.latest(review).latest.text == "both together"


def test_autosave_is_told_of_both_texts_by_409(ana: User, as_user: AsUser) -> None:
    review = case.review(ana)
    browser = as_user(ana)
    browser.post(url(review, "document_save"), {"text": case.TEXT.replace("a long time", "ten minutes"), "base": 2})
    answer = browser.post(
        url(review, "document_save"), {"text": case.TEXT.replace("a long time", "half the night"), "base": 2}
    )
    assert answer.status_code == 409
    assert answer.json()["both"] == url(review, "document_both")
    assert "not yet put together" in answer.json()["kept"]
    mine = case.TEXT.replace("a long time", "half the night and longer")
    assert browser.post(url(review, "document_save"), {"text": mine, "base": 2}).status_code == 409
    assert Draft.objects.get(user=ana).text == mine


def test_one_can_go_on_without_the_kept_text(ana: User, as_user: AsUser) -> None:
    review = case.review(ana)
    documents.keep_draft(document=case.latest(review), by=ana, base_number=1, text="mine")
    as_user(ana).post(url(review, "document_both"))
    assert not Draft.objects.exists()


def test_a_text_that_is_too_deep_is_refused_and_kept_in_the_field(ana: User, as_user: AsUser) -> None:
    review = case.review(ana)
    deep = ">" * 40 + " words that stay"
    for name in ["document_edit", "document_save"]:
        assert as_user(ana).post(url(review, name), {"text": deep, "base": 2}).status_code == 422
    page = as_user(ana).post(url(review, "document_edit"), {"text": deep, "base": 2}).content.decode()
    assert "words that stay" in page
    assert "too deeply nested" in page


def test_scripts_in_the_text_are_inert(ana: User, as_user: AsUser) -> None:
    review = case.review(ana, text="<script>alert(1)</script> [x](javascript:alert(2)) <img src=x onerror=alert(3)>")
    browser = as_user(ana)
    number = case.latest(review).latest_number
    for page in [
        url(review, "document"),
        url(review, "document_edit"),
        url(review, "document_revision", number),
    ]:
        html = browser.get(page).content.decode()
        assert "<script>alert" not in html
        assert 'href="javascript' not in html
        assert "<img src=x" not in html
    answer = browser.post(url(review, "document_preview"), {"text": "<script>alert(1)</script> *kind*"})
    assert "<script>" not in answer.content.decode()
    assert "<em>kind</em>" in answer.content.decode()


def test_the_preview_button_works_without_scripts(ana: User, as_user: AsUser) -> None:
    review = case.review(ana)
    page = as_user(ana).post(url(review, "document_edit"), {"text": "*typed*", "base": 2, "preview": "1"})
    assert "<em>typed</em>" in page.content.decode()
    assert case.latest(review).latest_number == 2


def test_history_tells_who_saved_what_and_restores_an_earlier_text(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    case.rewrite(review, ana, "a long time", "eleven minutes")
    page = as_user(ben).get(url(review, "document_revision", 3)).content.decode()
    assert "a long time</del>" in page
    assert "eleven minutes</ins>" in page
    assert "the newest text" not in page
    assert as_user(ben).post(url(review, "document_restore", 2)).status_code == 403
    as_user(ana).post(url(review, "document_restore", 2))
    document = case.latest(review)
    assert document.latest_number == 4
    assert document.latest.text == case.TEXT
    assert document.latest.base_number == 2
    assert "Revision 4" in as_user(ben).get(url(review, "document_history")).content.decode()


def test_the_history_makes_the_same_number_of_queries_for_2_and_for_40_revisions(ana: User, as_user: AsUser) -> None:
    review = case.review(ana)
    browser = as_user(ana)
    browser.get(url(review, "document_history"))
    counts = []
    for extra in (0, 38):
        document = case.latest(review)
        for at in range(extra):
            Revision.objects.create(document=document, number=3 + at, text="x", html="x", made_by=ana)
        with CaptureQueriesContext(connection) as counted:
            browser.get(url(review, "document_history"))
        counts.append(len(counted))
    assert counts[0] == counts[1]


def test_the_markdown_can_be_taken_away(ana: User, as_user: AsUser) -> None:
    answer = as_user(ana).get(url(case.review(ana), "document_markdown"))
    assert answer.content.decode() == case.TEXT
    assert 'filename="database-outage-r2.md"' in answer["Content-Disposition"]
