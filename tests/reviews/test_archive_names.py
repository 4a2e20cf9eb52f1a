"""Of a review that was brought in, people read who it was there: in the history, beside what was parked and said, in the report."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from incidents.models import Sighting, Theme
from reviews import archive_files
from reviews.models import ParkedItem, Question, Report, Review
from reviews.queries import archive, report_sources
from tests.reviews import archive_case
from tests.reviews.archive_case import away, fresh, send

AsUser = Callable[[User], Client]


@pytest.fixture
def brought(
    ana: User, ben: User, cleo: User, otto: User, as_user: AsUser, monkeypatch: pytest.MonkeyPatch
) -> tuple[Review, Client]:
    """The review in the other installation, and the browser of whoever brought it in."""
    archive_case.without_pages(monkeypatch)
    review = archive_case.review(ana, ben, cleo)
    ParkedItem.objects.create(review=review, by=cleo, kind=ParkedItem.Kind.FIX, text="Colour the prompts")
    content, browser = archive_files.written(fresh(review)), as_user(otto)
    away()
    User.objects.filter(pk__in=(ana.pk, ben.pk, cleo.pk)).delete()
    send(browser, content)
    return fresh(review), browser


def page(browser: Client, name: str, *args: object) -> str:
    answer = browser.get(reverse(f"reviews:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_history_names_who_wrote_and_whose_suggestion_it_was(brought: tuple[Review, Client]) -> None:
    review, browser = brought
    history = page(browser, "document_history", review.uid)
    assert "Ana, with a suggestion by Cleo" in history
    for name, args in (("document_history", []), ("document_revision", [2]), ("document", [])):
        found = page(browser, name, review.uid, *args)
        assert "Ana" in found, name
        assert "Somebody who left" not in found, name


def test_what_was_parked_and_said_keeps_its_name(brought: tuple[Review, Client]) -> None:
    review, browser = brought
    assert "Cleo" in page(browser, "ideas", review.uid)
    assert "Fix idea · Cleo" in page(browser, "closing", review.uid)
    assert "written down by Cleo" in page(browser, "event_notes", review.incident.uid)
    Question.objects.update(let_go_at=None, answered_at="2031-01-01T00:00Z")
    said = " ".join(each.where for each in report_sources.added(review))
    assert "written down by Cleo" in said
    assert "asked by Ben, and answered" in said
    assert Report.objects.get().latest_number == 1


def test_a_theme_that_was_seen_in_words_of_people_alone_comes_as_seen_in_the_incident(
    ana: User, ben: User, cleo: User
) -> None:
    review = archive_case.review(ana, ben, cleo)
    theme = Theme.objects.get(title="Prompts that look alike")
    Sighting.objects.exclude(theme=theme).delete()
    Sighting.objects.create(theme=theme, incident=review.incident, quote="the words of a passage", place="document")
    assert [each["event"] is None for each in archive.data(review)["themes"]] == [False], "once is enough"
    Sighting.objects.exclude(event=None).delete()
    told = archive.data(review)["themes"]
    assert [(each["title"], each["event"]) for each in told] == [("Prompts that look alike", None)]
    assert "the words of a passage" not in str(told)
