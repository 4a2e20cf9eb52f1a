"""What a page of the room says once and plainly: the result, the themes on offer, a moment's time, the end, a private word."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from incidents.actions import contents
from live.regions import snapshot
from reviews.actions import closing, points, polls, rabbit_holes, room
from reviews.models import AgendaItem, ParkedItem, RabbitHole, Review, TalkingPoint
from tests.reviews import plan_case
from tests.reviews.narrative_case import Narrative, opened

SignIn = Callable[[User], Client]


@pytest.fixture
def review(ana: User, ben: User, cleo: User) -> Review:
    """A meeting whose vote is open, on one point."""
    made = plan_case.review(ana, ben, cleo)
    polls.offer(poll=made.poll, by=ana, kind=TalkingPoint.Kind.INCIDENT, text="Two prompts")
    made = room.open_room(review=made, by=ana)
    polls.open_poll(poll=made.poll, by=ana)
    return made


@pytest.fixture
def told(ana: User, ben: User, cleo: User) -> Narrative:
    return opened(ana, ben, cleo)


def page(browser: Client, review: Review, name: str = "room") -> str:
    return browser.get(reverse(f"reviews:{name}", args=[review.uid])).content.decode()


def test_the_desk_shows_the_result_once_with_what_was_discussed(ana: User, as_user: SignIn, review: Review) -> None:
    polls.reveal(poll=review.poll, by=ana)
    mine = page(as_user(ana), review, "desk_mine")
    shared = mine.index('data-region="poll"')  # room.css leaves its bars out on the desk
    own = mine[mine.index("</div>", shared) :]
    assert own.count("<meter") == own.count("Two prompts</span>") - own.count('hidden"> Two prompts</span>') == 1
    assert "Discussed" in own
    polls.discussed(point=review.poll.points.get(), by=ana)
    assert '<span class="badge badge-ok">discussed</span>' in page(as_user(ana), review, "desk_mine")


@pytest.mark.parametrize(("seen_elsewhere", "own"), [(["a", "b"], []), (["a", "b", "c", "d"], ["c", "d"])])
def test_a_theme_is_offered_under_one_heading_alone(
    ana: User, as_user: SignIn, seen_elsewhere: list[str], own: list[str]
) -> None:
    """Seen here and elsewhere it is a common one; with too few left of this incident it is one of its own."""
    review, other = plan_case.review(ana), plan_case.incident(ana)
    for letter in seen_elsewhere:
        for incident in (review.incident, other):
            contents.see_theme(incident=incident, by=ana, title=f"Theme {letter}", event=None)
    here, common = page(as_user(ana), review, "desk").split("<h3>Common themes</h3>")
    assert [letter for letter in seen_elsewhere if f"Theme {letter}" in here] == own
    assert [letter for letter in seen_elsewhere if f"Theme {letter}" in common] == ["a", "b"]


def test_a_moments_time_is_told_once_for_the_page_to_set_into_the_readers_zone(ben: User, told: Narrative) -> None:
    type(told.review.incident).objects.update(time_zone="Asia/Tokyo")
    html = snapshot(ben, room.topic(told.review))["narrative"]
    when = html[html.index("telling-when") : html.index("telling-what")]
    assert len(re.findall(r"\d\d:\d\d [A-Z]+", when)) == 1
    assert re.search(r'<time data-clock datetime="[^"]+">\d\d:\d\d JST</time>', when)


def test_what_the_room_parks_says_what_it_was_about(ana: User, ben: User, told: Narrative) -> None:
    rabbit_holes.ask(review=told.review, by=ben)
    assert RabbitHole.objects.get().about == "Narrative: Moment 0 happened"


def test_among_the_themes_it_is_the_point_that_is_discussed(ana: User, ben: User, review: Review) -> None:
    polls.reveal(poll=review.poll, by=ana)
    while (here := room.current(review)) and here.kind != AgendaItem.Kind.THEMES:
        room.move_on(review=review, by=ana, item=here.pk)
    hole = rabbit_holes.ask(review=review, by=ben)
    rabbit_holes.answer(hole=hole, by=ben, park=True)
    RabbitHole.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    rabbit_holes.settle(review=review)
    assert ParkedItem.objects.get().text == "Themes: Two prompts"


def test_after_the_end_the_room_says_so_and_where_questions_go(
    ana: User, ben: User, as_user: SignIn, review: Review
) -> None:
    browser = as_user(ben)
    assert "now goes to the facilitators" not in page(browser, review)
    closing.end(review=review, by=ana, later=True)
    after = page(browser, review)
    assert "The meeting is over." in snapshot(ben, room.topic(review))["now"]
    assert "What you ask now goes to the facilitators" in after
    assert ">Ask the facilitators</a>" in after
    assert ">Park</a>" not in after
    assert "now goes to the facilitators" in page(browser, review, "question_ask")


def test_a_private_word_can_be_taken_back_also_after_a_reload(ben: User, as_user: SignIn, review: Review) -> None:
    browser, off = as_user(ben), 'id="comfort-back" name="kind" value="" aria-disabled="true"'
    assert off in page(browser, review)
    browser.post(reverse("reviews:comfort", args=[review.uid]), {"kind": "slower"})
    assert off not in page(browser, review)
    # The same buttons before and after: nothing grows under the finger.
    answer = browser.post(reverse("reviews:comfort", args=[review.uid]), {"kind": ""}, HTTP_HX_REQUEST="true")
    assert off in answer.content.decode()


def test_who_writes_in_what_was_put_aside_reads_why(ana: User, ben: User, as_user: SignIn, review: Review) -> None:
    gossip = polls.offer(poll=review.poll, by=ben, kind=TalkingPoint.Kind.OTHER, text="Who was careless")
    points.hide(point=gossip, by=ana, because="It names a person instead of the work.")
    address = reverse("reviews:poll_write_in", args=[review.uid])
    after = as_user(ben).post(address, {"text": "who was careless"}, follow=True).content.decode()
    assert "put aside: It names a person instead of the work." in after
