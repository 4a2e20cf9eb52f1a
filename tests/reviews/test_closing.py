"""The close of a meeting: nothing that was asked or parked is lost, nobody is trapped, and the record says what happened."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from live.regions import snapshot
from reviews.actions import attendance, closing, parked, polls, questions, rabbit_holes, room
from reviews.models import AttendanceSpan, FollowUp, MeetingRecord, ParkedItem, Question, Review, Stage, TalkingPoint
from tests.reviews import plan_case

SignIn = Callable[[User], Client]


@pytest.fixture
def review(ana: User, ben: User, cleo: User) -> Review:
    """The meeting is on."""
    return room.open_room(review=plan_case.review(ana, ben, cleo), by=ana)


@pytest.fixture
def question(ben: User, review: Review) -> Question:
    return questions.ask(review=review, by=ben, text="Why two prompts?", for_all=True)


@pytest.fixture
def item(ben: User, review: Review) -> ParkedItem:
    return parked.park(review=review, by=ben, text="Rename the hosts", kind=ParkedItem.Kind.FIX)


def url(name: str, review: Review, *more: int) -> str:
    return reverse(f"reviews:{name}", args=[review.uid, *more])


def text(client: Client, name: str, review: Review) -> str:
    return client.get(url(name, review)).content.decode()


def decide(client: Client, thing: Question | ParkedItem, **typed: object) -> str:
    name = "question_decide" if isinstance(thing, Question) else "parked_decide"
    return client.post(url(name, thing.review, thing.pk), typed, follow=True).content.decode()


def stage(review: Review) -> str:
    return Review.objects.get(pk=review.pk).stage


# ---- was yours answered?


def test_authors_are_asked_once_the_close_begins(
    ana: User, ben: User, cleo: User, as_user: SignIn, review: Review, question: Question
) -> None:
    assert "Was yours answered?" not in text(as_user(ben), "room", review)
    as_user(ana).post(url("closing_begin", review))
    assert "Was yours answered?" in text(as_user(ben), "room", review)
    assert "Was yours answered?" not in text(as_user(cleo), "room", review)


def test_a_yes_answers_it_and_a_no_is_told_to_the_facilitator(
    ana: User, ben: User, as_user: SignIn, review: Review, question: Question
) -> None:
    change = url("question_change", review, question.pk)
    before = snapshot(ana, room.topic(review))["questions"]
    as_user(ben).post(change, {"do": "open"})
    assert snapshot(ana, room.topic(review))["questions"] != before  # so the open page of the close asks anew
    assert "its author says: not yet" in text(as_user(ana), "closing", review)
    as_user(ben).post(change, {"do": "answered"})
    assert "its author says: answered" in text(as_user(ana), "closing", review)
    closing.end(review=review, by=ana)
    assert stage(review) == Stage.HELD


def test_what_is_open_becomes_a_follow_up_with_an_owner(
    ana: User, cleo: User, as_user: SignIn, review: Review, question: Question
) -> None:
    page = decide(as_user(ana), question, fate="follow_up", owner=cleo.pk, due="2031-02-03")
    assert "Cleo takes it on" in page
    follow_up = FollowUp.objects.get()
    assert (follow_up.what, follow_up.owner, follow_up.due) == ("Why two prompts?", cleo, date(2031, 2, 3))
    assert follow_up.from_question == question


def test_or_it_is_let_go_and_can_be_opened_again(
    ana: User, as_user: SignIn, review: Review, question: Question
) -> None:
    assert "let go" in decide(as_user(ana), question, fate="let_go")
    closing_page = decide(as_user(ana), question, fate="open")
    assert "1 thing is not decided yet." in closing_page


def test_a_follow_up_needs_an_owner_of_this_review(
    ana: User, otto: User, as_user: SignIn, review: Review, item: ParkedItem
) -> None:
    client = as_user(ana)
    typed = {"fate": "follow_up", "owner": otto.pk, "note": "keep these words"}
    answer = client.post(url("parked_decide", review, item.pk), typed)
    assert answer.status_code == 422
    assert "This person is not in the review." in answer.content.decode()
    assert 'value="keep these words"' in answer.content.decode()
    assert "Choose who takes it on." in decide(client, item, fate="follow_up")
    assert not FollowUp.objects.exists()


def test_an_answer_after_all_ends_the_follow_up(ana: User, ben: User, review: Review, question: Question) -> None:
    parked.take_on(question=question, by=ana, owner=ana)
    questions.answered(question=question, by=ben)
    assert not FollowUp.objects.exists()
    assert Question.objects.get().answered_at


# ---- what was parked


def test_a_parked_item_gets_one_fate_and_the_last_word_counts(
    ana: User, ben: User, as_user: SignIn, review: Review, item: ParkedItem
) -> None:
    client = as_user(ana)
    decide(client, item, fate="follow_up", owner=ben.pk)
    decide(client, item, fate="let_go", note="Costs more than it helps")
    item.refresh_from_db()
    follow_up = FollowUp.objects.get()
    assert (item.fate, follow_up.chosen_not, follow_up.reason) == ("let_go", True, "Costs more than it helps")
    assert "Say in a few words which meeting" in decide(client, item, fate="meeting")
    page = decide(client, item, fate="meeting", note="Storage guild, Monday")
    assert "a meeting is planned" in page
    assert "Storage guild, Monday" in page
    assert not FollowUp.objects.exists()


# ---- the end


def test_ending_with_something_left_shows_it_and_asks(
    ana: User, as_user: SignIn, review: Review, item: ParkedItem
) -> None:
    answer = as_user(ana).post(url("room_end", review), follow=True)
    assert stage(review) == Stage.MEETING
    page = answer.content.decode()
    assert "Rename the hosts" in page
    assert "1 thing is not decided yet." in page
    with pytest.raises(closing.Undecided):
        closing.end(review=review, by=ana)


def test_decide_later_traps_nobody_and_loses_nothing(
    ana: User, as_user: SignIn, review: Review, item: ParkedItem, question: Question
) -> None:
    as_user(ana).post(url("room_end", review), {"later": "1"})
    assert stage(review) == Stage.HELD
    assert set(FollowUp.objects.values_list("what", "owner")) == {
        ("Rename the hosts", ana.pk),
        ("Why two prompts?", ana.pk),
    }


def test_with_everything_decided_the_meeting_ends(
    ana: User, as_user: SignIn, review: Review, item: ParkedItem, question: Question
) -> None:
    parked.let_go(item=item, by=ana)
    questions.let_go(question=question, by=ana)
    assert "Everything is decided." in text(as_user(ana), "closing", review)
    as_user(ana).post(url("room_end", review))
    assert stage(review) == Stage.HELD


def test_what_the_room_just_parked_is_not_lost_by_ending_quickly(ana: User, ben: User, review: Review) -> None:
    hole = rabbit_holes.ask(review=review, by=ben)
    rabbit_holes.answer(hole=hole, by=ben, park=True)
    type(hole).objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(closing.Undecided):
        closing.end(review=review, by=ana)


def test_a_question_kept_for_oneself_keeps_nobody_in_the_room(ana: User, ben: User, review: Review) -> None:
    questions.ask(review=review, by=ben, text="Was I wrong?", for_all=False)
    closing.end(review=review, by=ana)
    assert "Was I wrong?" not in str(MeetingRecord.objects.get().content)


# ---- what everyone sees


def test_the_promise_and_the_thanks_reach_everyone(
    ana: User, cleo: User, as_user: SignIn, review: Review, item: ParkedItem
) -> None:
    client = as_user(ana)
    client.post(url("closing_promise", review), {"on": "2031-03-04", "thanks": "Thank you, Ben, for the honesty."})
    assert "for the honesty" not in text(as_user(cleo), "room", review)
    client.post(url("closing_begin", review))
    for name in ("room", "stage"):
        page = text(as_user(cleo), name, review)
        assert "Thank you, Ben, for the honesty." in page
        assert "4 Mar 2031" in page
        assert "Rename the hosts" in page
    wrong = client.post(url("closing_promise", review), {"on": "soon", "thanks": "Thanks all"})
    assert wrong.status_code == 422
    assert "Write a day" in wrong.content.decode()
    assert "Thanks all" in wrong.content.decode()


def test_the_stage_shows_no_way_to_act(ben: User, as_user: SignIn, review: Review, item: ParkedItem) -> None:
    rabbit_holes.ask(review=review, by=ben)
    assert "<form" not in text(as_user(ben), "stage", review)


# ---- the record


def held(review: Review, ana: User, ben: User, cleo: User) -> Review:
    """A whole meeting: a vote, a question answered, one taken on, two parked items, a rabbit hole."""
    points = [
        polls.offer(poll=review.poll, by=ana, kind=TalkingPoint.Kind.INCIDENT, text=each)
        for each in ("Prompts", "Sleep")
    ]
    polls.open_poll(poll=review.poll, by=ana)
    polls.vote(poll=review.poll, by=ben, point=points[1])
    polls.reveal(poll=review.poll, by=ana)
    polls.discussed(point=points[1], by=ana)
    room.arrive(review=review, user=ben)
    came = AttendanceSpan.objects.filter(attendance__user=ben)
    came.update(from_at=timezone.now() - timedelta(minutes=42))
    questions.answered(question=questions.ask(review=review, by=ben, text="Why?", for_all=True), by=ben)
    how = questions.ask(review=review, by=cleo, text="How?", for_all=True)
    parked.take_on(question=how, by=ana, owner=ana, due=date(2031, 5, 6))
    parked.let_go(item=parked.park(review=review, by=ben, text="A proxy", kind="fix"), by=ana, reason="Too dear")
    parked.park(review=review, by=ben, text="Lag", kind="detail")
    type(rabbit_holes.ask(review=review, by=ben)).objects.update(ends_at=timezone.now())
    closing.promise(review=review, by=ana, on=date(2031, 3, 4), thanks="")
    return closing.end(review=review, by=ana, later=True)


def test_the_record_says_what_happened(ana: User, ben: User, cleo: User, review: Review) -> None:
    kept = MeetingRecord.objects.get(review=held(review, ana, ben, cleo)).content
    assert [(each["text"], each["votes"], each["discussed"]) for each in kept["vote"]["points"]] == [
        ("Sleep", 1, True),
        ("Prompts", 0, False),
    ]
    assert {each["text"]: each["state"] for each in kept["questions"]} == {"Why?": "answered", "How?": "follow_up"}
    assert {each["text"]: each["fate"] for each in kept["parked"]} == {"A proxy": "let_go", "Lag": "follow_up"}
    assert [each["go_on"] for each in kept["rabbit_holes"]] == [0]
    assert {each["what"]: each["owner"] for each in kept["follow_ups"]} == {"A proxy": "", "How?": "Ana", "Lag": "Ana"}
    assert {each["name"]: each["minutes"] for each in kept["attendance"]}["Ben"] == 42
    assert kept["report_promised_on"] == "2031-03-04"


def test_what_nobody_answered_decided_nothing_and_is_not_shown(
    ana: User, ben: User, cleo: User, review: Review, as_user: SignIn
) -> None:
    done = held(review, ana, ben, cleo)
    page = as_user(ana).get(reverse("reviews:review", args=[done.uid])).content.decode()
    assert "Record of the meeting" in page
    assert "Go on or park" not in page


def test_who_is_added_or_corrected_afterwards_is_in_the_record(
    ana: User, ben: User, cleo: User, review: Review
) -> None:
    held(review, ana, ben, cleo)
    review.refresh_from_db()
    attendance.add_others(review=review, by=ana, people=3)
    came = attendance.add_person(review=review, user=cleo, by=ana).spans.get()
    begins = timezone.now() - timedelta(minutes=17)
    attendance.correct_span(span=came, by=ana, from_at=begins, to_at=timezone.now())
    there = MeetingRecord.objects.get().content["attendance"]
    assert {each["name"]: (each["people"], each["minutes"]) for each in there if each["name"] != "Ana"} == {
        "Ben": (1, 42),
        "Cleo": (1, 17),
        "": (3, 1),
    }
    attendance.remove_span(span=came, by=ana)
    assert "Cleo" not in [each["name"] for each in MeetingRecord.objects.get().content["attendance"]]


def test_a_vote_nobody_revealed_is_in_no_record(ana: User, ben: User, review: Review) -> None:
    point = polls.offer(poll=review.poll, by=ana, kind=TalkingPoint.Kind.INCIDENT, text="Prompts")
    polls.open_poll(poll=review.poll, by=ana)
    polls.vote(poll=review.poll, by=ben, point=point)
    closing.end(review=review, by=ana)
    assert MeetingRecord.objects.get().content["vote"]["points"][0]["votes"] is None
    polls.reveal(poll=review.poll, by=ana)
    assert MeetingRecord.objects.get().content["vote"]["points"][0]["votes"] == 1


def test_those_who_take_part_find_the_record_on_the_review(
    ana: User, ben: User, cleo: User, otto: User, as_user: SignIn, review: Review
) -> None:
    assert "Record of the meeting" not in text(as_user(ben), "review", review)
    held(review, ana, ben, cleo)
    for person in (ana, cleo):
        page = text(as_user(person), "review", review)
        for shown in ("Record of the meeting", "42 minutes", "we chose not to", "Too dear", "4 Mar 2031", "6 May 2031"):
            assert shown in page
    assert "Record of the meeting" not in text(as_user(otto), "review", review)
    assert "42 minutes" not in text(as_user(otto), "review", review)


def test_what_is_settled_after_the_end_is_in_the_record_too(
    ana: User, ben: User, cleo: User, as_user: SignIn, review: Review
) -> None:
    held(review, ana, ben, cleo)
    as_user(cleo).post(url("question_change", review, Question.objects.get(text="How?").pk), {"do": "answered"})
    states = {each["text"]: each["state"] for each in MeetingRecord.objects.get().content["questions"]}
    assert states["How?"] == "answered"


# ---- open pages


def test_an_open_page_after_the_events_of_the_close_is_a_fresh_one(
    ana: User,
    as_user: SignIn,
    review: Review,
    item: ParkedItem,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    type(rabbit_holes.ask(review=review, by=ana)).objects.update(ends_at=timezone.now())
    rabbit_holes.settle(review=review)
    topic, told = room.topic(review), set()
    monkeypatch.setattr("live.changes._announce", lambda change: told.update(change.names))
    shown = dict(snapshot(ana, topic))
    acts: list[Callable[[], object]] = [
        lambda: closing.begin(review=review, by=ana),
        lambda: closing.promise(review=review, by=ana, on=date(2031, 3, 4), thanks="Thank you"),
        lambda: room.move_on(review=review, by=ana, item=room.current(review).pk),
        lambda: closing.end(review=review, by=ana, later=True),
    ]
    for number, act in enumerate(acts):
        told.clear()
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
            act()
        fresh = snapshot(ana, topic)
        shown |= {region: html for region, html in fresh.items() if region in told}
        assert shown == fresh, number
        page = text(as_user(ana), "room", review)
        assert fresh["closing"] in page
