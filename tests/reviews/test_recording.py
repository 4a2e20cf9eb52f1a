"""The recording of a meeting: said beforehand, answered by each for themselves, and on only while nobody's answer is missing."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEntry, User
from live.regions import snapshot
from reviews.actions import opening, recording, room
from reviews.models import Attendance, RecordingAnswer, Review, Series
from reviews.queries import opening as queries
from tests.reviews.opening_case import SignIn, answer, opened, page, record, step, url


@pytest.fixture
def review(ana: User, ben: User, cleo: User) -> Review:
    """On, with Ana and Ben in the room."""
    return opened(ana, ben, cleo, Series.objects.create(name="Tuesday review"))


def heard(user: User, review: Review, region: str) -> str:
    """What a stream tells this person."""
    return snapshot(user, room.topic(review)).get(region, "")


def test_what_is_recorded_is_said_with_why_for_whom_and_how_long(
    ana: User, ben: User, as_user: SignIn, review: Review
) -> None:
    assert "recorded" not in page("room", ben, as_user, review)
    record(review, ana)
    html = page("room", ben, as_user, review)
    for words in ("For those who could not come.", "Who will hear it: the invited.", "It is kept for 14 days"):
        assert words in html


def test_it_is_not_on_before_each_has_answered(ana: User, ben: User, as_user: SignIn, review: Review) -> None:
    record(review, ana)
    assert "The recording is not on yet: 2 have not answered." in page("stage", ana, as_user, review)
    answer(ana, as_user, review, "yes")
    assert "not on yet: 1 has not answered." in page("room", ben, as_user, review)
    as_user(ana).post(url("recording_do", review), {"do": "on"})
    assert queries.recording(review).state == "waiting"
    answer(ben, as_user, review, "yes")
    assert "it may start" in page("stage", ana, as_user, review)
    as_user(ana).post(url("recording_do", review), {"do": "on"})
    assert "The recording is on." in page("room", ben, as_user, review)


def test_who_comes_late_pauses_it_until_they_have_answered(
    ana: User, ben: User, cleo: User, as_user: SignIn, review: Review
) -> None:
    record(review, ana)
    for user in (ana, ben):
        recording.answer(review=review, by=user, answer="yes")
    recording.turn_on(review=review, by=ana)
    as_user(cleo).post(url("room_arrive", review))
    assert "The recording is paused: 1 has not answered yet." in page("stage", ana, as_user, review)
    answer(cleo, as_user, review, "yes")
    assert "paused and may go on" in page("stage", ana, as_user, review)
    as_user(ana).post(url("recording_do", review), {"do": "on"})
    assert queries.recording(review).state == "on"


def test_who_has_not_answered_is_named_to_facilitators_alone(
    ana: User, ben: User, cleo: User, as_user: SignIn, review: Review
) -> None:
    record(review, ana)
    assert re.search(r"Not answered yet:.*Ben", page("desk_opening", ana, as_user, review), re.S)
    for name in ("room", "stage"):
        assert "Ben" not in page(name, cleo, as_user, review)


def test_a_no_is_private_and_offers_ways_to_take_part(
    ana: User, ben: User, cleo: User, as_user: SignIn, review: Review
) -> None:
    record(review, ana)
    for user in (ana, cleo):
        answer(user, as_user, review, "yes")
    answer(ben, as_user, review, "no")
    mine = page("room", ben, as_user, review)
    for way, words in RecordingAnswer.Way.choices:
        assert f'value="{way}"' in mine
        assert str(words) in mine
    answer(ben, as_user, review, "no", way="write")
    assert "I write what I have to say instead" in page("desk", ana, as_user, review)
    for name in ("room", "stage"):
        html = page(name, cleo, as_user, review)
        assert "Ben" not in html
        assert "I write" not in html
    assert heard(cleo, review, "answers") == ""
    assert not [each for each in AuditEntry.objects.all() if {"no", "write"} & set(each.detail.values())]


def test_the_room_shows_the_same_after_a_no_as_after_a_yes(ana: User, ben: User, review: Review) -> None:
    record(review, ana)
    recording.answer(review=review, by=ana, answer="yes")
    shown = []
    for said in ("yes", "no", "yes"):
        recording.answer(review=review, by=ben, answer=said)
        shown.append(heard(ana, review, "recording"))
    assert len(set(shown)) == 1
    recording.turn_on(review=review, by=ana)
    paused = []
    for said in ("no", "yes"):
        recording.answer(review=review, by=ben, answer=said)
        paused.append(heard(ana, review, "recording"))
        recording.turn_on(review=review, by=ana)
    assert len(set(paused)) == 1
    assert "paused" in paused[0]


def test_answers_are_kept_with_their_time(ana: User, ben: User, as_user: SignIn, review: Review) -> None:
    record(review, ana)
    for said in ("yes", "yes", "no"):
        answer(ben, as_user, review, said)
    kept = RecordingAnswer.objects.filter(user=ben)
    assert [(each.answer, each.ended_at is None) for each in kept] == [("yes", False), ("no", True)]
    assert all(each.answered_at for each in kept)
    room.end(review=review, by=ana)
    html = page("recording_plan", ana, as_user, review)
    assert html.count("<td>Ben</td>") == 2
    assert as_user(ben).get(url("recording_plan", review)).status_code == 403


def test_other_words_about_the_recording_ask_everyone_again(ana: User, ben: User, review: Review) -> None:
    record(review, ana)
    for user in (ana, ben):
        recording.answer(review=review, by=user, answer="yes")
    recording.turn_on(review=review, by=ana)
    record(review, ana, audience="the whole company")
    assert heard(ben, review, "recording").count("paused: 2 have not answered yet") == 1


def test_nobody_waits_for_somebody_who_left_and_who_comes_back_is_asked_again(
    ana: User, ben: User, as_user: SignIn, review: Review
) -> None:
    record(review, ana)
    answer(ana, as_user, review, "yes")
    as_user(ana).post(url("recording_away", review, ben.pk))
    assert queries.recording(review).state == "may_start"
    as_user(ana).post(url("recording_do", review), {"do": "on"})
    as_user(ben).post(url("room_arrive", review))
    assert queries.recording(review).state == "on"
    Attendance.objects.filter(user=ben).update(last_seen_at=timezone.now() - timedelta(minutes=5))
    as_user(ben).post(url("room_arrive", review))
    assert queries.recording(review).state == "paused"
    assert "May you be recorded?" in page("room", ben, as_user, review)


def test_a_facilitator_may_go_without_it(ana: User, ben: User, as_user: SignIn, review: Review) -> None:
    record(review, ana)
    as_user(ana).post(url("recording_do", review), {"do": "without"})
    html = page("room", ben, as_user, review)
    assert "This meeting is not recorded." in html
    assert "May you be recorded?" not in html


def test_an_attendee_cannot_say_that_somebody_left(ben: User, as_user: SignIn, review: Review) -> None:
    answer(ben, as_user, review, "away")
    assert not RecordingAnswer.objects.exists()


def test_the_form_keeps_what_was_typed(ana: User, as_user: SignIn, review: Review) -> None:
    form = {"recorded": "on", "why": "For the notes.", "audience": "", "kept_days": "9"}
    answered = as_user(ana).post(url("recording_plan", review), form)
    assert answered.status_code == 422
    assert "For the notes." in answered.content.decode()
    as_user(ana).post(url("recording_plan", review), form | {"audience": "us"})
    review.refresh_from_db()
    assert review.recorded


# ---- an open page after its events = a freshly loaded page


class Told:
    """The regions that were published since, and what each then said."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.names: set[str] = set()
        for module in (room, opening, recording):
            monkeypatch.setattr(module.live, "publish", lambda _topic, *names: self.names.update(names))


ACTIONS = {
    "begin": lambda client, review, item: step(client, review, "begin"),
    "next": lambda client, review, item: step(client, review, "next", 1),
    "ask": lambda client, review, item: step(client, review, "ask"),
    "agree": lambda client, review, item: client.post(url("rules_agree", review)),
    "yes": lambda client, review, item: client.post(url("recording_answer", review), {"answer": "yes"}),
    "away": lambda client, review, item: client.post(url("recording_away", review, item["ben"])),
    "on": lambda client, review, item: client.post(url("recording_do", review), {"do": "on"}),
    "come": lambda client, review, item: room.arrive(review=review, user=item["cleo"]),
    "no": lambda client, review, item: client.post(url("recording_answer", review), {"answer": "no", "way": "leave"}),
    "move on": lambda client, review, item: client.post(url("room_move_on", review), {"item": item["first"]}),
    "without": lambda client, review, item: client.post(url("recording_do", review), {"do": "without"}),
    "end": lambda client, review, item: client.post(url("room_end", review)),
}


def test_an_open_page_after_its_events_is_a_freshly_loaded_page(
    ana: User, ben: User, cleo: User, as_user: SignIn, review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After each action, only what was published may read differently."""
    record(review, ana)
    client: Client = as_user(ana)
    item = {"ben": ben.pk, "cleo": cleo, "first": room.current(review).pk}
    page_open = snapshot(ana, room.topic(review))
    for name, act in ACTIONS.items():
        told = Told(monkeypatch)
        review.refresh_from_db()
        act(client, review, item)
        fresh = snapshot(ana, room.topic(review))
        changed = {region for region in fresh if fresh[region] != page_open[region]}
        assert changed <= told.names, name
        assert changed, name
        page_open = fresh
        review.refresh_from_db()
        html = page("desk", ana, as_user, review)
        assert all(fresh[region] in html for region in ("rules", "agreed", "recording", "answers")), name


def queries_of(client: Client, review: Review) -> list[int]:
    counted = []
    for name in ("desk_opening", "my_opening", "room", "recording_plan", "ground_rules"):
        with CaptureQueriesContext(connection) as made:
            client.get(url(name, review))
        counted.append(len(made))
    return counted


def test_the_pages_take_the_same_queries_for_two_and_for_twenty(
    ana: User, person: Callable[[str], User], as_user: SignIn, review: Review
) -> None:
    record(review, ana)
    opening.begin(review=review, by=ana)
    opening.ask(review=review, by=ana)
    recording.answer(review=review, by=ana, answer="no")
    client = as_user(ana)
    queries_of(client, review)
    with_two = queries_of(client, review)
    for number in range(20):
        user = person(f"More{number}")
        room.arrive(review=review, user=user)
        if number % 2:
            recording.answer(review=review, by=user, answer="no")
    assert queries_of(client, review) == with_two
    assert max(with_two[:2]) <= 16
