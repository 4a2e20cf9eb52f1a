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


def test_no_button_of_the_page_loses_what_was_typed_for_another(ana: User, ben: User, as_user: AsUser) -> None:
    review, _item = follow_up_case.held(ana, ben)
    made = FollowUp.objects.create(review=review, what="Try the alarm", owner=ben)
    page, settle = (
        reverse(f"reviews:{name}", args=[review.uid, made.pk]) for name in ("follow_up", "follow_up_settle")
    )
    words = {"what": "Try the alarm", "owner": ben.pk, "due": "", "why": "It was silent", "url": ""}
    kept = as_user(ben).post(page, words | {"reason": "Costs a year"}, follow=True).content.decode()
    assert 'value="Costs a year"' in kept
    assert "your reason counts once you say" in kept
    wrong = as_user(ben).post(settle, words | {"do": "done", "url": "javascript:x", "reason": ""})
    assert wrong.status_code == 422
    assert "Begin the link with https" in wrong.content.decode()
    as_user(ben).post(settle, words | {"do": "not", "reason": "Costs a year", "why": "It was silent all night"})
    made.refresh_from_db()
    assert (made.state, made.reason, made.why) == ("not", "Costs a year", "It was silent all night")
