"""The line in the top bar: the meeting that comes next for this person, and no other."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.templatetags.face import soon
from reviews import todo
from reviews.actions import room
from reviews.models import Participation, Review
from tests.reviews import plan_case

SignIn = Callable[[User], Client]


@pytest.fixture
def review(ana: User, ben: User) -> Review:
    return plan_case.review(ana, ben)


def line(browser: Client) -> str:
    answer = browser.get(reverse("reviews:coming_up"))
    return answer.content.decode() if answer.status_code == 200 else ""


def test_it_names_the_next_meeting_of_a_week_and_leads_to_it(
    ben: User, otto: User, as_user: SignIn, review: Review
) -> None:
    shown = line(as_user(ben))
    assert "Database outage" in shown
    assert reverse("reviews:review", args=[review.uid]) in shown
    assert line(as_user(otto)) == ""
    Review.objects.update(meets_at=timezone.now() + timedelta(days=8))
    assert line(as_user(ben)) == ""


def test_who_cannot_come_is_not_told_again(ben: User, as_user: SignIn, review: Review) -> None:
    Participation.objects.filter(user=ben).update(reply=Participation.Reply.NO)
    assert line(as_user(ben)) == ""


def test_while_it_is_on_it_leads_into_the_room(ana: User, ben: User, as_user: SignIn, review: Review) -> None:
    Review.objects.update(meets_at=timezone.now())
    room.open_room(review=Review.objects.get(), by=ana)
    shown = line(as_user(ben))
    assert "on now" in shown
    assert reverse("reviews:room", args=[review.uid]) in shown


def test_a_room_that_was_opened_early_is_not_still_to_come(
    ana: User, ben: User, as_user: SignIn, review: Review
) -> None:
    Review.objects.update(meets_at=timezone.now() + timedelta(minutes=40))
    room.open_room(review=Review.objects.get(), by=ana)
    (place,) = Participation.objects.filter(user=ben)
    (task,) = todo.tasks([place])
    assert task.when
    assert task.when <= timezone.now()


def test_today_and_tomorrow_are_called_so() -> None:
    with timezone.override("Europe/Berlin"):
        noon = timezone.localtime().replace(hour=12, minute=0)
        assert [soon(noon + timedelta(days=days)).split()[0] for days in (0, 1)] == ["today", "tomorrow"]
        assert soon(noon + timedelta(days=3)) == f"{(noon + timedelta(days=3)):%a} 12:00"
