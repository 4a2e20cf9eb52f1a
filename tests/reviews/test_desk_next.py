"""The desk leads through the meeting: one primary button at a time."""

import re
from collections.abc import Callable

from django.test import Client

from accounts.models import User
from reviews.actions import polls, room
from reviews.models import TalkingPoint
from tests.reviews import narrative_case
from tests.reviews.narrative_case import Narrative

SignIn = Callable[[User], Client]
PRIMARY = re.compile(r'class="button button-primary[^"]*" id="([^"]+)"')


def primary(browser: Client, told: Narrative) -> list[str]:
    return [each for part in ("desk_next", "narrative_desk") for each in PRIMARY.findall(told.text(browser, part))]


def test_there_is_one_primary_button_at_a_time(ana: User, ben: User, as_user: SignIn) -> None:
    told = narrative_case.prepared(ana, ben)
    browser, review = as_user(ana), told.review
    assert primary(browser, told) == ["room-open"]
    polls.offer(poll=review.poll, by=ana, kind=TalkingPoint.Kind.INCIDENT, text="Backups")
    room.open_room(review=review, by=ana)
    assert primary(browser, told) == ["step-vote"]
    polls.open_poll(poll=review.poll, by=ana)
    assert primary(browser, told) == ["step-vote"]
    polls.reveal(poll=review.poll, by=ana)
    shown = []
    while here := room.current(review):
        shown.append((here.kind, *primary(browser, told)))
        room.move_on(review=review, by=ana, item=here.pk)
    assert shown[0] == ("opening", "step-on")
    assert shown[2:4] == [("narrative", "step-on"), ("themes", "step-on")]
    assert shown[-1] == ("steps", "step-close")
    assert primary(browser, told) == ["step-close"]


def test_while_moments_are_left_to_tell_the_next_one_is_the_step(ana: User, ben: User, as_user: SignIn) -> None:
    told = narrative_case.opened(ana, ben, ana)
    assert primary(as_user(ana), told) == ["telling-after"]
    as_user(ana).post(told.url("narrative_show"), {"event": told.events[1].pk})
    assert primary(as_user(ana), told) == ["step-on"]
