"""The demo: anyone may be anyone, only there; its bar moves dates and never a state."""

import importlib
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from demo.actions import clock, story
from demo.tasks import others_do
from incidents.models import Incident
from outbox.actions import messages
from reviews.actions import polls, reviews, room
from reviews.models import AttendanceSpan, Review
from reviews.queries import plan
from surveys import tokens
from surveys.models import FormatChange, ReviewFact, Survey, TrendPoint


@pytest.fixture
def demo(settings: Any, db: None) -> Review:
    settings.DEMO = True
    return story.load()


def test_the_story_has_its_people_incidents_and_a_review_ahead(demo: Review) -> None:
    assert Incident.objects.count() == 9
    assert demo.incident.events.count() == 14
    assert demo.participations.count() == 9
    assert demo.meets_at > timezone.now() + timedelta(days=3)


def test_a_second_load_adds_nothing(demo: Review) -> None:
    before = (Incident.objects.count(), User.objects.count(), Review.objects.count())
    assert story.load() == demo
    assert (Incident.objects.count(), User.objects.count(), Review.objects.count()) == before


def test_one_can_be_ana(demo: Review, client: Client) -> None:
    client.post(reverse("demo:become"), {"email": "ana@example.org"})
    assert "Hello Ana" in client.get(reverse("home")).content.decode()


@pytest.mark.parametrize(("wanted", "lands"), [("/reviews/?a=1", "/reviews/?a=1"), ("https://elsewhere.example/", "/")])
def test_whoever_was_signed_out_comes_back_to_where_they_were(
    demo: Review, client: Client, wanted: str, lands: str
) -> None:
    answer = client.post(reverse("demo:become"), {"email": "ana@example.org", "next": wanted})
    assert answer.headers["Location"] == lands


def test_outside_of_a_demo_nobody_becomes_anybody(db: None, client: Client, ana: User) -> None:
    for name in ["become", "step"]:
        assert client.post(reverse(f"demo:{name}"), {"email": ana.email}).status_code == 404
    with pytest.raises(CommandError):
        call_command("demo_load")


def test_only_the_people_of_the_story_can_be_chosen(demo: Review, client: Client, person: Callable[..., User]) -> None:
    person("Zoe")
    assert client.post(reverse("demo:become"), {"email": "zoe@example.org"}).status_code == 404


def test_two_days_before_ana_is_reminded_of_the_document(demo: Review, client: Client) -> None:
    client.post(reverse("demo:step"), {"to": "two_days"})
    subjects = [each.subject for each in mail.outbox if "ana@example.org" in each.to[0]]
    assert any("not ready" in subject for subject in subjects)


def test_a_step_that_lies_behind_says_so(demo: Review, client: Client) -> None:
    def told(to: str) -> bool:
        client.post(reverse("demo:become"), {"email": "ana@example.org"})
        return "That lies behind" in client.post(reverse("demo:step"), {"to": to}, follow=True).content.decode()

    assert not told("two_days")
    assert told("three_days")
    assert not told("one_day")
    assert not told("meeting_over")
    assert told("meeting_over")
    assert told("meeting")


def test_three_days_before_a_ready_document_goes_out(demo: Review, client: Client) -> None:
    reviews.mark_ready(review=demo, by=User.objects.get(email="ana@example.org"))
    messages.send_due()
    assert not [each for each in mail.outbox if "To read" in each.subject]
    client.post(reverse("demo:step"), {"to": "three_days"})
    assert len([each for each in mail.outbox if "To read" in each.subject]) == 9


def test_a_step_never_goes_back(demo: Review) -> None:
    clock.bring_near(review=demo, before=timedelta(hours=10))
    there = demo.meets_at
    clock.bring_near(review=demo, before=timedelta(hours=20))
    assert demo.meets_at == there


def test_eight_weeks_before_the_story_were_reviewed_and_drawn(demo: Review) -> None:
    earlier = Review.objects.exclude(pk=demo.pk)
    assert {each.stage for each in earlier} == {"held"}
    assert earlier.count() == 8
    assert all(each.survey.result and each.ended_at < timezone.now() for each in earlier)
    # Two weeks had four answers each: one wide point.
    points = TrendPoint.objects.all()
    assert sorted((point.last_week - point.first_week).days for point in points) == [0, 0, 0, 0, 0, 0, 7]
    assert FormatChange.objects.count() == 2


def test_whoever_came_to_an_earlier_meeting_stayed_for_it(demo: Review) -> None:
    for fact in ReviewFact.objects.all():
        minutes, people = fact.figures["minutes"]
        assert 55 <= minutes / people <= 61


def test_when_the_meeting_is_over_those_who_were_there_are_asked(demo: Review, client: Client) -> None:
    client.post(reverse("demo:step"), {"to": "meeting_over"})
    demo.refresh_from_db()
    assert demo.stage == "held"
    asked = [each for each in mail.outbox if "How was the learning review" in each.subject]
    assert len(asked) == demo.attendances.count() == 9
    stretches = AttendanceSpan.objects.filter(attendance__review=demo)
    assert all((each.to_at - each.from_at).total_seconds() >= 55 * 60 for each in stretches)


def test_stepping_past_the_days_before_keeps_their_promise(demo: Review, client: Client) -> None:
    client.post(reverse("demo:step"), {"to": "meeting_over"})
    demo.refresh_from_db()
    path = {station["key"]: station["state"] for station in plan.spine(demo)}
    assert (path["document"], path["sent"], path["meeting"]) == ("done", "done", "done")
    assert demo.attendances.filter(user__email="ben@example.org").exists()


def test_a_link_that_was_mailed_stays_good_when_the_dates_are_moved(demo: Review, client: Client) -> None:
    client.post(reverse("demo:step"), {"to": "meeting_over"})
    survey = Survey.objects.get(review=demo)
    token = tokens.token(survey, survey.invites.first().user_id)
    clock.shift(review=demo, delta=-timedelta(hours=1))
    assert client.get(reverse("surveys:enter", args=[token])).status_code == 302


def test_when_the_survey_is_closed_its_result_and_its_point_are_there(demo: Review, client: Client) -> None:
    before = TrendPoint.objects.count()
    client.post(reverse("demo:step"), {"to": "survey_closed"})
    assert Survey.objects.get(review=demo).result.frozen["enough"]
    assert TrendPoint.objects.count() == before + 1
    client.post(reverse("demo:step"), {"to": "survey_closed"})
    assert TrendPoint.objects.count() == before + 1


def test_those_whom_nobody_plays_come_and_vote_while_the_room_is_open(demo: Review) -> None:
    ana = User.objects.get(email="ana@example.org")
    others_do()
    assert not demo.attendances.exists()
    points = [polls.offer(poll=demo.poll, by=ana, kind="incident", text=text) for text in ("One", "Two")]
    room.open_room(review=demo, by=ana)
    polls.open_poll(poll=demo.poll, by=ana)
    for _turn in range(2):
        others_do()
    assert demo.attendances.count() == 7
    assert demo.poll.votes.count() == 6
    assert set(demo.poll.votes.values_list("point", flat=True)) == {point.pk for point in points}


def test_a_demo_cannot_run_with_production_settings(monkeypatch: pytest.MonkeyPatch) -> None:

    monkeypatch.setenv("DEBRIEF_DEMO", "1")
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    monkeypatch.delitem(sys.modules, "config.settings")
    with pytest.raises(ImproperlyConfigured):
        importlib.import_module("config.settings")
