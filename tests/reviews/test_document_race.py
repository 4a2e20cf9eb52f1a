"""Many windows save at the same moment: every one of them gets its words into the text, and no number is given twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from accounts.models import User
from reviews.actions import documents
from reviews.models import Revision
from tests.reviews import document_case as case

WRITERS = 6


@pytest.mark.django_db(transaction=True)
def test_saves_at_the_same_moment_all_arrive(person: Callable[..., User]) -> None:
    ana = person("Ana")
    paragraphs = [f"Paragraph {at} says what window {at} saw." for at in range(WRITERS)]
    review = case.review(ana, text="\n\n".join(paragraphs))
    document = case.latest(review)
    thread = case.thread(review, ana, "what window 3 saw")

    def changed(at: int) -> str:
        return paragraphs[at].replace("says", "now tells")

    base = "\n\n".join(paragraphs)

    def save_one(at: int) -> object:
        try:
            return documents.save(
                document=document, by=ana, base_number=2, text=base.replace(paragraphs[at], changed(at))
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        outcomes = list(pool.map(save_one, range(WRITERS)))
    assert all(isinstance(outcome, documents.Saved) for outcome in outcomes)
    newest = case.latest(review)
    assert newest.latest.text == "\n\n".join(changed(at) for at in range(WRITERS))
    numbers = list(Revision.objects.filter(document=newest).values_list("number", flat=True))
    assert numbers == list(range(1, WRITERS + 3))
    thread.refresh_from_db()
    assert newest.latest.text[thread.start : thread.end] == "what window 3 saw"
