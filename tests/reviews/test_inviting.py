"""Inviting by address, and what a meeting at short notice says of its document."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from outbox.actions import messages
from outbox.models import Message
from reviews.actions import people
from reviews.forms.plan import InviteForm
from reviews.models import Review
from tests.reviews import plan_case

SignIn = Callable[[User], Client]


@pytest.mark.parametrize(
    "text",
    [
        "a@x.org, b@x.org",
        "a@x.org;b@x.org",
        "a@x.org b@x.org",
        "a@x.org\n\n b@x.org,",
        "Ana Lima <a@x.org>, <b@x.org>",
        '"Lima, Ana" <a@x.org>; b@x.org; a@x.org',
        "Ana Lima <a@x.org> Ben <b@x.org>",
    ],
)
def test_addresses_are_parted_as_people_part_them(db: None, text: str) -> None:
    form = InviteForm({"emails": text})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["emails"] == ["a@x.org", "b@x.org"]


def test_all_that_is_wrong_is_named_at_once_and_alone(db: None) -> None:
    form = InviteForm({"emails": "a@x.org, nobody\nb@@x"})
    assert form.errors["emails"] == [
        "“nobody” is neither an e-mail address nor somebody with an account here.",
        "“b@@x” is not an e-mail address.",
    ]


def test_people_with_an_account_are_invited_by_name(person: Callable[..., User]) -> None:
    """The whole name, or one of the names where it is one person's alone."""
    gus, faye = person("Gus"), person("Faye")
    User.objects.filter(pk=gus.pk).update(name="Gus Moreau")
    User.objects.filter(pk=faye.pk).update(name="Faye Lindqvist")
    form = InviteForm({"emails": "gus; Faye  Lindqvist, faye@example.org"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["emails"] == ["gus@example.org", "faye@example.org"]
    User.objects.filter(pk=faye.pk).update(name="Gus Lindqvist")
    assert "the name of several people" in str(InviteForm({"emails": "Gus"}).errors)


def test_who_has_no_account_yet_stands_among_the_people_and_is_not_invited_to_what_is_over(
    ana: User, otto: User, as_user: SignIn
) -> None:
    review = plan_case.review(ana)
    people.invite_address(review=review, by=ana, email="new@example.org")
    for name in ("review", "people"):
        page = as_user(ana).get(reverse(f"reviews:{name}", args=[review.uid])).content.decode()
        assert "new@example.org" in page
        assert "invited, no account yet" in page
    User.objects.filter(pk=otto.pk).update(email="new@example.org")
    welcome = reverse("reviews:welcome", args=[review.uid])
    assert "You are invited" in as_user(User.objects.get(pk=otto.pk)).get(welcome).content.decode()
    Review.objects.update(ended_at=timezone.now())
    page = as_user(User.objects.get(pk=otto.pk)).get(welcome).content.decode()
    assert "The meeting is over." in page
    assert "You are invited" not in page


def test_an_invitation_at_short_notice_promises_no_24_hours_and_says_why(ana: User, ben: User, as_user: SignIn) -> None:
    review = plan_case.review(ana, ben, reason="Half the team leaves tomorrow", minutes=50)
    messages.send_due()
    [told] = [each for each in mail.outbox if ben.email in each.to[0]]
    assert "24 hours before" not in told.body
    assert "as soon as it is ready" in told.body
    assert "Half the team leaves tomorrow" in told.body
    for name, said in (("people", "as soon as it is ready"), ("ready", "It goes out now.")):
        page = as_user(ana).get(reverse(f"reviews:{name}", args=[review.uid])).content.decode()
        assert said in page
        assert "should reach everyone by" not in page
        assert "never later than" not in page
    assert not Message.objects.filter(state=Message.State.EXPIRED).exists()
    assert not Message.objects.filter(expires_at__lte=timezone.now() + timedelta(seconds=1)).exists()


def test_an_invitation_in_time_promises_24_hours(ana: User, ben: User) -> None:
    plan_case.review(ana, ben)
    messages.send_due()
    [told] = [each for each in mail.outbox if ben.email in each.to[0]]
    assert "at least 24 hours before" in told.body
