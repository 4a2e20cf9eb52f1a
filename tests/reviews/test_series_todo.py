"""The home page tells of a document to read with fresh eyes, a review that looks for a facilitator, and looking back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from reviews import series_todo
from reviews.actions import facilitator_requests, look_backs, people, reviews, second_readings
from reviews.models import Participation, Review, Series
from tests.reviews import plan_case, series_case

AsUser = Callable[[User], Client]
READ, WOULD, BACK = (
    "Ana asks you to read it with fresh eyes",
    "Would you facilitate this review?",
    "Look back: what went well",
)


@pytest.fixture
def home(as_user: AsUser) -> Callable[[User], str]:
    return lambda user: as_user(user).get("/").content.decode()


def test_ben_is_told_until_he_has_answered_or_is_removed(ana: User, ben: User, home: Callable[[User], str]) -> None:
    review = plan_case.review(ana, ben)
    reading = second_readings.ask(review=review, by=ana, reader=ben)
    assert READ in home(ben)
    assert "asks you to read" not in home(ana)
    people.remove(place=Participation.objects.get(review=review, user=ben), by=ana)
    assert READ not in home(ben)
    people.invite(review=review, by=ana, users=[ben])
    second_readings.answer(reading=reading, says="ready", words="")
    assert READ not in home(ben)


def test_otto_is_asked_until_somebody_has_it_or_it_is_restricted(
    ana: User, ben: User, otto: User, home: Callable[[User], str]
) -> None:
    review = plan_case.review(ana)
    request = facilitator_requests.ask(review=review, by=ana, users=[otto, ben])
    assert WOULD in home(otto)
    reviews.set_restricted(review=review, by=ana, restricted=True)
    assert WOULD not in home(otto)
    reviews.set_restricted(review=review, by=ana, restricted=False)
    facilitator_requests.claim(request=request, by=ben)
    assert WOULD not in home(otto)


def test_facilitators_look_back_within_a_week_each_for_themselves(
    ana: User, ben: User, home: Callable[[User], str]
) -> None:
    review = series_case.held(Series.objects.create(name="Tuesday review"), ana, 2, [ben])
    assert BACK in home(ana)
    assert BACK not in home(ben)
    look_backs.write(review=review, by=ana, went_well="The pauses", to_try="", for_co="")
    assert BACK not in home(ana)
    Review.objects.update(meets_at=timezone.now() - timedelta(days=8))
    review.look_backs.all().delete()
    assert BACK not in home(ana)


def test_it_is_three_queries_for_one_row_and_for_many(ana: User, ben: User, otto: User) -> None:
    for _more in range(4):
        review = plan_case.review(ana, ben)
        second_readings.ask(review=review, by=ana, reader=ben)
        facilitator_requests.ask(review=review, by=ana, users=[ben])
    with CaptureQueriesContext(connection) as found:
        assert len(series_todo.rows(ben)) == 8
    assert len(found) == 3
