"""Where people are asked: in a mail that says which meeting it is about, and on their home page until they have answered."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from outbox.actions import messages
from reviews.models import Review
from surveys import tokens
from surveys.actions import surveys
from surveys.models import Survey
from tests.surveys.test_surveys import held

SignIn = Callable[[User], Client]
ASKS = "Say how the review was, anonymously"


def asked(ana: User, person: Callable[..., User], *, restricted: bool = False) -> Survey:
    review = held(ana, [person(f"P{number}") for number in range(5)])
    Review.objects.filter(pk=review.pk).update(restricted=restricted)
    return surveys.open_for(Review.objects.get(pk=review.pk))


def home(client: Client) -> str:
    return client.get(reverse("home")).content.decode()


def test_the_home_page_asks_until_they_have_answered_and_nobody_else(
    ana: User, otto: User, person: Callable[..., User], as_user: SignIn
) -> None:
    survey = asked(ana, person)
    as_ana = as_user(ana)
    link = reverse("surveys:enter", args=[tokens.token(survey, ana.pk)])
    assert ASKS in home(as_ana)
    assert link in home(as_ana)
    assert ASKS not in home(as_user(otto))
    ratings = dict.fromkeys(survey.counts.values_list("statement", flat=True), 4)
    surveys.submit(token=tokens.token(survey, ana.pk), ratings=ratings)
    assert ASKS not in home(as_ana)
    surveys.seal(survey)
    assert ASKS not in home(as_user(User.objects.get(name="P1")))


@pytest.mark.parametrize("restricted", [False, True])
def test_mail_and_form_say_which_meeting_it_was_and_of_a_restricted_one_only_when(
    ana: User, person: Callable[..., User], restricted: bool
) -> None:
    survey = asked(ana, person, restricted=restricted)
    messages.send_due()
    browser = Client()
    browser.get(reverse("surveys:enter", args=[tokens.token(survey, ana.pk)]))
    form = browser.get(reverse("surveys:answer")).content.decode()
    asking = next(each for each in mail.outbox if each.subject.startswith("How was"))
    for said in (str(asking.body), form):
        assert (survey.review.incident.title in said) is not restricted
        assert str(survey.review.meets_at.year) in said
