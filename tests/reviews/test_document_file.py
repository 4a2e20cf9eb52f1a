"""The text as a Markdown file: exactly what was written, and back in without losing what others wrote meanwhile."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import User
from reviews.actions import documents
from reviews.models import Review, Stage, Thread
from tests.reviews import document_case as case

AsUser = Callable[[User], Client]


def url(review: Review, name: str) -> str:
    return reverse(f"reviews:{name}", args=[review.uid])


def bring(
    browser: Client, review: Review, text: str | bytes, *, name: str = "database-outage-r2.md", base: str = ""
) -> HttpResponse:
    raw = text.encode() if isinstance(text, str) else text
    return browser.post(url(review, "document_in"), {"file": SimpleUploadedFile(name, raw), "base": base})


def test_the_file_is_the_source_to_the_letter_and_its_name_tells_the_revision(
    ana: User, ben: User, as_user: AsUser
) -> None:
    text = "---\ntitle: kept\n---\n\n# ü 🧯  \n\n\ttab *here*\n\n"
    review = case.review(ana, ben, text=text)
    answer = as_user(ben).get(url(review, "document_markdown"))
    assert answer.content.decode() == text
    assert 'filename="database-outage-r2.md"' in answer["Content-Disposition"]


def test_an_earlier_revision_is_for_those_who_take_part(ana: User, ben: User, otto: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    case.rewrite(review, ana, "a long time", "eleven minutes")
    documents.Document.objects.filter(review=review).update(ready_at=review.meets_at)
    address = url(review, "document_markdown")
    assert "a long time" in as_user(ben).get(address, {"revision": "2"}).content.decode()
    assert as_user(otto).get(address, {"revision": "3"}).status_code == 200
    assert as_user(otto).get(address, {"revision": "2"}).status_code == 403
    assert as_user(ben).get(address, {"revision": "77"}).status_code == 404


def test_a_file_becomes_the_next_revision_and_comments_stay(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    case.thread(review, ben, "printed nothing for")
    text = case.TEXT.replace("a long time", "eleven minutes").replace("\n", "\r\n")
    answer = bring(as_user(ana), review, b"\xef\xbb\xbf" + text.encode())
    assert answer["Location"] == url(review, "document")
    latest = case.latest(review).latest
    assert (latest.number, latest.base_number, latest.made_by) == (3, 2, ana)
    assert latest.text == case.TEXT.replace("a long time", "eleven minutes")
    assert Thread.objects.get().held_revision == 3


def test_what_others_saved_meanwhile_is_kept(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    case.rewrite(review, ana, "# Themes\n", "# What we learned\n")
    answer = bring(as_user(ana), review, case.TEXT.replace("At 23:27", "At 23:28"), name="notes-r2 (1).md")
    assert answer.status_code == 302
    text = case.latest(review).latest.text
    assert "# What we learned" in text
    assert "At 23:28" in text


def test_where_both_changed_the_same_words_both_texts_are_shown(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    case.rewrite(review, ana, "a long time", "eleven minutes")
    browser = as_user(ana)
    answer = bring(browser, review, case.TEXT.replace("a long time", "half an hour"), name="x.md", base="2")
    assert answer["Location"] == url(review, "document_both")
    shown = browser.get(answer["Location"]).content.decode()
    assert "half an hour" in shown
    assert "eleven minutes" in shown
    again = bring(browser, review, "something else", base="3")
    assert again["Location"] == url(review, "document_both")
    assert "half an hour" in case.latest(review).drafts.get().text


@pytest.mark.parametrize(
    ("name", "base"), [("notes.md", ""), ("x-r99.md", ""), ("x-r0.md", ""), ("x.md", "99"), ("x.md", "a")]
)
def test_a_file_of_no_known_revision_is_asked_about(
    name: str, base: str, ana: User, ben: User, as_user: AsUser
) -> None:
    review = case.review(ana, ben)
    answer = bring(as_user(ana), review, "# New", name=name, base=base)
    assert answer.status_code == 422
    assert 'class="field-error"' in answer.content.decode()
    assert case.latest(review).latest_number == 2


@pytest.mark.parametrize(
    "raw",
    [b"", b"\xff\xfe#\x00", b"a\x00b", b"x" * 400_001, b"x" * 1_600_001, b"> " * 40 + b"deep"],
    ids=["empty", "utf-16", "zero", "long", "large", "nested"],
)
def test_what_is_no_text_or_too_much_is_refused_with_a_sentence(
    raw: bytes, ana: User, ben: User, as_user: AsUser
) -> None:
    review = case.review(ana, ben)
    answer = bring(as_user(ana), review, raw)
    assert answer.status_code == 422
    assert 'class="field-error"' in answer.content.decode()
    assert case.latest(review).latest_number == 2


def test_only_who_may_write_brings_a_text_in(ana: User, ben: User, otto: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    assert bring(as_user(ben), review, "# New").status_code == 403
    closed = case.review(ana, ben, restricted=True)
    assert bring(as_user(otto), closed, "# New").status_code == 404
    Review.objects.filter(pk=review.pk).update(stage=Stage.CANCELLED)
    assert bring(as_user(ana), review, "# New").status_code == 403


def test_the_menu_offers_what_one_may_take(ana: User, ben: User, otto: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    documents.Document.objects.filter(review=review).update(ready_at=review.meets_at)
    names = ["document_markdown", "document_pdf", "annotations_out", "document_in", "annotations_in"]
    for person, count in ((ana, 5), (ben, 3), (otto, 2)):
        page = as_user(person).get(url(review, "document")).content.decode()
        assert [f'href="{url(review, name)}"' in page for name in names] == [True] * count + [False] * (5 - count)
