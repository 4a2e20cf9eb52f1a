"""Answering an invitation: by the links in its mail without signing in, and for that invitation alone."""

from collections.abc import Callable

import pytest
from django.core import mail as sent_mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from outbox.actions import sending
from reviews.actions import people, reviews, room
from reviews.answer_links import links, token_of
from reviews.models import Participation, Review, TimeProposal
from tests.reviews import plan_case

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]


def seat(review: Review, user: User) -> Participation:
    return Participation.objects.select_related("user", "review__incident").get(review=review, user=user)


def page(review: Review, user: User) -> str:
    return reverse("reviews:answer", args=[token_of(seat(review, user))])


def proposing(review: Review, user: User) -> str:
    return reverse("reviews:answer_propose", args=[token_of(seat(review, user))])


def reply(review: Review, user: User) -> str:
    return seat(review, user).reply


def test_the_mails_of_an_invitation_and_of_a_new_time_carry_the_links(ana: User, ben: User) -> None:
    review = plan_case.review(ana, ben)
    sending.send_due()
    reviews.change_plan(review=review, by=ana, plan=plan_case.plan(days=6))
    sending.send_due()
    letters = [letter for letter in sent_mail.outbox if "ben@" in letter.to[0]]
    assert len(letters) == 2
    for label, address in links(seat(review, ben)):
        assert all(f"{label}:\n{address}" in letter.body for letter in letters)
        assert all(address.replace("&", "&amp;") in str(letter.alternatives[0][0]) for letter in letters)


def test_opening_a_link_changes_nothing(ana: User, ben: User, client: Client) -> None:
    review = plan_case.review(ana, ben)
    for address in (page(review, ben) + "?to=yes", page(review, ben) + "?to=no", proposing(review, ben)):
        assert client.get(address).status_code == 200
        assert client.head(address).status_code == 200
    assert reply(review, ben) == ""
    assert not TimeProposal.objects.exists()


@pytest.mark.parametrize(
    ("answer", "said"), [("yes", "You said that you come."), ("no", "You said that you cannot come.")]
)
def test_a_press_of_the_button_answers_without_signing_in(
    answer: str, said: str, ana: User, ben: User, client: Client
) -> None:
    review = plan_case.review(ana, ben)
    answered = client.post(page(review, ben), {"reply": answer}, follow=True)
    assert said in answered.content.decode()
    assert reply(review, ben) == answer
    assert reply(review, ana) == ""
    assert "_auth_user_id" not in client.session


def test_the_answer_can_be_changed_until_the_meeting_begins(ana: User, ben: User, client: Client) -> None:
    review = plan_case.review(ana, ben)
    client.post(page(review, ben), {"reply": "yes"})
    client.post(page(review, ben), {"reply": "no"})
    assert reply(review, ben) == "no"
    address = page(review, ben)
    room.open_room(review=review, by=ana)
    refused = client.post(address, {"reply": "yes"})
    assert refused.status_code == 409
    assert "there is nothing to answer any more" in refused.content.decode()
    assert reply(review, ben) == "no"


def test_the_button_one_came_for_stands_out(ana: User, ben: User, client: Client) -> None:
    review = plan_case.review(ana, ben)
    wants_no = client.get(page(review, ben) + "?to=no").content.decode()
    assert '<button class="button button-primary" name="reply" value="no">' in wants_no
    assert '<button class="button" name="reply" value="yes">' in wants_no


def test_somebody_who_is_signed_in_as_another_answers_for_the_one_invited(
    ana: User, ben: User, cleo: User, as_user: SignIn
) -> None:
    review = plan_case.review(ana, ben, cleo)
    browser = as_user(cleo)
    assert "You answer as Ben." in browser.get(page(review, ben)).content.decode()
    browser.post(page(review, ben), {"reply": "yes"})
    assert (reply(review, ben), reply(review, cleo)) == ("yes", "")


def test_a_forged_or_foreign_link_leads_nowhere(ana: User, ben: User, cleo: User, client: Client) -> None:
    review = plan_case.review(ana, ben, cleo)
    number, code = token_of(seat(review, ben)).split("-")
    others = token_of(seat(review, cleo)).split("-")[0]
    for token in (f"{others}-{code}", f"{number}-{'0' * 64}", number, "²-x", f"{number}-{code}x", f"{number}-é"):
        address = reverse("reviews:answer", args=[token])
        assert client.get(address).status_code == 404
        assert client.post(address, {"reply": "yes"}).status_code == 404
    assert reply(review, ben) == reply(review, cleo) == ""


def test_the_link_ends_with_the_invitation_the_account_and_the_address(ana: User, ben: User, client: Client) -> None:
    review = plan_case.review(ana, ben)
    address = page(review, ben)
    User.objects.filter(pk=ben.pk).update(is_active=False)
    assert client.get(address).status_code == 404
    User.objects.filter(pk=ben.pk).update(is_active=True, email="ben@elsewhere.example.org")
    assert client.get(address).status_code == 404
    User.objects.filter(pk=ben.pk).update(email=ben.email)
    assert client.get(address).status_code == 200
    people.remove(place=seat(review, ben), by=ana)
    assert client.get(address).status_code == 404


def test_a_cancelled_review_asks_nothing_more(ana: User, ben: User, client: Client) -> None:
    review = plan_case.review(ana, ben)
    address = page(review, ben)
    reviews.cancel(review=review, by=ana)
    text = client.get(address).content.decode()
    assert "This review was cancelled, so there is nothing to answer." in text
    assert 'name="reply"' not in text


def test_a_restricted_review_shows_no_title_to_whoever_holds_the_link(ana: User, ben: User, client: Client) -> None:
    review = plan_case.review(ana, ben, restricted=True)
    for address in (page(review, ben), proposing(review, ben)):
        text = client.get(address).content.decode()
        assert "Learning review" in text
        assert "Database outage" not in text


def test_the_page_shows_the_persons_own_time_with_the_meetings_beside_it(ana: User, ben: User, client: Client) -> None:
    ben.time_zone = "Asia/Kolkata"
    ben.save()
    review = plan_case.review(ana, ben)
    text = client.get(page(review, ben)).content.decode()
    assert " IST</time>" in text
    assert " UTC there)" in text


def test_another_time_is_proposed_by_the_link(ana: User, ben: User, client: Client) -> None:
    review = plan_case.review(ana, ben)
    wall = plan_case.wall(days=8)
    form = {"wall": f"{wall:%Y-%m-%dT%H:%M}", "time_zone": "UTC", "word": "After lunch"}
    answered = client.post(proposing(review, ben), form, follow=True)
    assert "The facilitators see it beside the meeting’s time and decide." in answered.content.decode()
    proposal = TimeProposal.objects.get()
    assert (proposal.place.user, proposal.word) == (ben, "After lunch")


def test_a_mistyped_proposal_keeps_what_was_typed(ana: User, ben: User, client: Client) -> None:
    review = plan_case.review(ana, ben)
    form = {"wall": "2031-03-30T02:30", "time_zone": "Europe/Berlin", "word": "After lunch"}
    refused = client.post(proposing(review, ben), form)
    text = refused.content.decode()
    assert refused.status_code == 422
    assert "The clocks jump over this time on that day." in text
    assert "After lunch" in text
    assert "2031-03-30T02:30" in text
