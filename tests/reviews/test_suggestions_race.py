"""Two facilitators decide on one suggestion at the same moment: it is decided once, and one revision is made at most."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from accounts.models import User
from reviews.actions import documents, suggestions
from reviews.models import Participation, Revision
from tests.reviews import document_case as case
from tests.reviews.suggestion_case import suggest, text_of

CLICKS = 6


@pytest.mark.django_db(transaction=True)
def test_accepting_at_the_same_moment_makes_one_revision(person: Callable[..., User]) -> None:
    ana, ben, dora = person("Ana"), person("Ben"), person("Dora")
    review = case.review(ana, ben)
    Participation.objects.create(review=review, user=dora, role=Participation.Role.FACILITATOR)
    thread = suggest(review, ben, "a long time", "a long, long time")

    def click(at: int) -> str:
        try:
            if at % 3 == 2:
                suggestions.decline(thread=thread, by=dora)
                return "declined"
            suggestions.accept(thread=thread, by=(ana, dora)[at % 2])
            return "accepted"
        except suggestions.Decided:
            return "late"
        finally:
            connection.close()

    with ThreadPoolExecutor(CLICKS) as pool:
        outcomes = list(pool.map(click, range(CLICKS)))
    assert outcomes.count("late") == CLICKS - 1
    thread.refresh_from_db()
    assert thread.decision in outcomes
    made = 1 if thread.decision == "accepted" else 0
    assert Revision.objects.filter(document=thread.document).count() == 2 + made
    assert text_of(review).count("a long, long time") == made


@pytest.mark.django_db(transaction=True)
def test_accepting_while_somebody_saves_keeps_both(person: Callable[..., User]) -> None:
    ana, ben = person("Ana"), person("Ben")
    review = case.review(ana, ben)
    document = case.latest(review)
    thread = suggest(review, ben, "a long time", "eleven minutes")
    mine = case.TEXT.replace("was hard that night", "was nearly impossible")

    def accept() -> object:
        return suggestions.accept(thread=thread, by=ana)

    def save() -> object:
        return documents.save(document=document, by=ana, base_number=2, text=mine)

    def closing(work: Callable[[], object]) -> object:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(closing, (accept, save)))
    assert "eleven minutes" in text_of(review)
    assert "nearly impossible" in text_of(review)
    assert case.latest(review).latest_number == 4
