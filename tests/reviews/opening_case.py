"""A meeting of a series that is on, with two people in the room, as the tests of its opening need it."""

from collections.abc import Callable
from dataclasses import replace

from django.test import Client
from django.urls import reverse

from accounts.models import User
from reviews.actions import recording, reviews, room
from reviews.models import Review, Series
from tests.reviews import plan_case

SignIn = Callable[[User], Client]


def opened(by: User, there: User, invited: User, series: Series) -> Review:
    """On, with the facilitator and `there` in the room."""
    plan = replace(plan_case.plan(), series=series)
    made = reviews.start(incident=plan_case.incident(by, there), by=by, plan=plan, invite=[there, invited])
    meeting = room.open_room(review=made, by=by)
    room.arrive(review=meeting, user=there)
    return meeting


def url(name: str, review: Review, *more: int) -> str:
    return reverse(f"reviews:{name}", args=[review.uid, *more])


def page(name: str, user: User, as_user: SignIn, review: Review) -> str:
    return as_user(user).get(url(name, review)).content.decode()


def step(client: Client, review: Review, do: str, shown: int = 0) -> None:
    client.post(url("rules_step", review), {"do": do, "shown": shown})


def record(review: Review, by: User, **words: object) -> None:
    told = {"why": "For those who could not come.", "audience": "the invited", "kept_days": 14} | words
    recording.change_plan(review=review, by=by, recorded=True, **told)


def answer(user: User, as_user: SignIn, review: Review, said: str, **way: str) -> None:
    as_user(user).post(url("recording_answer", review), {"answer": said, **way})
