"""An open page after its events is a freshly loaded page: for every action of the room, on every page of it."""

import inspect
import re
from collections.abc import Callable
from types import ModuleType

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

import live
from accounts.models import User
from live.regions import heard_by, render, snapshot
from reviews import actions, guest_pass
from reviews.actions import room
from reviews.models import Review
from reviews.room_region import SHOWN_TO_GUESTS
from tests.reviews import room_steps

SignIn = Callable[[User], Client]
# What is no page's action: the parts of others that are called by these, and signs of life that nothing shared shows.
PARTS = {
    "attendance.seen",
    "attendance.finish",
    "guests.seen",
    "parked.changed",
    "room.begin",
    "room.current",
    "room.topic",
    "room.end",
}
MODULES = {name.partition(".")[0] for name in PARTS} | {
    "closing",
    "comfort",
    "leading",
    "narrative",
    "opening",
    "points",
    "polls",
    "questions",
    "rabbit_holes",
    "recording",
}
PAGE = re.compile(r'data-region="(\w+)"')


@pytest.fixture
def meeting(ana: User, ben: User, cleo: User, mira: User) -> room_steps.Meeting:
    return room_steps.prepared(ana, ben, cleo, mira)


def public(module: ModuleType) -> set[str]:
    found = inspect.getmembers(module, inspect.isfunction)
    short = module.__name__.rpartition(".")[2]
    own = [name for name, each in found if inspect.unwrap(each).__module__ == module.__name__]
    return {f"{short}.{name}" for name in own if not name.startswith("_")}


def test_an_open_page_after_its_events_is_a_freshly_loaded_page(
    monkeypatch: pytest.MonkeyPatch, meeting: room_steps.Meeting
) -> None:
    told: set[str] = set()
    monkeypatch.setattr(live, "publish", lambda _topic, *names: told.update(names))
    topic, wrong, tried = room.topic(meeting.review), [], set()
    for number, (name, act) in enumerate(meeting.steps()):
        page = snapshot(meeting.ana, topic)
        told.clear()
        act()
        tried.add(name)
        page |= render(topic, told & set(page))
        wrong += [
            f"{number} {name}: {key} is stale"
            for key, html in snapshot(meeting.ana, topic).items()
            if page[key] != html
        ]
    assert wrong == []
    there = set().union(*(public(getattr(actions, module)) for module in MODULES))
    assert there - tried - PARTS == set(), "actions of the room that no step tries"


@pytest.mark.parametrize(("name", "who"), [("room", "ben"), ("room", "ana"), ("desk", "ana"), ("stage", "ana")])
def test_every_page_shows_its_regions_as_a_stream_would_send_them(
    name: str, who: str, as_user: SignIn, meeting: room_steps.Meeting
) -> None:
    user = getattr(meeting, who)
    browser, topic = as_user(user), room.topic(meeting.review)
    for number, (_step, act) in enumerate(meeting.steps()):
        act()
        if number % 8:
            continue
        html = browser.get(reverse(f"reviews:{name}", args=[meeting.review.uid])).content.decode()
        sent = snapshot(user, topic)
        for key in PAGE.findall(html):
            assert f">{sent[key]}<" in html, (number, key)
    assert {"now", "poll"} <= set(PAGE.findall(html))
    assert heard_by(user, topic) >= set(PAGE.findall(html))


def test_a_guests_page_shows_its_regions_and_hears_no_others(meeting: room_steps.Meeting) -> None:
    steps, browser = meeting.steps(), Client()
    for _step, act in steps:
        act()
        if "gil" in meeting.made:
            break
    browser.cookies[guest_pass.NAME] = signing.dumps(meeting.made["gil"].pk, salt=guest_pass.SALT)
    tried = 0
    for number, (_step, act) in enumerate(steps):
        act()
        if number % 6 or not Review.objects.get(pk=meeting.pk).guests_allowed:
            continue
        html = browser.get(reverse("reviews:guest_room")).content.decode()
        assert set(PAGE.findall(html)) == set(SHOWN_TO_GUESTS)
        for key, sent in render(room.topic(meeting.review), SHOWN_TO_GUESTS).items():
            assert f">{sent}<" in html, (number, key)
        tried += 1
    assert tried > 5
