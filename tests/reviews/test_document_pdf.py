"""The calibration document as a PDF: the text, no comments, and nothing fetched from anywhere."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from accounts.models import User
from reviews import document_print
from tests.reviews import document_case as case

AsUser = Callable[[User], Client]


def words(pdf: bytes) -> str:
    return " ".join("\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_the_pdf_holds_the_text_and_the_facts_and_no_comments(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    case.thread(review, ben, "on the secondary", "Only among ourselves")
    answer = as_user(ana).get(reverse("reviews:document_pdf", args=[review.uid]))
    assert answer["Content-Type"] == "application/pdf"
    text = words(answer.content)
    assert text.startswith("Calibration document Database outage"), (
        "it names people, so it must not pass for the report"
    )
    assert "sure that the terminal was on the secondary, removed the data directory" in text
    assert "31 January 2017, 21:00 UTC (22:00 CET)" in text
    assert "SEV-1" in text
    assert "1 / " not in text.split("Narrative")[0], "the cover carries no page number"
    assert "Only among ourselves" not in text


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/x.css",
        "http://127.0.0.1/",
        "file:///etc/passwd",
        "static:///../config/settings.py",
        "static:///%2e%2e/config/settings.py",
        "static:////etc/passwd",
        "static://evil/css/report.css",
        "data:text/css,body{}",
        "static:///nothing.css",
    ],
)
def test_nothing_but_our_static_files_is_fetched(url: str) -> None:
    with pytest.raises(document_print.OutsideFetch):
        document_print.OwnFiles().fetch(url)


def test_our_own_stylesheet_is_fetched() -> None:
    assert b"@page" in document_print.OwnFiles().fetch("static:///css/report.css").read()


def test_a_text_that_asks_for_things_from_outside_gets_none(ana: User, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = document_print.OwnFiles.fetch

    def watched(self: document_print.OwnFiles, url: str, headers: object = None) -> object:
        asked.append(url)
        return real(self, url, headers)

    monkeypatch.setattr(document_print.OwnFiles, "fetch", watched)
    text = '![x](https://example.org/x.png)\n\n<link rel="stylesheet" href="https://example.org/y.css">\n\n<style>@import url(https://example.org/z.css)</style>\n\n<img src="file:///etc/passwd">'
    review = case.review(ana, text=text)
    assert document_print.pdf(review, case.latest(review).latest).startswith(b"%PDF")
    assert asked == ["static:///css/report.css"]


def test_questions_of_the_starting_text_that_nobody_answered_are_left_out(ana: User) -> None:
    review = case.review(ana, text="")
    revision = case.latest(review).latest
    assert "What do we still not understand?" in revision.text
    text = words(document_print.pdf(review, revision))
    assert "What do we still not understand?" not in text
    assert "What made this hard to see" not in text
    assert "Say whom you spoke with" not in text
    assert "The data directory is removed on the primary." in text
