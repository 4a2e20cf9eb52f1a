"""A meeting that is moved: everyone is asked anew, and the mail says who moved it, from when, and why so soon."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.core import mail as sent_mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from outbox.actions import sending
from reviews.actions import people, reviews
from reviews.models import Participation, Review
from tests.reviews import plan_case

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


def moved(review: Review, by: User, days: int, reason: str = "", restricted: bool = False) -> reviews.Plan:
    plan = plan_case.plan(restricted, reason, days=days)
    reviews.change_plan(review=review, by=by, plan=plan)
    return plan


def last_to(user: User) -> str:
    sending.send_due()
    return str([letter for letter in sent_mail.outbox if user.email in letter.to[0]][-1].body)


def test_whoever_answered_before_is_asked_anew(ana: User, ben: User, as_user: AsUser) -> None:
    review = plan_case.review(ana, ben)
    for user in (ana, ben):
        people.reply(review=review, user=user, answer="yes")
    plan = moved(review, ana, 6)
    answers = dict(Participation.objects.filter(review=review).values_list("user", "reply"))
    assert answers == {ana.pk: "yes", ben.pk: ""}, "who moved it has chosen that time"
    page = as_user(ben).get(reverse("reviews:review", args=[review.uid])).content.decode()
    assert "The meeting has a new time. Do you come?" in page
    people.reply(review=review, user=ben, answer="no")
    reviews.change_plan(review=review, by=ana, plan=replace(plan, minutes=75))
    assert Participation.objects.get(review=review, user=ben).reply == "no", "a change of length is no new time"


def test_the_mail_says_who_moved_it_and_from_the_time_its_reader_knows(ana: User, ben: User, cleo: User) -> None:
    review = plan_case.review(ana, ben)
    known = last_to(ben).partition("Meeting: ")[2].partition("\n")[0].strip()
    moved(review, ana, 6)
    moved(review, ana, 7, reason="Ben is away from Friday")
    letter = last_to(ben)
    assert f"{ana} has moved the learning review." in letter
    assert f"You knew it for {known}." in letter, "not the time in between, of which no mail went out"
    assert "It is at short notice. The reason: Ben is away from Friday" in letter
    assert "Please say anew whether you come" in letter


def test_the_mail_of_a_restricted_review_names_nobody_and_gives_no_reason(ana: User, ben: User) -> None:
    review = plan_case.review(ana, ben)
    sending.send_due()
    moved(review, ana, 6, reason="Ben is away from Friday", restricted=True)
    letter = last_to(ben)
    assert "The learning review has a new time." in letter
    assert "away from Friday" not in letter
    assert str(ana) not in letter


def test_the_invitation_says_who_invites(ana: User, ben: User) -> None:
    plan_case.review(ana, ben)
    assert f"{ana} invites you to a learning review." in last_to(ben)
    assert "You are invited to a learning review." in last_to(ana)
