""" "What we heard, what we will change": after sealing, from the facilitators to those who were there."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from outbox.actions import messages
from reviews.models import Review
from surveys.actions import surveys
from surveys.actions.heard import HEARD
from surveys.models import Heard, Survey
from tests.surveys.test_surveys import answer, held

pytestmark = pytest.mark.usefixtures("statements")
Person = Callable[..., User]
FORM = {"heard": "The vote came too late.", "change": "The vote stands at the start."}


@pytest.fixture
def people(person: Person) -> list[User]:
    return [person(f"P{number}") for number in range(6)]


@pytest.fixture
def survey(ana: User, people: list[User]) -> Survey:
    """Everybody but one has answered; not sealed yet."""
    made = surveys.open_for(held(ana, people))
    answer(made, 6)
    return made


def url_of(survey: Survey) -> str:
    return reverse("surveys:heard", args=[survey.review.uid])


def publish(client: Client, survey: Survey, ana: User) -> None:
    surveys.seal(survey)
    client.force_login(ana)
    assert client.post(url_of(survey), FORM).status_code == 302


def told() -> list[str]:
    return sorted(each.to[0] for each in mail.outbox if "What we heard" in each.subject)


def test_before_sealing_there_is_nothing_to_tell(survey: Survey, ana: User, client: Client) -> None:
    client.force_login(ana)
    assert client.post(url_of(survey), FORM).status_code == 403
    assert "Publish" not in client.get(url_of(survey)).content.decode()
    assert not Heard.objects.exists()


def test_where_too_few_answered_for_a_result_nothing_was_heard(ana: User, people: list[User], client: Client) -> None:
    survey = surveys.open_for(held(ana, people))
    answer(survey, 4)
    surveys.seal(survey)
    client.force_login(ana)
    refused = client.post(url_of(survey), FORM)
    assert refused.status_code == 403
    assert "too few answered" in refused.content.decode()


def test_those_who_were_there_get_a_message_and_read_it_and_nobody_else(
    survey: Survey, ana: User, people: list[User], otto: User, client: Client
) -> None:
    publish(client, survey, ana)
    messages.send_due()
    assert told() == sorted(f"{user.name} <{user.email}>" for user in people)
    [body] = {str(each.body) for each in mail.outbox if each.to[0] == told()[0] and "What we heard" in each.subject}
    assert "too late" not in body
    assert url_of(survey) in body
    client.force_login(people[0])
    page = client.get(url_of(survey)).content.decode()
    assert "The vote came too late." in page
    assert "The vote stands at the start." in page
    client.force_login(otto)
    assert client.get(url_of(survey)).status_code == 403
    assert AuditEntry.objects.filter(did="survey.heard", by=ana).exists()


def test_worded_anew_it_sends_no_second_message(survey: Survey, ana: User, client: Client) -> None:
    publish(client, survey, ana)
    messages.send_due()
    before = told()
    assert client.post(url_of(survey), FORM | {"heard": "The vote came late."}).status_code == 302
    messages.send_due()
    assert told() == before
    assert "The vote came late." in client.get(url_of(survey)).content.decode()


def test_whoever_may_no_longer_see_the_review_gets_no_message(
    survey: Survey, ana: User, people: list[User], client: Client
) -> None:
    publish(client, survey, ana)
    Review.objects.update(restricted=True)
    survey.review.participations.filter(user=people[0]).delete()
    messages.send_due()
    assert len(told()) == len(people) - 1
    client.force_login(people[0])
    assert client.get(url_of(survey)).status_code == 404


def test_an_empty_field_is_said_beside_it_and_the_other_is_kept(survey: Survey, ana: User, client: Client) -> None:
    surveys.seal(survey)
    client.force_login(ana)
    refused = client.post(url_of(survey), FORM | {"change": " "})
    assert refused.status_code == 422
    assert "The vote came too late." in refused.content.decode()
    assert not mail.outbox
    assert HEARD == "survey.heard"
