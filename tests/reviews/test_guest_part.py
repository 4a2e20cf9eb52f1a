"""Guests take part as everybody in the room: ground rules, recording, as many votes, questions, go on or park."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from live.regions import snapshot
from reviews.actions import attendance, guests, opening, points, polls, questions, rabbit_holes, recording, room
from reviews.models import GuestVote, Question, RecordingAnswer, Review, RoomGuest, Series, TalkingPoint
from reviews.queries import opening as opening_queries
from reviews.queries import records
from tests.reviews.opening_case import SignIn, opened, page, record, url


@pytest.fixture
def review(ana: User, ben: User, cleo: User) -> Review:
    """On and open to guests, Ana and Ben are there."""
    made = opened(ana, ben, cleo, Series.objects.create(name="Tuesday review"))
    guests.allow(review=made, by=ana, allowed=True)
    made.refresh_from_db()
    return made


@pytest.fixture
def gil(review: Review) -> Client:
    """A guest's browser."""
    browser = Client()
    browser.post(reverse("reviews:guest_come", args=[review.join_code]), {"name": "Gil"})
    return browser


def send(browser: Client, name: str, *more: int, **form: object) -> int:
    return int(browser.post(reverse(f"reviews:{name}", args=more), form).status_code)


def own_page(browser: Client) -> str:
    return str(browser.get(reverse("reviews:guest_room")).content.decode())


def heard(user: User, review: Review, region: str) -> str:
    return snapshot(user, room.topic(review))[region]


def test_no_recording_is_on_before_the_guests_have_answered(
    ana: User, ben: User, as_user: SignIn, review: Review, gil: Client
) -> None:
    record(review, ana)
    for user in (ana, ben):
        recording.answer(review=review, by=user, answer="yes")
    assert "May you be recorded?" in own_page(gil)
    assert "1 has not answered" in heard(ben, review, "recording")
    assert "Gil (guest)" in page("desk", ana, as_user, review)
    with pytest.raises(recording.NotAnswered):
        recording.turn_on(review=review, by=ana)
    assert send(gil, "guest_recorded", answer="no") == 302
    assert "You said no to being recorded" in own_page(gil)
    send(gil, "guest_recorded", answer="no", way="silent")
    desk = page("desk", ana, as_user, review)
    assert "<b>Gil (guest)</b>: With camera and microphone off" in desk
    assert "Gil" not in heard(ben, review, "recording")
    recording.turn_on(review=review, by=ana)
    assert "The recording is on." in own_page(gil)
    kept = RecordingAnswer.objects.get(guest__isnull=False)
    assert (kept.answer, kept.way) == ("no", "silent")


def test_a_guest_who_comes_late_pauses_it_and_one_who_has_left_is_not_waited_for(
    ana: User, ben: User, as_user: SignIn, review: Review
) -> None:
    record(review, ana)
    for user in (ana, ben):
        recording.answer(review=review, by=user, answer="yes")
    recording.turn_on(review=review, by=ana)
    guest = guests.come_in(review=review, name="Hana")
    assert opening_queries.recording(review).state == "paused"
    as_user(ana).post(url("recording_guest_away", review, guest.pk))
    assert opening_queries.recording(review).state == "may_go_on"
    RoomGuest.objects.update(to_at=timezone.now() - timedelta(minutes=5))
    guest.refresh_from_db()
    guests.seen(guest=guest)  # back again: asked again
    assert opening_queries.recording(review).missing == 1
    guests.allow(review=review, by=ana, allowed=False)
    review.refresh_from_db()
    assert opening_queries.recording(review).missing == 0


def test_the_desk_reminds_to_ask_people_without_a_page_aloud(ana: User, as_user: SignIn, review: Review) -> None:
    record(review, ana)
    assert "ask them aloud" not in page("desk", ana, as_user, review)
    attendance.add_others(review=review, by=ana, people=3)
    assert "3 people sit in the physical room without a page: ask them aloud" in page("desk", ana, as_user, review)


def test_guests_agree_to_the_ground_rules_and_are_counted(ana: User, ben: User, review: Review, gil: Client) -> None:
    opening.begin(review=review, by=ana)
    assert "Ground rule 1 of" in own_page(gil)
    assert send(gil, "guest_agree") == 302  # not asked yet: it does not count
    opening.ask(review=review, by=ana)
    assert "0 of 3 agreed" in heard(ben, review, "agreed")
    for _twice in range(2):
        send(gil, "guest_agree")
    assert "1 of 3 agreed" in heard(ben, review, "agreed")
    assert "You agreed to the ground rules." in own_page(gil)


def test_guests_have_as_many_votes_as_everybody(ana: User, ben: User, review: Review, gil: Client) -> None:
    made = [polls.offer(poll=review.poll, by=ana, kind="incident", text=text) for text in ("One", "Two", "Three")]
    polls.give_votes(poll=review.poll, by=ana, each=2)
    polls.open_poll(poll=review.poll, by=ana)
    for point in (made[0], made[0], made[1]):
        assert send(gil, "guest_vote", point=point.pk) == 302
    assert "2 of 2 given" in own_page(gil)
    answer = gil.post(reverse("reviews:guest_vote"), {"point": made[2].pk})
    assert answer.status_code == 409
    assert "You have given all your votes" in answer.content.decode()
    assert send(gil, "guest_vote", back=made[0].pk) == 302
    assert send(gil, "guest_vote", point=made[2].pk) == 302
    assert set(GuestVote.objects.values_list("point__text", flat=True)) == {"Two", "Three"}
    # Gil and Ben: Ana facilitates, and has not chosen to vote.
    assert "1 of 2 voted" in heard(ben, review, "poll")
    assert records.content(review)["vote"]["voted"] == 1


def test_a_guest_who_voted_for_both_of_two_merged_points_has_one_free(ana: User, review: Review, gil: Client) -> None:
    one = polls.offer(poll=review.poll, by=ana, kind="incident", text="One")
    other = polls.offer(poll=review.poll, by=ana, kind=TalkingPoint.Kind.OTHER, text="Other")
    polls.give_votes(poll=review.poll, by=ana, each=2)
    polls.open_poll(poll=review.poll, by=ana)
    for point in (one, other):
        send(gil, "guest_vote", point=point.pk)
    points.merge(point=other, into=one, by=ana, because="the same")
    assert GuestVote.objects.get().point == one
    assert "1 of 2 given" in own_page(gil)


def test_a_guest_asks_marked_as_a_guest_and_a_facilitator_may_let_it_go(
    ana: User, ben: User, as_user: SignIn, review: Review, gil: Client
) -> None:
    answer = gil.post(reverse("reviews:guest_ask"), {"text": " "})
    assert answer.status_code == 422
    for _twice in range(2):
        assert send(gil, "guest_ask", text="How long do backups take?") == 302
    asked = Question.objects.get()
    assert "How long do backups take?" in heard(ben, review, "questions")
    assert "Gil (guest)" in heard(ben, review, "questions")
    assert records.content(review)["questions"][0]["by"] == "Gil (guest)"
    desk = page("desk", ana, as_user, review)
    assert f'id="desk-let-go-{asked.pk}"' in desk
    as_user(ben).post(url("question_change", review, asked.pk), {"do": "let_go"})
    assert "How long" in heard(ben, review, "questions"), "only its author and facilitators may"
    as_user(ana).post(url("question_change", review, asked.pk), {"do": "let_go", "back": "desk"})
    assert "How long" not in heard(ben, review, "questions")
    assert records.content(review)["questions"] == []
    assert "How long" in page("closing", ana, as_user, review)


def test_a_guest_is_asked_at_the_end_and_says_it_of_their_own_alone(
    ana: User, ben: User, review: Review, gil: Client
) -> None:
    send(gil, "guest_ask", text="How long do backups take?")
    foreign = questions.ask(review=review, by=ben, text="Who pages whom?", for_all=True)
    assert send(gil, "guest_question_change", foreign.pk, do="let_go") == 404
    mine = Question.objects.get(guest__isnull=False)
    send(gil, "guest_question_change", mine.pk, do="open")
    mine.refresh_from_db()
    assert mine.author_says == "open"
    send(gil, "guest_question_change", mine.pk, do="answered")
    mine.refresh_from_db()
    assert (mine.author_says, bool(mine.answered_at)) == ("answered", True)
    for _twice in range(2):
        send(gil, "guest_question_vote", up=foreign.pk)
    assert foreign.votes.count() == 1
    assert "You want to hear 1 question" in own_page(gil)
    send(gil, "guest_question_vote", down=foreign.pk)
    assert not foreign.votes.exists()


def test_a_question_somebody_keeps_for_themselves_is_not_a_guests_to_vote_for(
    ben: User, review: Review, gil: Client
) -> None:
    kept = questions.ask(review=review, by=ben, text="Mine", for_all=False)
    assert send(gil, "guest_question_vote", up=kept.pk) == 404
    assert "Mine" not in own_page(gil)


def test_there_is_an_end_to_the_questions_of_one_guest(
    monkeypatch: pytest.MonkeyPatch, review: Review, gil: Client
) -> None:
    monkeypatch.setattr(guests, "MOST_QUESTIONS", 1)
    assert send(gil, "guest_ask", text="One") == 302
    answer = gil.post(reverse("reviews:guest_ask"), {"text": "Two"})
    assert answer.status_code == 422
    assert "Two" in answer.content.decode(), "what was typed is not lost"
    assert Question.objects.count() == 1


def test_a_guest_answers_go_on_or_park(ana: User, review: Review, gil: Client) -> None:
    hole = rabbit_holes.ask(review=review, by=ana)
    assert send(gil, "guest_rabbit_answer", go_on=hole.pk) == 302
    assert send(gil, "guest_rabbit_answer", park=hole.pk) == 302
    assert "You said: park it" in own_page(gil)
    type(hole).objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    gil.get(reverse("reviews:guest_regions"))  # its asking settles what is over
    hole.refresh_from_db()
    assert (hole.park_counted, hole.go_on_counted) == (1, 0)


def test_an_answer_belongs_to_exactly_one_person(ben: User, review: Review) -> None:
    guest = guests.come_in(review=review, name="Hana")
    for who in ({}, {"user": ben, "guest": guest}):
        with pytest.raises(IntegrityError), transaction.atomic():
            RecordingAnswer.objects.create(review=review, answer="yes", **who)
