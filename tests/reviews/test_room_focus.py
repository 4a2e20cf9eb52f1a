"""Focus stays where it was: whatever a page of the room fetches or hears anew can be found again in it by its id."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from live.regions import snapshot
from reviews.actions import room
from tests.reviews import room_steps

SignIn = Callable[[User], Client]
REACHED = re.compile(r"<(?:a|button|input|select|textarea|summary)\b[^>]*>")
ID = re.compile(r'\sid="([^"]+)"')
DESK = (
    "desk_next",
    "desk_mine",
    "desk_opening",
    "desk_people",
    "desk_offer",
    "desk_signals",
    "desk_talk",
    "desk_questions",
    "narrative_desk",
    "agenda_desk",
    "closing_left",
)
ROOM = ("poll_mine", "my_opening", "narrative_mine", "parts_mine", "questions_mine", "rabbit_mine")


@pytest.fixture
def meeting(ana: User, ben: User, cleo: User, mira: User) -> room_steps.Meeting:
    return room_steps.prepared(ana, ben, cleo, mira)


def opened(browser: Client, meeting: room_steps.Meeting, name: str) -> str:
    return browser.get(reverse(f"reviews:{name}", args=[meeting.review.uid])).content.decode()


def nameless(html: str) -> list[str]:
    reached = [tag for tag in REACHED.findall(html) if 'type="hidden"' not in tag]
    return [tag for tag in reached if not ID.search(tag)]


def test_everything_that_can_be_focused_in_a_part_that_is_swapped_has_an_id(
    as_user: SignIn, meeting: room_steps.Meeting
) -> None:
    """Its own, that nothing else on the page has. Looked at now and then in a long meeting, so that each part was there."""
    browsers = {DESK: as_user(meeting.ana), ROOM: as_user(meeting.ben)}
    wrong: set[str] = set()
    for number, (_name, act) in enumerate(meeting.steps()):
        act()
        if number % 21 != 20:
            continue
        for parts, browser in browsers.items():
            for part in parts:
                wrong |= {f"{part}: {tag}" for tag in nameless(opened(browser, meeting, part))}
        heard = snapshot(meeting.ana, room.topic(meeting.review))
        wrong |= {f"{region}: {tag}" for region, html in heard.items() for tag in nameless(html)}
        desk = ID.findall(opened(browsers[DESK], meeting, "desk"))
        wrong |= {f"desk: {each} twice" for each in desk if desk.count(each) > 1}
    assert wrong == set()


def test_a_button_of_the_desk_is_answered_with_its_part_alone(as_user: SignIn, meeting: room_steps.Meeting) -> None:
    steps = meeting.steps()
    while next(steps)[1]() is None or meeting.review.stage != "meeting":
        pass
    browser = as_user(meeting.ana)
    here = room.current(meeting.review)
    assert here
    answers = {
        "room_extend": {},
        "room_move_on": {"item": here.pk},
        "poll_point": {"kind": "incident", "text": "What the runbook leaves open"},
        "poll_votes_each": {"each": 2},
    }
    for name, form in answers.items():
        url = reverse(f"reviews:{name}", args=[meeting.review.uid])
        html = browser.post(url, form, headers={"HX-Request": "true"}).content.decode()
        assert "<html" not in html, name
        assert "csrfmiddlewaretoken" in html, name
    assert "What the runbook leaves open" in html
    wrong = browser.post(reverse("reviews:poll_point", args=[meeting.review.uid]), {}, headers={"HX-Request": "true"})
    assert (wrong.status_code, "Write what to talk about." in wrong.content.decode()) == (422, True)
