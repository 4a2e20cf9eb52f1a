"""The anonymous survey: asked of those who were there, counted without a trace, sealed, and shown or not by one rule."""

import random
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, Team, User
from outbox import kinds
from outbox.actions import messages
from outbox.chat import ToChat
from outbox.models import Message
from reviews.actions import chat, room, webhooks
from reviews.models import Review
from surveys import anonymity, tasks, tokens
from surveys.actions import surveys
from surveys.models import AnswerCount, AnswerText, Statement, Survey, SurveyInvite
from tests.reviews import plan_case

pytestmark = pytest.mark.usefixtures("statements")
Person = Callable[..., User]
SPREAD = {1: 0, 2: 1, 3: 1, 4: 2, 5: 1}


def held(ana: User, people: list[User]) -> Review:
    review = plan_case.review(ana, *people)
    review = room.open_room(review=review, by=ana)
    for user in people:
        room.arrive(review=review, user=user)
    return room.end(review=review, by=ana)


@pytest.fixture
def survey(ana: User, person: Person) -> Survey:
    """Open, with Ana and five others asked."""
    held(ana, [person(f"P{number}") for number in range(5)])
    tasks.open_due()
    return Survey.objects.get()


def answer(survey: Survey, n: int, values: tuple[int, ...] = (2, 3, 4, 4, 5, 1)) -> None:
    for invite, value in zip(survey.invites.filter(answered=False)[:n], values, strict=False):
        ratings = {statement.pk: value for statement in Statement.objects.all()}
        surveys.submit(token=tokens.token(survey, invite.user_id), ratings=ratings, text=f"text {value}")


def test_everyone_who_was_there_is_asked_by_mail(survey: Survey) -> None:
    messages.send_due()
    asked = [each for each in mail.outbox if "How was the learning review" in each.subject]
    assert (survey.asked_n, len(asked)) == (6, 6)
    tasks.open_due()
    assert Survey.objects.count() == 1


def test_an_open_survey_is_told_in_chat_without_anybodys_link(survey: Survey, ana: User) -> None:
    team = Team.objects.create(name="Storage")
    ana.teams.add(team)
    hook = webhooks.add(
        place=team, by=ana, service="signed", name="Bot", url="https://8.8.8.8/", events=["survey.open"]
    )
    chat.tell(survey.review, "survey.open", happened_at=timezone.now(), until=survey.closes_at)
    [message] = Message.objects.filter(channel="chat", payload__webhook=str(hook.uid))
    kind = kinds.kind_of(message.kind)
    assert kind.wanted(message) == ""
    said = kind.render(message)
    assert isinstance(said, ToChat)
    assert said.note.headline == "The survey is open: Database outage"
    assert "/surveys/" not in str(said.note)
    surveys.seal(survey)
    assert kind.wanted(message) == "the survey is closed"


def test_opening_a_survey_plans_its_word_in_chat(ana: User, person: Person) -> None:
    team = Team.objects.create(name="Storage")
    ana.teams.add(team)
    webhooks.add(place=team, by=ana, service="signed", name="Bot", url="https://8.8.8.8/", events=["survey.open"])
    held(ana, [person(f"P{number}") for number in range(5)])
    tasks.open_due()
    assert Message.objects.filter(kind="chat.survey.open").count() == 1
    Message.objects.filter(kind="chat.survey.open").delete()  # as if a crash had left it out
    for _ in range(2):
        tasks.tell_chats()
    assert Message.objects.filter(kind="chat.survey.open").count() == 1
    surveys.seal(Survey.objects.get())
    Message.objects.filter(kind="chat.survey.open").delete()
    tasks.tell_chats()
    assert not Message.objects.filter(kind="chat.survey.open").exists()


def test_too_few_people_get_no_survey_and_the_page_says_why(ana: User, ben: User, client: Client) -> None:
    review = held(ana, [ben])
    tasks.open_due()
    client.force_login(ana)
    page = client.get(reverse("surveys:panel", args=[review.uid])).content.decode()
    assert "of the people who were there 2 have an account and can be asked. That is fewer than 5" in page
    path = client.get(reverse("reviews:review", args=[review.uid])).content.decode()
    assert "none, too few to ask" in path
    assert "follows by itself" not in path
    assert not SurveyInvite.objects.exists()


def test_an_answer_needs_no_sign_in_and_counts_once(survey: Survey, client: Client) -> None:
    token = tokens.token(survey, survey.invites.first().user_id)
    entered = client.get(reverse("surveys:enter", args=[token]))
    assert entered.headers["Referrer-Policy"] == "no-referrer"
    assert token not in entered.headers["Location"]
    # What a browser needs to come here from webmail, and to send the form afterwards.
    assert entered.cookies["survey"]["samesite"] == "Lax"
    assert client.get(reverse("surveys:answer")).headers["Referrer-Policy"] == "same-origin"
    form = {f"s{each.pk}": "4" for each in Statement.objects.all()} | {"text": "Good"}
    assert client.post(reverse("surveys:answer"), form).status_code == 302
    assert sum(AnswerCount.objects.values_list("n", flat=True)) == 4
    assert client.get(reverse("surveys:enter", args=[token])).status_code == 409


def test_a_left_out_statement_is_said_beside_it_and_the_text_is_kept(survey: Survey, client: Client) -> None:
    client.get(reverse("surveys:enter", args=[tokens.token(survey, survey.invites.first().user_id)]))
    refused = client.post(reverse("surveys:answer"), {"text": "My words"})
    assert refused.status_code == 422
    assert "Choose one of the five." in refused.content.decode()
    assert "My words" in refused.content.decode()


def test_an_altered_link_leads_nowhere_and_a_late_one_is_closed(survey: Survey, client: Client) -> None:
    token = tokens.token(survey, survey.invites.first().user_id)
    assert client.get(reverse("surveys:enter", args=[token[:-1] + "x"])).status_code == 404
    Survey.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
    assert client.get(reverse("surveys:enter", args=[token])).status_code == 410


def test_nothing_in_the_tables_ties_an_answer_to_a_person(survey: Survey) -> None:
    before = AuditEntry.objects.count()
    answer(survey, 1)
    assert AuditEntry.objects.count() == before
    for model in (AnswerCount, AnswerText):
        fields = {field.name for field in model._meta.get_fields()}
        assert fields <= {"id", "survey", "statement", "value", "n", "text"}
    assert {field.name for field in SurveyInvite._meta.get_fields()} == {
        "id",
        "survey",
        "user",
        "token_hash",
        "answered",
    }


def test_sealing_destroys_the_invitations_and_the_order_of_the_texts(survey: Survey) -> None:
    answer(survey, 6)
    before = list(AnswerText.objects.order_by("pk").values_list("text", flat=True))
    surveys.seal(survey, random.Random(3))
    after = list(AnswerText.objects.order_by("pk").values_list("text", flat=True))
    assert sorted(before) == sorted(after)
    assert before != after
    assert not SurveyInvite.objects.exists()


def test_nothing_is_shown_before_it_closes_and_results_after(survey: Survey, ana: User, client: Client) -> None:
    client.force_login(ana)
    url = reverse("surveys:panel", args=[survey.review.uid])
    before = client.get(url).content.decode()
    answer(survey, 5)
    assert client.get(url).content.decode() == before
    Survey.objects.update(closes_at=timezone.now())
    tasks.seal_due()
    assert "3.6" in client.get(url).content.decode()
    page = client.get(reverse("surveys:result", args=[survey.review.uid])).content.decode()
    assert "3.6" in page
    assert "5 answers of 6 who were there" in page
    assert "text 4" in page


def test_four_answers_of_five_are_not_shown(survey: Survey, ana: User, client: Client) -> None:
    answer(survey, 4)
    surveys.seal(survey)
    client.force_login(ana)
    page = client.get(reverse("surveys:panel", args=[survey.review.uid])).content.decode()
    assert "fewer than 5 answers" in page
    assert "text 4" not in page


def test_below_k_nothing_is_shown_whatever_the_setting() -> None:
    assert anonymity.shown({4: 2, 5: 2}, k=5) is None
    assert anonymity.shown({4: 1, 5: 2}, k=1) is None
    assert anonymity.texts_shown(["a", "b", "c", "d"], answers=4, k=4) == []


@pytest.mark.parametrize(
    ("counts", "band"),
    [
        ({5: 6}, (4, 5)),
        ({5: 5, 1: 1}, (4, 5)),
        ({4: 5}, (4, 5)),
        ({4: 5, 3: 1}, (3, 4)),
        ({4: 5, 5: 1}, (4, 5)),
        ({1: 5, 2: 1}, (1, 2)),
    ],
)
def test_what_everybody_said_is_told_as_the_band_in_which_the_mean_lies(
    counts: dict[int, int], band: tuple[int, int]
) -> None:
    shown = anonymity.shown(counts, k=5)
    assert shown is not None
    assert (shown.bars, shown.mean, shown.band) == ({}, None, band)


def test_a_spread_of_answers_is_told_with_its_mean() -> None:
    shown = anonymity.shown(SPREAD, k=5)
    assert shown is not None
    assert (shown.n, shown.mean, shown.bars[4]) == (5, 3.6, 2)


def test_a_link_of_a_sealed_survey_says_closed_and_an_altered_one_leads_nowhere(survey: Survey, client: Client) -> None:
    token = tokens.token(survey, survey.invites.first().user_id)
    surveys.seal(survey)
    assert client.get(reverse("surveys:enter", args=[token])).status_code == 410
    assert client.get(reverse("surveys:enter", args=[token[:-1] + "x"])).status_code == 404


def test_managers_see_results_of_open_reviews_and_know_of_no_restricted_ones(
    survey: Survey, mira: User, otto: User, client: Client
) -> None:
    for name in ("surveys:panel", "surveys:result"):
        url = reverse(name, args=[survey.review.uid])
        client.force_login(mira)
        assert client.get(url).status_code == 200
        Review.objects.update(restricted=True)
        assert client.get(url).status_code == 404
        Review.objects.update(restricted=False)
        client.force_login(otto)
        assert client.get(url).status_code == 403


def test_one_reminder_goes_to_those_who_have_not_answered_and_leaves_no_trace(survey: Survey) -> None:
    messages.send_due()
    answer(survey, 4)
    day_before = survey.closes_at - timedelta(hours=23)
    mail.outbox.clear()
    messages.send_due(now=day_before)
    silent = list(survey.invites.filter(answered=False).select_related("user"))
    reminded = [each.to[0] for each in mail.outbox if "Until tomorrow" in each.subject]
    assert sorted(reminded) == sorted(f"{invite.user.name} <{invite.user.email}>" for invite in silent)
    assert messages.send_due(now=day_before + timedelta(hours=1)) == 0
    # Beside the result, the list of those who were reminded would name those who had not answered.
    surveys.seal(survey)
    assert not Message.objects.filter(kind=surveys.REMINDER).exists()


def test_one_review_that_fails_does_not_stop_the_others(
    ana: User, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [person(f"P{number}") for number in range(5)]
    broken, whole = held(ana, people), held(ana, people)
    real = surveys.open_for

    def sometimes(review: Review) -> Survey:
        if review == broken:
            raise RuntimeError
        return real(review)

    monkeypatch.setattr(surveys, "open_for", sometimes)
    tasks.open_due()
    assert [each.review for each in Survey.objects.all()] == [whole]


@pytest.mark.django_db(transaction=True)
def test_an_answer_during_sealing_is_refused_and_not_left_beside_the_result(
    ana: User, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    held(ana, [person(f"P{number}") for number in range(5)])
    tasks.open_due()
    survey = Survey.objects.get()
    answer(survey, 5)
    last = survey.invites.get(answered=False)
    ratings = {statement.pk: 5 for statement in Statement.objects.all()}
    refused: list[type[Exception]] = []

    def late() -> None:
        try:
            surveys.submit(token=tokens.token(survey, last.user_id), ratings=ratings)
        except surveys.Closed as error:
            refused.append(type(error))
        finally:
            connection.close()

    thread = threading.Thread(target=late)
    real = surveys._frozen

    def frozen_then_answered(*what: Any) -> dict[str, object]:
        result = real(*what)
        thread.start()
        thread.join(timeout=1)
        return result

    monkeypatch.setattr(surveys, "_frozen", frozen_then_answered)
    surveys.seal(survey)
    thread.join()
    assert refused == [surveys.Closed]
    assert sum(AnswerCount.objects.values_list("n", flat=True)) == 5 * len(ratings)
