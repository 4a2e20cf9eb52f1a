"""A comment taken further: a question for the meeting, a talking point or a follow-up, each with a link back."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from reviews.actions import closing, polls, room
from reviews.models import FollowUp, Question, Review, TalkingPoint, Thread
from tests.reviews import document_case, plan_case

SignIn = Callable[[User], Client]


@pytest.fixture
def review(ana: User, ben: User) -> Review:
    return plan_case.review(ana, ben)


@pytest.fixture
def thread(review: Review, ana: User, ben: User) -> Thread:
    return document_case.thread(review, ben, "the people who were there", "Why did the copy tool say nothing?")


def url(review: Review, thread: Thread) -> str:
    return reverse("reviews:thread_onward", args=[review.uid, thread.pk])


def card(browser: Client, review: Review) -> str:
    return browser.get(reverse("reviews:document", args=[review.uid])).content.decode()


def test_whoever_comments_may_ask_it_in_the_meeting_once(
    ben: User, as_user: SignIn, review: Review, thread: Thread
) -> None:
    browser, sent = as_user(ben), {"text": "Why did the copy tool say nothing?", "way": "question"}
    assert "Why did the copy tool say nothing?" in browser.get(url(review, thread)).content.decode()
    for _click in range(2):
        assert browser.post(url(review, thread), sent).headers["Location"].endswith(f"#thread-{thread.pk}")
    asked = Question.objects.get()
    assert (asked.for_all, asked.by, asked.from_thread) == (True, ben, thread)
    assert "Question for the meeting: Why did the copy tool say nothing?" in card(browser, review)
    there = browser.get(reverse("reviews:room", args=[review.uid])).content.decode()
    assert f"#thread-{thread.pk}" in there


def test_a_facilitator_makes_it_a_follow_up_of_somebody(
    ana: User, ben: User, as_user: SignIn, review: Review, thread: Thread
) -> None:
    browser = as_user(ana)
    without = browser.post(url(review, thread), {"text": "Say what the copy tool does", "way": "follow_up"})
    assert without.status_code == 422
    assert "Choose who takes it on." in without.content.decode()
    assert "Say what the copy tool does" in without.content.decode()
    sent = {"text": "Say what the copy tool does", "way": "follow_up", "owner": ben.pk, "due": "2031-05-06"}
    for _click in range(2):
        browser.post(url(review, thread), sent)
    agreed = FollowUp.objects.get()
    assert (agreed.owner, str(agreed.due), agreed.from_thread) == (ben, "2031-05-06", thread)
    assert "Follow-up: Say what the copy tool does (Ben)" in card(browser, review)
    closing.end(review=room.open_room(review=review, by=ana), by=ana)
    record = browser.get(reverse("reviews:review", args=[review.uid])).content.decode()
    assert f"#thread-{thread.pk}" in record


def test_a_talking_point_needs_a_vote_that_is_still_being_composed(
    ana: User, as_user: SignIn, review: Review, thread: Thread
) -> None:
    browser, sent = as_user(ana), {"text": "Silent tools", "way": "point"}
    browser.post(url(review, thread), sent)
    assert TalkingPoint.objects.get().from_thread == thread
    long = browser.post(url(review, thread), {"text": "x" * 201, "way": "point"})
    assert "at most 200 characters" in long.content.decode()
    polls.open_poll(poll=room.open_room(review=review, by=ana).poll, by=ana)
    assert browser.post(url(review, thread), sent | {"text": "Another"}).status_code == 422
    assert TalkingPoint.objects.count() == 1


def test_only_facilitators_may_make_a_follow_up_or_a_point(
    ben: User, as_user: SignIn, review: Review, thread: Thread
) -> None:
    browser = as_user(ben)
    for way in ("follow_up", "point"):
        assert browser.post(url(review, thread), {"text": "Mine", "way": way, "owner": ben.pk}).status_code == 422
    assert not FollowUp.objects.exists()
    assert not TalkingPoint.objects.exists()
