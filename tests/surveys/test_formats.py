"""How a series asks: its own statements, free text and days, for the surveys to come; a changed wording is a new line in the trends."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from reviews.models import Review, Series
from surveys import tokens
from surveys.actions import formats, surveys
from surveys.models import Statement, Survey, SurveyFormat, TrendPoint
from surveys.queries.formats import statements_of
from tests.surveys.test_surveys import held
from tests.surveys.test_trends import draw, page_of, sealed

Person = Callable[..., User]
FORM = {"s1": "I say safe.", "s2": "We had time for everybody.", "question": "What should we try?", "days": "9"}


@pytest.fixture(autouse=True)
def statements(db: None) -> None:
    for position, slug in enumerate(["good-use", "right-things", "safe", "learned"], start=1):
        Statement.objects.update_or_create(slug=slug, defaults={"text": f"I say {slug}.", "position": position})


@pytest.fixture
def people(person: Person) -> list[User]:
    return [person(f"P{number}") for number in range(6)]


@pytest.fixture
def tuesday() -> Series:
    return Series.objects.create(name="Tuesday review")


def in_series(review: Review, series: Series) -> Review:
    Review.objects.filter(pk=review.pk).update(series=series)
    review.refresh_from_db()
    return review


def test_the_next_survey_asks_what_the_series_has_chosen_and_an_open_one_stays(
    ana: User, people: list[User], tuesday: Series, client: Client
) -> None:
    review = in_series(held(ana, people), tuesday)
    before = surveys.open_for(review)
    client.force_login(ana)
    url = reverse("surveys:format", args=[review.uid])
    assert "I say learned." in client.get(url).content.decode()
    assert client.post(url, FORM).status_code == 302
    assert AuditEntry.objects.filter(did="survey_format.changed", by=ana).exists()
    assert before.counts.values("statement").distinct().count() == 4
    after = surveys.open_for(in_series(held(ana, people), tuesday))
    assert after.closes_at - after.opens_at == timedelta(days=9)
    client.get(reverse("surveys:enter", args=[tokens.token(after, people[0].pk)]))
    page = client.get(reverse("surveys:answer")).content.decode()
    for words in ("I say safe.", "We had time for everybody.", "What should we try?"):
        assert words in page
    assert "I say learned." not in page


def test_another_series_goes_on_asking_the_usual_statements(ana: User, tuesday: Series) -> None:
    formats.change(series=tuesday, by=ana, statements=["New words."], question="", days=5)
    assert [each.text for each in statements_of(tuesday)] == ["New words."]
    assert len(statements_of(None)) == len(statements_of(Series.objects.create(name="Other"))) == 4


def test_a_changed_wording_begins_a_new_line_and_a_known_one_goes_on_with_its_own(
    ana: User, mira: User, people: list[User], tuesday: Series, client: Client
) -> None:
    sealed(ana, people, (2, 3, 3, 4, 5), weeks=3, series=tuesday)
    formats.change(series=tuesday, by=ana, statements=["I say safe.", "I felt safe."], question="", days=5)
    sealed(ana, people, (2, 3, 3, 4, 4), weeks=2, series=tuesday)
    draw()
    lines = [{each["slug"] for each in point.frozen["statements"]} for point in TrendPoint.objects.all()]
    assert lines == [{"good-use", "right-things", "safe", "learned"}, {"safe", "i-felt-safe"}]
    page = page_of(client, mira, series=tuesday.pk)
    assert "I felt safe." in page
    assert "I say learned." in page
    formats.change(series=tuesday, by=ana, statements=["I say safe.", "I felt safe."], question="", days=5)
    assert Statement.objects.filter(text="I felt safe.").count() == 1


def test_back_to_the_usual_statements(ana: User, people: list[User], tuesday: Series, client: Client) -> None:
    review = in_series(held(ana, people), tuesday)
    formats.change(series=tuesday, by=ana, statements=["New words."], question="", days=5)
    client.force_login(ana)
    client.post(reverse("surveys:format_usual", args=[review.uid]))
    assert not SurveyFormat.objects.exists()
    assert len(statements_of(tuesday)) == 4


def test_what_cannot_be_asked_is_said_beside_the_field_and_nothing_typed_is_lost(
    ana: User, people: list[User], tuesday: Series, client: Client
) -> None:
    review = in_series(held(ana, people), tuesday)
    client.force_login(ana)
    url = reverse("surveys:format", args=[review.uid])
    empty = client.post(url, {"question": "My question", "days": "5"})
    assert empty.status_code == 422
    assert "at least one statement" in empty.content.decode()
    assert "My question" in empty.content.decode()
    long = client.post(url, FORM | {"days": "90"})
    assert long.status_code == 422
    assert "We had time for everybody." in long.content.decode()
    assert not SurveyFormat.objects.exists()


def test_only_facilitators_of_a_review_in_a_series_decide_how_it_asks(
    ana: User, ben: User, people: list[User], tuesday: Series, client: Client
) -> None:
    review = held(ana, [ben, *people])
    url = reverse("surveys:format", args=[review.uid])
    client.force_login(ana)
    refused = client.get(url)
    assert refused.status_code == 403
    assert "belongs to no series" in refused.content.decode()
    in_series(review, tuesday)
    assert client.get(url).status_code == 200
    client.force_login(ben)
    assert client.post(url, FORM).status_code == 403
    assert not Survey.objects.exists()
