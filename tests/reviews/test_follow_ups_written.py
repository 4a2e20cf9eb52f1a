"""A facilitator writes a follow-up down that was agreed after the meeting; the page of all says where settled ones are."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from accounts.models import User
from reviews.actions import follow_up_changes, follow_up_news
from reviews.models import FollowUp
from tests.reviews import follow_up_case

AsUser = Callable[[User], Client]


def test_what_was_agreed_the_day_after_is_written_down_and_its_owner_reminded(
    ana: User, ben: User, as_user: AsUser
) -> None:
    review, _item = follow_up_case.held(ana, ben)
    page, door = (reverse(f"reviews:{name}", args=[review.uid]) for name in ("review_follow_ups", "follow_up_agree"))
    sent = {
        "what": "Try the alarm",
        "owner": ben.pk,
        "due": "2031-03-04",
        "why": "It was silent",
        "url": "https://example.org/7",
    }
    wrong = as_user(ana).post(door, sent | {"url": "javascript:x"})
    assert wrong.status_code == 422
    assert "Try the alarm" in wrong.content.decode()
    assert "Begin the link with https" in wrong.content.decode()
    assert "It is a follow-up of Ben now" in as_user(ana).post(door, sent, follow=True).content.decode()
    made = FollowUp.objects.get(what="Try the alarm")
    assert (made.owner, made.why, made.tracked.url) == (ben, "It was silent", "https://example.org/7")
    assert follow_up_case.waiting(follow_up_news.REMIND)
    assert "Write one down" in as_user(ana).get(page).content.decode()
    assert "Write one down" not in as_user(ben).get(page).content.decode()


def test_where_none_is_open_the_settled_ones_are_a_click_away(ana: User, ben: User, as_user: AsUser) -> None:
    review, _item = follow_up_case.held(ana, ben)
    made = FollowUp.objects.create(review=review, what="Try the alarm", owner=ben)
    follow_up_changes.done(follow_up=made, by=ben)
    page = as_user(ana).get(reverse("reviews:follow_ups")).content.decode()
    assert "None is open." in page
    assert "No follow-ups yet" not in page
