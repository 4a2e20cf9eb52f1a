"""The trends: frozen points, attendance and format changes, for managers, as charts, tables and CSV."""

import csv
from collections.abc import Callable, Sequence
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, User
from demo.actions import clock
from reviews.models import Review, Series
from surveys import tasks
from surveys.actions import facts, surveys, trends
from surveys.models import FormatChange, Survey, TrendPoint
from tests.surveys.test_surveys import answer, held

pytestmark = pytest.mark.usefixtures("statements")
Person = Callable[..., User]
TRENDS, CSV = "surveys:trends", "surveys:trends_csv"


@pytest.fixture
def people(person: Person) -> list[User]:
    return [person(f"P{number}") for number in range(7)]


def sealed(
    ana: User, people: Sequence[User], values: tuple[int, ...], weeks: int, series: Series | None = None
) -> Survey:
    """A meeting of so many weeks ago, whose survey is closed with these answers."""
    review = held(ana, list(people))
    Review.objects.filter(pk=review.pk).update(series=series)
    review.refresh_from_db()
    survey = surveys.open_for(review)
    answer(survey, len(values), values)
    surveys.seal(survey)
    clock.shift(review=review, delta=-timedelta(weeks=weeks))
    survey.refresh_from_db()
    return survey


def draw() -> int:
    """The sweep, and how many points are new."""
    new = trends.draw()
    facts.take_in()
    return new


def page_of(client: Client, user: User, name: str = TRENDS, **query: object) -> str:
    client.force_login(user)
    return client.get(reverse(name), query).content.decode()


def test_a_week_that_is_over_becomes_a_point_and_stays_as_it_was_drawn(ana: User, people: list[User]) -> None:
    sealed(ana, people, (2, 3, 3, 4, 5), weeks=2)
    tasks.draw_due()
    point = TrendPoint.objects.get()
    before = (point.frozen, point.answers_n)
    assert point.frozen["score"] == 3.4
    sealed(ana, people, (5, 5, 4, 4, 3), weeks=2)
    tasks.draw_due()
    point.refresh_from_db()
    assert (point.frozen, point.answers_n) == before
    assert TrendPoint.objects.count() == 2


def test_this_week_and_weeks_with_an_open_survey_wait(ana: User, people: list[User]) -> None:
    sealed(ana, people, (2, 3, 3, 4, 5), weeks=0)
    assert draw() == 0
    sealed(ana, people, (2, 3, 3, 4, 5), weeks=2)
    waiting = held(ana, people)
    surveys.open_for(waiting)
    clock.shift(review=waiting, delta=-timedelta(weeks=2))
    assert draw() == 0
    Review.objects.filter(pk=waiting.pk).update(restricted=True)
    assert draw() == 1


def test_a_restricted_review_is_in_no_figure(ana: User, mira: User, people: list[User], client: Client) -> None:
    survey = sealed(ana, people, (2, 3, 3, 4, 5), weeks=2)
    Review.objects.filter(pk=survey.review_id).update(restricted=True)
    assert draw() == 0
    assert "No meeting in this time" in page_of(client, mira)


def test_series_are_drawn_apart(ana: User, people: list[User]) -> None:
    tuesday = Series.objects.create(name="Tuesday review")
    sealed(ana, people, (2, 3, 3, 4), weeks=2, series=tuesday)
    sealed(ana, people, (2, 3, 3, 4), weeks=2)
    assert draw() == 0
    sealed(ana, people, (5, 4), weeks=2, series=tuesday)
    draw()
    assert [(point.series, point.answers_n) for point in TrendPoint.objects.all()] == [(tuesday, 6)]


def test_the_page_says_it_in_a_sentence_and_shows_charts_with_tables(
    ana: User, mira: User, people: list[User], client: Client
) -> None:
    sealed(ana, people[:5], (2, 3, 3, 4, 5), weeks=3)
    sealed(ana, people, (3, 4, 4, 4, 5, 5, 3), weeks=2)
    draw()
    page = page_of(client, mira)
    assert "3.8 of 5" in page
    assert "from 12 answers" in page
    assert "up from 6 in the first half" in page
    assert page.count('<svg class="chart"') == page.count("As a table")
    for words in ("Score by week", "People in the room", "Minutes in the room", "There for the first time"):
        assert words in page
    assert "Drawn here as soon as there is something to count: Came for a part" in page
    assert "style=" not in page


def test_nothing_of_a_survey_that_is_open_or_below_k_reaches_the_page(
    ana: User, mira: User, people: list[User], client: Client
) -> None:
    sealed(ana, people, (1, 1, 1), weeks=2)
    draw()
    page = page_of(client, mira)
    assert "No point yet" in page
    assert "chart-dot" not in page
    assert "score" not in page_of(client, mira, CSV)


def test_the_csv_has_every_figure_and_no_formula(ana: User, mira: User, people: list[User], client: Client) -> None:
    sealed(ana, people, (2, 3, 3, 4, 5), weeks=2)
    draw()
    trends.note_change(by=mira, since=timezone.localdate(), what="=HYPERLINK(1)", why="", series=None)
    rows = list(csv.reader(page_of(client, mira, CSV).splitlines()))
    kinds = [row[0] for row in rows[1:]]
    assert kinds[:6] == ["score", *["statement"] * 4, "response"]
    assert {"people", "minutes", "new", "parts"} <= set(kinds)
    assert rows[1][4:7] == ["3.4", "", "5"]
    assert rows[-1][1] == "'=HYPERLINK(1)"


def test_series_and_period_are_chosen(ana: User, mira: User, people: list[User], client: Client) -> None:
    tuesday = Series.objects.create(name="Tuesday review")
    sealed(ana, people, (2, 3, 3, 4, 5), weeks=2, series=tuesday)
    sealed(ana, people, (5, 4, 4, 4, 5), weeks=20)
    draw()
    assert "from 5 answers over the last 12 weeks" in page_of(client, mira)
    assert "from 10 answers over the last 26 weeks" in page_of(client, mira, weeks=26)
    page = page_of(client, mira, weeks=26, series=tuesday.pk)
    assert "3.4 of 5" in page
    assert f'<option value="{tuesday.pk}" selected>Tuesday review</option>' in page
    assert "from 5 answers" in page_of(client, mira, weeks="x", series="x")


def test_a_format_change_is_marked_on_the_charts_and_can_be_taken_off(
    ana: User, mira: User, people: list[User], client: Client
) -> None:
    sealed(ana, people, (2, 3, 3, 4, 5), weeks=2)
    draw()
    client.force_login(mira)
    since = timezone.localdate() - timedelta(weeks=2)
    form = {"since": since, "what": "Vote at the start", "why": "the loudest chose"}
    client.post(reverse("surveys:note_change"), form)
    change = FormatChange.objects.get()
    assert AuditEntry.objects.filter(did="format.changed", by=mira).exists()
    page = page_of(client, mira)
    assert page.count('class="chart-flag"') == page.count('<svg class="chart"') > 5
    client.post(reverse("surveys:take_off_change", args=[change.pk]))
    assert "chart-flag" not in page_of(client, mira)


def test_a_format_change_without_words_is_refused_beside_the_field_and_keeps_the_rest(
    mira: User, client: Client
) -> None:
    client.force_login(mira)
    refused = client.post(reverse("surveys:note_change"), {"since": "2026-03-02", "why": "so many spoke at once"})
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "field-error" in page
    assert "so many spoke at once" in page
    far = client.post(reverse("surveys:note_change"), {"since": "2199-01-01", "what": "The vote stands first"})
    assert "more than three months ahead" in far.content.decode()
    assert not FormatChange.objects.exists()


def test_trends_are_for_managers(ana: User, mira: User, client: Client) -> None:
    change = trends.note_change(by=mira, since=date(2026, 3, 2), what="x", why="", series=None)
    client.force_login(ana)
    assert client.get(reverse(TRENDS)).status_code == 403
    assert client.get(reverse(CSV)).status_code == 403
    assert client.post(reverse("surveys:note_change"), {}).status_code == 403
    assert client.post(reverse("surveys:take_off_change", args=[change.pk])).status_code == 403


def test_the_page_asks_as_often_for_2_meetings_as_for_8(
    ana: User, mira: User, people: list[User], client: Client
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(TRENDS))
        return len(asked)

    for weeks in (2, 3):
        sealed(ana, people, (2, 3, 3, 4, 5), weeks=weeks)
    draw()
    client.force_login(mira)
    queries()
    few = queries()
    for weeks in range(4, 10):
        sealed(ana, people, (2, 3, 3, 4, 5), weeks=weeks)
    draw()
    assert queries() == few
