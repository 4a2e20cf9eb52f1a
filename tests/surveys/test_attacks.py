"""Attacks on the survey: links used where they do not belong, and whatever might tie an answer to a person, the raw tables included.

Runs on both databases; what only one of them could give away is asked of that one.
"""

import io
import logging
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, User
from config.quiet import NoSurveyLinks
from outbox.actions import messages
from outbox.models import Message
from surveys import tasks, tokens
from surveys.actions import facts, surveys, trends
from surveys.models import AnswerCount, AnswerText, Statement, Survey, SurveyInvite, SurveyResult
from tests.surveys.test_surveys import held

pytestmark = pytest.mark.usefixtures("transactional_db", "statements")
Person = Callable[..., User]
SPREAD = (1, 2, 3, 4, 5, 3)
# Made anew for each page.
FORM_TOKEN = re.compile(r"\b[A-Za-z0-9]{64}\b")
LONG = "a text that can be told from the others"


@pytest.fixture
def people(person: Person) -> list[User]:
    return [person(f"P{number}") for number in range(6)]


@pytest.fixture
def survey(ana: User, people: list[User]) -> Survey:
    """Open; Ana and six others are asked."""
    return surveys.open_for(held(ana, people))


def form(value: int, text: str = "") -> dict[str, str]:
    return {f"s{each.pk}": str(value) for each in Statement.objects.all()} | {"text": text}


def send(survey: Survey, user: User, value: int, text: str = "") -> int:
    """As a person does, from the link of the mail; without an account. The status of the last answer."""
    browser = Client()
    entered = browser.get(reverse("surveys:enter", args=[tokens.token(survey, user.pk)]))
    if entered.status_code != 302:
        return entered.status_code
    return browser.post(reverse("surveys:answer"), form(value, text)).status_code


def everybody_answers(survey: Survey, people: list[User], order: list[int]) -> None:
    for number in order:
        assert send(survey, people[number], SPREAD[number], f"{LONG} {number}") == 302


def ask(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


# ---- 56: a link where it does not belong


def test_a_link_of_another_survey_leads_nowhere(survey: Survey, ana: User, people: list[User], client: Client) -> None:
    other = surveys.open_for(held(ana, people))
    own = tokens.token(survey, people[0].pk).partition("-")[2]
    assert client.get(reverse("surveys:enter", args=[f"{other.pk}-{own}"])).status_code == 404
    assert client.get(reverse("surveys:enter", args=[f"{survey.pk + 1000}-{own}"])).status_code == 404
    client.cookies["survey"] = f"{other.pk}-{own}"
    assert client.post(reverse("surveys:answer"), form(1)).status_code == 404
    assert not AnswerCount.objects.filter(n__gt=0).exists()


def test_a_link_signs_nobody_in(survey: Survey, people: list[User], client: Client) -> None:
    token = tokens.token(survey, people[0].pk)
    assert client.get(reverse("accounts:invitation", args=[token])).status_code == 404
    client.get(reverse("surveys:enter", args=[token]))
    assert "_auth_user_id" not in client.session
    assert client.get(reverse("reviews:review", args=[survey.review.uid])).status_code == 302
    # The cookie goes to the form alone, and is gone after the answer.
    assert client.cookies["survey"]["path"] == reverse("surveys:answer")
    client.post(reverse("surveys:answer"), form(3))
    assert client.cookies["survey"].value == ""


def test_a_link_twice_altered_or_after_the_close(survey: Survey, people: list[User]) -> None:
    browsers = [Client(), Client()]
    for browser in browsers:
        browser.get(reverse("surveys:enter", args=[tokens.token(survey, people[0].pk)]))
    assert [browser.post(reverse("surveys:answer"), form(4)).status_code for browser in browsers] == [302, 409]
    assert sum(AnswerCount.objects.values_list("n", flat=True)) == 4
    altered = tokens.token(survey, people[1].pk).replace("a", "b")
    assert Client().get(reverse("surveys:enter", args=[altered])).status_code == 404
    late = Client()
    late.get(reverse("surveys:enter", args=[tokens.token(survey, people[1].pk)]))
    Survey.objects.update(closes_at=timezone.now())
    assert late.post(reverse("surveys:answer"), form(4)).status_code == 410
    surveys.seal(survey)
    assert late.post(reverse("surveys:answer"), form(4)).status_code == 410
    assert sum(AnswerCount.objects.values_list("n", flat=True)) == 4


# ---- 62: who gave which answer


def test_after_sealing_the_order_of_texts_says_nothing(ana: User, people: list[User]) -> None:
    """Of many surveys answered in the same order, the first text must not stand first more often than the others do."""
    first = []
    for _round in range(8):
        survey = surveys.open_for(held(ana, people))
        everybody_answers(survey, people, [0, 1, 2, 3, 4, 5])
        surveys.seal(survey)
        key = "ctid" if connection.vendor == "postgresql" else "rowid"
        rows = ask(f"SELECT text FROM surveys_answertext WHERE survey_id = {survey.pk} ORDER BY {key}")
        first.append(rows[0][0])
        assert sorted(survey.result.frozen["texts"]) == survey.result.frozen["texts"]
    assert len(set(first)) >= 2


def test_no_key_or_row_of_before_sealing_is_left(survey: Survey, people: list[User]) -> None:
    everybody_answers(survey, people, [3, 1, 0, 2, 5, 4])
    before = set(AnswerText.objects.values_list("pk", flat=True))
    surveys.seal(survey)
    surveys.vacuum()
    assert not before & set(AnswerText.objects.values_list("pk", flat=True))
    assert not SurveyInvite.objects.exists()
    if connection.vendor == "postgresql":
        assert ask("SELECT count(DISTINCT xmin::text) FROM surveys_answertext") == [(1,)]
        assert ask("SELECT count(DISTINCT xmin::text) FROM surveys_answercount") == [(1,)]
        # All in the transaction of the sealing, so that joining on it finds nobody.
        writer = ask("SELECT DISTINCT xmin::text FROM surveys_answertext")
        assert ask("SELECT DISTINCT xmin::text FROM surveys_surveyresult") == writer


def test_no_table_holds_a_time_or_a_person_beside_an_answer(survey: Survey, people: list[User]) -> None:
    before = {model: model.objects.count() for model in (AuditEntry, Session, Message)}
    everybody_answers(survey, people, [0, 1, 2, 3, 4, 5])
    assert {model: model.objects.count() for model in before} == before
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        holding = [name for name in tables if _holds(cursor, name, LONG)]
    assert holding == ["surveys_answertext"]
    surveys.seal(survey)
    with connection.cursor() as cursor:
        holding = [name for name in tables if _holds(cursor, name, LONG)]
    assert sorted(holding) == ["surveys_answertext", "surveys_surveyresult"]
    for name in holding:
        with connection.cursor() as cursor:
            columns = {each.name for each in connection.introspection.get_table_description(cursor, name)}
        assert not columns & {"user_id", "by_id", "at", "created_at", "answered_at", "token_hash"}


def _holds(cursor: Any, table: str, words: str) -> bool:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
    return any(words in str(row) for row in cursor.fetchall())


def test_nothing_is_logged_of_an_answer(survey: Survey, people: list[User], monkeypatch: pytest.MonkeyPatch) -> None:
    """Also not by the warning that Django writes of every refused request, with its path."""
    [console] = [
        each for each in logging.getLogger().handlers if any(isinstance(f, NoSurveyLinks) for f in each.filters)
    ]
    assert isinstance(console, logging.StreamHandler)
    written = io.StringIO()
    monkeypatch.setattr(console, "stream", written)
    token = tokens.token(survey, people[0].pk)
    assert send(survey, people[0], 5, LONG) == 302
    assert send(survey, people[0], 5, LONG) == 409
    said = written.getvalue()
    assert "/surveys/a/…" in said
    for secret in (token, token.partition("-")[2], LONG, people[0].email):
        assert secret not in said


def test_counts_before_and_after_an_answer_are_seen_nowhere_in_the_app(
    survey: Survey, ana: User, mira: User, people: list[User], client: Client
) -> None:
    pages = [reverse(name, args=[survey.review.uid]) for name in ("surveys:panel", "surveys:result", "reviews:review")]
    pages += [reverse("surveys:trends"), reverse("surveys:trends_csv")]

    def seen() -> list[str]:
        cache.clear()
        facts.take_in()
        found = []
        for user in (ana, mira):
            client.force_login(user)
            for page in pages:
                body = client.get(page).content.decode()
                found.append(FORM_TOKEN.sub("", body))
        return found

    before = seen()
    for number in range(0, 6, 2):
        assert send(survey, people[number], SPREAD[number], LONG) == 302
        assert send(survey, people[number + 1], SPREAD[number + 1]) == 302
        assert seen() == before


@pytest.mark.parametrize(("values", "told"), [((5, 5, 5, 5, 5), "mostly 4 to 5"), ((1, 1, 1, 1, 4), "mostly 1 to 2")])
def test_what_all_or_all_but_one_said_is_not_told_one_by_one(
    survey: Survey, ana: User, people: list[User], client: Client, values: tuple[int, ...], told: str
) -> None:
    for number, value in enumerate(values):
        send(survey, people[number], value)
    surveys.seal(survey)
    client.force_login(ana)
    page = client.get(reverse("surveys:result", args=[survey.review.uid])).content.decode()
    assert told in page
    assert "survey-bars" not in page
    frozen = SurveyResult.objects.get().frozen["statements"]
    assert all(each["bars"] == {} and each["mean"] is None for each in frozen)


def test_one_answer_too_few_shows_nothing_on_any_page(
    survey: Survey, ana: User, mira: User, people: list[User], client: Client
) -> None:
    for number in range(survey.k - 1):
        send(survey, people[number], SPREAD[number], LONG)
    surveys.seal(survey)
    survey.review.refresh_from_db()
    type(survey.review).objects.update(ended_at=timezone.now() - timedelta(weeks=2))
    trends.draw()
    facts.take_in()
    for user in (ana, mira):
        client.force_login(user)
        for name in ("surveys:panel", "surveys:result", "surveys:heard"):
            page = client.get(reverse(name, args=[survey.review.uid])).content.decode()
            assert LONG not in page
            assert "answers of" not in page
    rows = client.get(reverse("surveys:trends_csv")).content.decode()
    assert "score" not in rows
    assert "response" not in rows
    frozen = SurveyResult.objects.get().frozen
    assert frozen["texts"] == []
    assert all(each["n"] is None and each["mean"] is None for each in frozen["statements"])


def test_after_sealing_the_outbox_does_not_say_who_was_reminded(survey: Survey, people: list[User]) -> None:
    messages.send_due()
    send(survey, people[0], 3)
    messages.send_due(now=survey.closes_at - timedelta(hours=23))
    assert Message.objects.filter(kind=surveys.REMINDER).exists()
    Survey.objects.update(closes_at=timezone.now())
    tasks.seal_due()
    assert not Message.objects.filter(kind=surveys.REMINDER).exists()
    states = Message.objects.filter(kind=surveys.QUESTION).values_list("state", flat=True)
    assert set(states) == {Message.State.SENT}
