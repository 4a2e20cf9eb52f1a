"""Suggestions as the tests make them: by their words, as somebody would select them."""

from accounts.models import User
from reviews.actions import comments, suggestions
from reviews.models import Review, Thread
from reviews.queries.document import find, shown
from tests.reviews import document_case as case


def passage(review: Review, quote: str) -> comments.Passage:
    revision = case.latest(review).latest
    span = find(shown(revision), quote)
    assert span, quote
    return comments.Passage(revision, *span)


def suggest(review: Review, by: User, quote: str, replacement: str, text: str = "") -> Thread:
    document = case.latest(review)
    return suggestions.suggest(
        document=document, by=by, passage=passage(review, quote), replacement=replacement, text=text
    )


def text_of(review: Review) -> str:
    return case.latest(review).latest.text
