"""Questions at moments: asked where they belong, seen by those of the review, told at their moment in the meeting."""

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from incidents.actions import contents
from live.regions import snapshot
from reviews.actions import narrative, questions, room
from reviews.models import Question
from reviews.queries import pinned
from tests.reviews.narrative_case import Narrative, bring_to_narrative, prepared

SignIn = Callable[[User], Client]


@pytest.fixture
def told(ana: User, ben: User, cleo: User) -> Narrative:
    """The meeting is being prepared; its narrative has two moments."""
    return prepared(ana, ben, cleo)


def ask(told: Narrative, browser: Client, number: int, text: str, to: str = "all") -> str:
    url = told.url("pinned_ask", told.events[number].pk)
    return unescape(browser.post(url, {"text": text, "to": to}, follow=True).content.decode())


def region(told: Narrative, user: User) -> str:
    return snapshot(user, room.topic(told.review))["narrative"]


def test_a_question_is_asked_at_a_moment_and_seen_by_those_who_prepare(
    ana: User, ben: User, cleo: User, as_user: SignIn, told: Narrative
) -> None:
    shown = ask(told, as_user(ben), 1, "Who else knew?")
    assert "The facilitators see it when they prepare the meeting." in shown
    page = told.text(as_user(ana), "pinned")
    assert page.index("Moment 0 happened") < page.index("Moment 1 happened") < page.index("Who else knew?")
    assert "Moment 1 happened" in told.text(as_user(ana), "desk_questions")
    assert '<span class="badge badge-accent">1</span>' in told.text(as_user(ana), "review")
    assert "Who else knew?" in told.text(as_user(cleo), "pinned")


def test_the_incidents_page_has_it_at_its_moment_for_those_of_the_review_alone(
    ben: User, otto: User, as_user: SignIn, told: Narrative
) -> None:
    ask(told, as_user(ben), 1, "Who else knew?")
    slot = reverse("reviews:pinned_slot", args=[told.review.incident.uid])
    shown = as_user(ben).get(slot).content.decode()
    assert f'id="asked-{told.events[1].pk}" hx-swap-oob="true"' in shown
    assert "Who else knew?" in shown
    assert as_user(otto).get(slot).content.decode().strip() == ""


def test_one_for_oneself_is_seen_by_nobody_else(ana: User, ben: User, as_user: SignIn, told: Narrative) -> None:
    ask(told, as_user(ben), 0, "Was it me?", to="me")
    bring_to_narrative(told, ana)
    slot = reverse("reviews:pinned_slot", args=[told.review.incident.uid])
    assert "Was it me?" in told.text(as_user(ben), "pinned")
    assert "Was it me?" in told.text(as_user(ben), "narrative_mine")
    assert "Was it me?" not in region(told, ben)
    for name in ("pinned", "desk", "narrative_mine", "room", "stage"):
        assert "Was it me?" not in told.text(as_user(ana), name)
    assert "Was it me?" not in as_user(ana).get(slot).content.decode()


def test_in_the_meeting_it_stands_at_its_moment_and_nowhere_else(
    ana: User, ben: User, cleo: User, as_user: SignIn, told: Narrative
) -> None:
    ask(told, as_user(ben), 1, "Who else knew?")
    bring_to_narrative(told, ana)
    assert "Who else knew?" not in region(told, cleo)
    narrative.show(review=told.review, by=ana, event=told.events[1])
    assert "Who else knew?" in region(told, cleo)
    assert "Who else knew?" in told.text(as_user(ana), "narrative_desk")
    change = told.url("question_change", Question.objects.get().pk)
    as_user(ana).post(change, {"do": "answered", "back": "desk"})
    assert "answered" in region(told, cleo)


def test_what_is_let_go_takes_no_time_of_the_meeting(ana: User, ben: User, as_user: SignIn, told: Narrative) -> None:
    ask(told, as_user(ben), 0, "Who else knew?")
    change = told.url("question_change", Question.objects.get().pk)
    answer = as_user(ana).post(change, {"do": "let_go", "back": "pinned"})
    assert answer["Location"] == told.url("pinned")
    bring_to_narrative(told, ana)
    assert "Who else knew?" not in region(told, ben)


def test_an_empty_question_says_so_and_the_moment_stays_in_sight(ben: User, as_user: SignIn, told: Narrative) -> None:
    shown = ask(told, as_user(ben), 0, " ")
    assert "Write your question." in shown
    assert "Moment 0 happened" in shown


def test_a_moment_of_another_incident_is_not_found_here(ana: User, ben: User, as_user: SignIn, told: Narrative) -> None:
    other = prepared(ana, ben)
    url = told.url("pinned_ask", other.events[0].pk)
    assert as_user(ben).post(url, {"text": "Hm?", "to": "all"}).status_code == 404


def test_it_outlives_its_moment_with_the_words_it_was_about(
    ana: User, ben: User, as_user: SignIn, told: Narrative
) -> None:
    ask(told, as_user(ben), 0, "Who else knew?")
    contents.remove_event(event=told.events[0], by=ana)
    page = unescape(told.text(as_user(ana), "desk_questions"))
    assert "Who else knew?" in page
    assert "“Moment 0 happened”" in page


def test_what_was_known_then_and_the_figure_are_in_the_room(
    ana: User, ben: User, as_user: SignIn, told: Narrative
) -> None:
    type(told.events[1]).objects.filter(pk=told.events[1].pk).update(known_then="Only one graph was red.")
    bring_to_narrative(told, ana)
    narrative.show(review=told.review, by=ana, event=told.events[1])
    for name in ("stage", "room", "desk"):
        assert "Only one graph was red." in told.text(as_user(ana), name)
    figure = told.text(as_user(ana), "stage").partition('class="timeline-figure"')[2].partition("</svg>")[0]
    assert figure.count('class="timeline-dot"') == 2
    ring = figure.index('class="timeline-ring"')
    assert figure.index("1: Moment 0") < figure.index("2: Moment 1") < ring


def test_the_moments_ask_as_often_for_2_as_for_20(
    ana: User, ben: User, told: Narrative, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def look() -> None:
        for each in pinned.moments(told.review, ben):
            assert all(question.asker and question.is_open for question in each.asked)

    def pin(n: int) -> None:
        for number in range(n):
            questions.ask(review=told.review, by=ben, text=f"{number}?", for_all=number % 2 == 0, event=told.events[0])

    pin(2)
    with django_assert_num_queries(3):
        look()
    pin(18)
    with django_assert_num_queries(3):
        look()
