"""Until when a survey is open: in the reader's own time, with the meeting's beside it."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from outbox.actions import messages
from reviews.models import Review
from surveys import tasks
from surveys.models import Survey
from tests.surveys.test_surveys import held

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey(ana: User, person: Callable[..., User]) -> Survey:
    """Open; the meeting was in India, those who were there are in Berlin."""
    review = held(ana, [person(f"P{number}") for number in range(5)])
    Review.objects.filter(pk=review.pk).update(time_zone="Asia/Kolkata")
    tasks.open_due()
    return Survey.objects.get()


def test_the_page_of_the_result_says_when_it_closes(
    survey: Survey, ana: User, as_user: Callable[[User], Client]
) -> None:
    for page in ("surveys:result", "surveys:panel"):
        text = as_user(ana).get(reverse(page, args=[survey.review.uid])).content.decode()
        assert f"{survey.closes_at.astimezone(ana.zone):%H:%M CE}" in text
        assert f"{survey.closes_at.astimezone(survey.review.zone):%H:%M} IST there)" in text


def test_the_mails_say_when_it_closes(survey: Survey) -> None:
    messages.send_due()
    letters = [letter.body for letter in mail.outbox if "How was the learning review" in letter.subject]
    assert len(letters) == 6
    assert all("Open until: " in body and " IST there)" in body for body in letters)
