"""When the vote may be composed no more: after the meeting, in a cancelled review; and nothing is discussed before the reveal."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from reviews.actions import points, polls, reviews, room
from reviews.models import Review, TalkingPoint
from tests.reviews import plan_case

SignIn = Callable[[User], Client]


@pytest.fixture
def review(ana: User, ben: User) -> Review:
    planned = plan_case.review(ana, ben)
    polls.offer(poll=planned.poll, by=ana, kind=TalkingPoint.Kind.INCIDENT, text="Backups")
    return planned


def over(review: Review, ana: User, how: str) -> None:
    if how == "cancelled":
        reviews.cancel(review=review, by=ana)
    else:
        room.open_room(review=review, by=ana)
        room.end(review=review, by=ana)


@pytest.mark.parametrize("how", ["cancelled", "held"])
def test_nothing_is_offered_for_a_meeting_that_is_over(ana: User, as_user: SignIn, review: Review, how: str) -> None:
    over(review, ana, how)
    desk = as_user(ana)
    for name, sent in (
        ("poll_point", {"text": "Late"}),
        ("point_carry", {"point": "1"}),
        ("poll_votes_each", {"each": 2}),
    ):
        assert desk.post(reverse(f"reviews:{name}", args=[review.uid]), sent).status_code == 403
    said = desk.get(reverse("reviews:desk", args=[review.uid])).content.decode()
    assert "Offer it" not in said
    assert "Take off" not in said
    for kind in (TalkingPoint.Kind.INCIDENT, TalkingPoint.Kind.OTHER):
        with pytest.raises(polls.NotOpen):
            polls.offer(poll=review.poll, by=ana, kind=kind, text="Late")
    with pytest.raises(polls.NotOpen):
        points.carry(poll=review.poll, by=ana, point=review.poll.points.get())
    assert review.poll.points.count() == 1


def test_nothing_is_marked_as_discussed_before_the_result_is_shown(ana: User, as_user: SignIn, review: Review) -> None:
    room.open_room(review=review, by=ana)
    point = review.poll.points.get()
    address = reverse("reviews:poll_discussed", args=[review.uid, point.pk])
    assert "not shown yet" in as_user(ana).post(address).content.decode()
    with pytest.raises(polls.NotOpen):
        polls.discussed(point=point, by=ana)
    point.refresh_from_db()
    assert point.discussed_at is None
    polls.open_poll(poll=review.poll, by=ana)
    polls.reveal(poll=review.poll, by=ana)
    as_user(ana).post(address)
    point.refresh_from_db()
    assert point.discussed_at
