"""Questions, the parking lot and the rabbit hole: what people hold for the end, and what the room decides in ten seconds."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, User
from live.regions import snapshot
from reviews.actions import parked, questions, rabbit_holes, room
from reviews.models import ParkedItem, Question, QuestionVote, RabbitAnswer, RabbitHole, Review
from reviews.tasks import settle_rabbit_holes
from tests.reviews import plan_case

SignIn = Callable[[User], Client]
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def review(ana: User, ben: User, cleo: User) -> Review:
    """The meeting is on."""
    return room.open_room(review=plan_case.review(ana, ben, cleo), by=ana)


def url(name: str, review: Review, *more: int) -> str:
    return reverse(f"reviews:{name}", args=[review.uid, *more])


def text(client: Client, name: str, review: Review) -> str:
    return client.get(url(name, review)).content.decode()


def region(user: User, review: Review, name: str) -> str:
    return snapshot(user, room.topic(review))[name]


def long_ago(hole: RabbitHole) -> None:
    RabbitHole.objects.filter(pk=hole.pk).update(ends_at=timezone.now() - timedelta(seconds=1))


# ---- questions


def test_a_question_for_everyone_is_seen_by_everyone(ben: User, cleo: User, as_user: SignIn, review: Review) -> None:
    as_user(ben).post(url("question_ask", review), {"text": "Why two prompts?", "to": "all"})
    assert "Why two prompts?" in text(as_user(cleo), "room", review)


def test_a_question_can_be_asked_before_the_meeting_and_after_it(ana: User, ben: User, as_user: SignIn) -> None:
    review = plan_case.review(ana, ben)
    as_user(ben).post(url("question_ask", review), {"text": "Before", "to": "all"})
    room.end(review=room.open_room(review=review, by=ana), by=ana)
    as_user(ben).post(url("question_ask", review), {"text": "After", "to": "all"})
    assert {each.text for each in Question.objects.all()} == {"Before", "After"}


def test_a_question_for_oneself_is_seen_by_nobody_else(
    ana: User, ben: User, cleo: User, as_user: SignIn, review: Review
) -> None:
    as_user(ben).post(url("question_ask", review), {"text": "Was I wrong?", "to": "me"})
    question = Question.objects.get()
    assert "Was I wrong?" in text(as_user(ben), "room", review)
    for other, name in [(ana, "room"), (ana, "desk"), (ana, "closing"), (cleo, "room"), (cleo, "stage")]:
        assert "Was I wrong?" not in text(as_user(other), name, review)
    assert "Was I wrong?" not in "".join(snapshot(ben, room.topic(review)).values())
    change = url("question_change", review, question.pk)
    assert as_user(ana).post(change, {"do": "share"}).status_code == 404
    assert as_user(cleo).post(url("question_vote", review), {"up": question.pk}).status_code == 404
    as_user(ben).post(change, {"do": "share"})
    assert "Was I wrong?" in text(as_user(cleo), "room", review)


def test_an_empty_question_says_so_beside_the_field(ben: User, as_user: SignIn, review: Review) -> None:
    answer = as_user(ben).post(url("question_ask", review), {"text": " ", "to": "me"})
    assert answer.status_code == 422
    assert "Write your question." in answer.content.decode()
    assert 'value="me" id="ask-to_1" checked' in " ".join(answer.content.decode().split()).replace(" required", "")
    in_dialog = as_user(ben).post(url("question_ask", review), {"text": "", "to": "all"}, **HTMX)
    assert in_dialog["HX-Retarget"] == "#ask-form"
    assert "<html" not in in_dialog.content.decode()


def test_wanting_to_hear_it_counts_once_and_can_be_taken_back(
    ben: User, cleo: User, as_user: SignIn, review: Review
) -> None:
    question = questions.ask(review=review, by=ben, text="Why?", for_all=True)
    client = as_user(cleo)
    for _click in range(3):
        client.post(url("question_vote", review), {"up": question.pk})
    assert question.votes.count() == 1
    assert f'data-my-votes="{question.pk}"' in text(client, "room", review)
    assert 'data-my-votes=""' in text(as_user(ben), "room", review)
    for _click in range(2):
        client.post(url("question_vote", review), {"down": question.pk})
    assert question.votes.count() == 0


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_are_one_vote_each(person: Callable[..., User]) -> None:
    ana = person("Ana")
    people = [person(f"P{number}") for number in range(10)]
    review = plan_case.review(ana, *people)
    question = questions.ask(review=review, by=ana, text="Why?", for_all=True)

    def click(number: int) -> None:
        try:
            questions.vote(question=question, by=people[number % 10], up=True)
        finally:
            connection.close()

    with ThreadPoolExecutor(50) as pool:
        list(pool.map(click, range(50)))
    assert sorted(QuestionVote.objects.values_list("voter", flat=True)) == sorted(each.pk for each in people)


def test_who_wants_to_hear_what_is_written_down_nowhere(ben: User, cleo: User, review: Review) -> None:
    question = questions.ask(review=review, by=ben, text="Why?", for_all=True)
    questions.vote(question=question, by=cleo, up=True)
    assert not AuditEntry.objects.filter(by=cleo).exists()
    assert "Cleo" not in region(ben, review, "questions")


def test_its_author_and_the_facilitators_say_that_it_was_answered(
    ana: User, ben: User, cleo: User, as_user: SignIn, review: Review
) -> None:
    for who in (ana, ben):
        question = questions.ask(review=review, by=ben, text="Why?", for_all=True)
        change = url("question_change", review, question.pk)
        assert as_user(cleo).post(change, {"do": "answered"}).status_code == 403
        as_user(who).post(change, {"do": "answered"})
        question.refresh_from_db()
        assert question.answered_at
        with pytest.raises(questions.Settled):
            questions.vote(question=Question.objects.get(pk=question.pk), by=cleo, up=True)


# ---- the parking lot


def test_anyone_parks_something_with_its_kind(ana: User, ben: User, as_user: SignIn, review: Review) -> None:
    as_user(ben).post(url("park", review), {"text": "Rename the hosts", "kind": "fix"})
    for name in ("room", "desk"):
        page = text(as_user(ana), name, review)
        assert "Rename the hosts" in page
        assert "Fix idea" in page
    without = as_user(ben).post(url("park", review), {"text": "Half a thought"})
    assert without.status_code == 422
    assert "Choose what kind of thing it is." in without.content.decode()
    assert "Half a thought" in without.content.decode()


# ---- go on or park?


def test_one_tap_asks_everyone_and_a_second_asks_nothing_new(
    ben: User, cleo: User, as_user: SignIn, review: Review
) -> None:
    for client in (as_user(ben), as_user(cleo), as_user(cleo)):
        client.post(url("rabbit_ask", review))
    hole = RabbitHole.objects.get()
    assert hole.ends_at - hole.asked_at == timedelta(seconds=10)
    page = text(as_user(cleo), "room", review)
    assert "Go on" in page
    ends = re.search(r'data-rabbit-ends="([^"]+)"', page)
    assert ends
    assert datetime.fromisoformat(ends[1]) == hole.ends_at
    assert "Ben" not in region(cleo, review, "rabbit")


def test_no_count_is_shown_before_the_ten_seconds_are_over(ana: User, ben: User, cleo: User, review: Review) -> None:
    hole = rabbit_holes.ask(review=review, by=ben)
    before = region(ana, review, "rabbit")
    for person, park in [(ben, True), (cleo, True), (ana, False)]:
        rabbit_holes.answer(hole=hole, by=person, park=park)
    rabbit_holes.settle(review=review)
    assert region(ana, review, "rabbit") == before


def test_when_they_are_over_the_room_sees_the_result_and_it_is_parked(
    ana: User, ben: User, cleo: User, as_user: SignIn, review: Review
) -> None:
    hole = rabbit_holes.ask(review=review, by=ben)
    for person, park in [(ben, False), (ben, True), (cleo, True), (ana, False)]:
        rabbit_holes.answer(hole=hole, by=person, park=park)
    long_ago(hole)
    page = text(as_user(cleo), "room", review)
    assert "The room parked it." in page
    assert "Park it: 2. Go on: 1." in page
    item = ParkedItem.objects.get()
    assert (item.text, item.by) == ("Opening remarks", None)
    rabbit_holes.settle()
    assert ParkedItem.objects.count() == 1


def test_nobody_can_ever_say_who_answered_what(ben: User, cleo: User, review: Review) -> None:
    hole = rabbit_holes.ask(review=review, by=ben)
    rabbit_holes.answer(hole=hole, by=cleo, park=True)
    long_ago(hole)
    rabbit_holes.settle(review=review)
    assert not RabbitAnswer.objects.exists()
    assert not AuditEntry.objects.filter(by=cleo).exists()


def test_with_as_many_for_each_the_room_goes_on(ben: User, cleo: User, review: Review) -> None:
    hole = rabbit_holes.ask(review=review, by=ben)
    rabbit_holes.answer(hole=hole, by=cleo, park=True)
    rabbit_holes.answer(hole=hole, by=ben, park=False)
    long_ago(hole)
    settle_rabbit_holes()
    assert "The room goes on." in region(ben, review, "rabbit")
    assert not ParkedItem.objects.exists()


def test_an_answer_after_the_ten_seconds_does_not_count(ben: User, cleo: User, as_user: SignIn, review: Review) -> None:
    hole = rabbit_holes.ask(review=review, by=ben)
    long_ago(hole)
    as_user(cleo).post(url("rabbit_answer", review), {"park": hole.pk})
    hole.refresh_from_db()
    assert (hole.state, hole.park_counted) == ("go_on", 0)


def test_after_one_is_over_the_next_can_be_asked(ben: User, review: Review) -> None:
    long_ago(rabbit_holes.ask(review=review, by=ben))
    rabbit_holes.ask(review=review, by=ben)
    assert list(RabbitHole.objects.values_list("state", flat=True)) == ["go_on", "asking"]


def test_a_page_that_says_too_early_that_time_is_up_changes_nothing(ben: User, as_user: SignIn, review: Review) -> None:
    hole = rabbit_holes.ask(review=review, by=ben)
    as_user(ben).post(url("rabbit_settle", review))
    hole.refresh_from_db()
    assert hole.state == "asking"


# ---- open pages


ACTIONS: list[tuple[str, Callable[[Review, User], object]]] = [
    ("ask", lambda review, by: questions.ask(review=review, by=by, text="Why?", for_all=True)),
    ("vote", lambda review, by: questions.vote(question=review.questions.get(), by=by, up=True)),
    ("not yet", lambda review, by: questions.still_open(question=review.questions.get(), by=by)),
    ("take on", lambda review, by: parked.take_on(question=review.questions.get(), by=by, owner=by)),
    ("answered", lambda review, by: questions.answered(question=review.questions.get(), by=by)),
    ("open again", lambda review, by: questions.still_open(question=review.questions.get(), by=by)),
    ("let go", lambda review, by: questions.let_go(question=review.questions.get(), by=by)),
    ("park", lambda review, by: parked.park(review=review, by=by, text="An idea", kind="fix")),
    ("meeting", lambda review, by: parked.plan_meeting(item=review.parked_items.get(), by=by, note="Monday")),
    ("undecide", lambda review, by: parked.undecide(item=review.parked_items.get(), by=by)),
    ("follow up", lambda review, by: parked.follow_up(item=review.parked_items.get(), by=by, owner=by)),
    ("not", lambda review, by: parked.let_go(item=review.parked_items.get(), by=by, reason="too dear")),
    ("rabbit", lambda review, by: rabbit_holes.ask(review=review, by=by)),
]


def test_an_open_page_after_its_events_is_a_freshly_loaded_page(
    ben: User,
    as_user: SignIn,
    review: Review,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    """What changed was told: a page that takes the told regions alone shows the same as a new one, after every action."""
    topic, told = room.topic(review), set()
    monkeypatch.setattr("live.changes._announce", lambda change: told.update(change.names))
    shown = dict(snapshot(ben, topic))
    for name, act in ACTIONS:
        told.clear()
        with django_capture_on_commit_callbacks(execute=True):
            act(Review.objects.get(pk=review.pk), ben)
        fresh = snapshot(ben, topic)
        assert told, name
        shown |= {region: html for region, html in fresh.items() if region in told}
        assert shown == fresh, name
        page = text(as_user(ben), "room", review)
        assert all(fresh[part] in page for part in ("questions", "parked", "rabbit", "closing")), name


@pytest.mark.parametrize("name", ["room", "desk", "closing", "questions_mine", "desk_questions"])
def test_pages_ask_as_often_for_one_question_as_for_twenty(
    ana: User, as_user: SignIn, review: Review, name: str, django_assert_num_queries: Any
) -> None:
    def fill(count: int) -> None:
        for number in range(count):
            questions.ask(review=review, by=ana, text=f"Why {number}?", for_all=True)
            taken = questions.ask(review=review, by=ana, text=f"How {number}?", for_all=True)
            parked.take_on(question=taken, by=ana, owner=ana)
            parked.follow_up(item=parked.park(review=review, by=ana, text="An idea", kind="fix"), by=ana, owner=ana)
            parked.park(review=review, by=ana, text="Another", kind="fix")

    client = as_user(ana)
    fill(1)
    client.get(url(name, review))
    with CaptureQueriesContext(connection) as few:
        client.get(url(name, review))
    fill(19)
    with django_assert_num_queries(len(few)):
        client.get(url(name, review))
