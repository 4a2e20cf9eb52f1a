"""Who looks after a series: its rotation. Nobody gains a say over a series by putting a review in it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from reviews import chat_permissions, permissions, series_permissions
from reviews.actions import reviews
from reviews.models import Participation, Review, Series, SeriesFacilitator
from reviews.queries import chat
from surveys import permissions as survey_permissions
from tests.reviews import plan_case, series_case

AsUser = Callable[[User], Client]


def review_in(series: Series | None, by: User) -> Review:
    plan = reviews.Plan(wall=plan_case.wall(days=6), time_zone="UTC", minutes=60, series=series)
    return reviews.start(incident=plan_case.incident(by), by=by, plan=plan, invite=[])


def say(user: User, review: Review) -> list[bool]:
    """Over its series: day and format; webhooks; ground rules; the survey's statements."""
    series = review.series
    assert series
    return [
        bool(series_permissions.facilitate_series(user, series)),
        bool(chat_permissions.manage_chat(user, series)),
        bool(permissions.edit_ground_rules(user, review)),
        bool(survey_permissions.edit_format(user, review)),
    ]


@pytest.fixture
def tuesday(ana: User) -> Series:
    series = Series.objects.create(name="Tuesday review")
    SeriesFacilitator.objects.create(series=series, user=ana)
    return series


def test_whoever_puts_a_review_in_a_series_has_no_say_over_it(
    tuesday: Series, ana: User, ben: User, as_user: AsUser
) -> None:
    review = review_in(tuesday, ben)
    assert say(ben, review) == [False] * 4
    assert chat.managed(ben) == ([], [])
    browser = as_user(ben)
    page = browser.get(reverse("reviews:review", args=[review.uid])).content.decode()
    assert "Chat of the series" not in page
    for name in ("series_edit", "series_attendance", "chat_series"):
        assert browser.get(reverse(f"reviews:{name}", args=[tuesday.pk])).status_code == 403
    rules = reverse("reviews:ground_rules", args=[review.uid])
    assert "Ask one of them to add you" in browser.get(rules).content.decode()
    assert browser.post(rules, {"kind": "practical", "text": "Mine", "saying": ""}).status_code == 403
    assert browser.get(reverse("surveys:format", args=[review.uid])).status_code == 403


def test_nor_does_moving_a_review_into_it(tuesday: Series, ben: User, as_user: AsUser) -> None:
    review = review_in(None, ben)
    sent = {
        "wall": f"{plan_case.wall(days=6):%Y-%m-%dT%H:%M}",
        "time_zone": "UTC",
        "minutes": "60",
        "series": tuesday.pk,
    }
    answer = as_user(ben).post(reverse("reviews:plan", args=[review.uid]), sent)
    assert answer.status_code == 302
    review.refresh_from_db()
    assert review.series == tuesday
    assert say(ben, review) == [False] * 4


def test_whoever_is_in_turn_has_it_and_others_are_added_by_them(tuesday: Series, ana: User, ben: User) -> None:
    review = review_in(tuesday, ana)
    assert say(ana, review) == [True] * 4
    SeriesFacilitator.objects.create(series=tuesday, user=ben)
    Participation.objects.create(review=review, user=ben, role=Participation.Role.FACILITATOR)
    assert say(ben, Review.objects.get(pk=review.pk)) == [True] * 4


def test_a_series_without_a_rotation_belongs_to_those_who_were_there_first(ana: User, ben: User) -> None:
    named = Series.objects.create(name="Only named")
    first = review_in(named, ana)
    assert say(ana, first) == [True] * 4
    second = review_in(named, ben)
    assert say(ben, second) == [False] * 4
    assert say(ana, first) == [True] * 4
    assert [place.user for place in named.rotation.all()] == [ana]


def test_the_last_one_cannot_leave_it_to_nobody(tuesday: Series, ana: User, ben: User, as_user: AsUser) -> None:
    review_in(tuesday, ben)
    place = tuesday.rotation.get(user=ana)
    leave = reverse("reviews:rotation_out", args=[tuesday.pk, place.pk])
    page = as_user(ana).post(leave, follow=True).content.decode()
    assert "Somebody has to look after the series. Add another person first." in page
    SeriesFacilitator.objects.create(series=tuesday, user=ben)
    as_user(ana).post(leave)
    assert [place.user for place in tuesday.rotation.all()] == [ben]


def test_somebody_whose_account_is_closed_looks_after_nothing(tuesday: Series, ana: User, ben: User) -> None:
    held = series_case.held(tuesday, ben, 7)
    assert say(ben, held) == [False] * 4
    User.objects.filter(pk=ana.pk).update(is_active=False)
    assert say(ben, held) == [True] * 4
    assert say(User.objects.get(pk=ana.pk), held)[:2] == [False] * 2
