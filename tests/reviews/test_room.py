"""The room: opening, moving on, who came, the end; and who may do which of it."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from incidents.models import Incident
from live.regions import snapshot
from outbox.models import Message
from reviews import promises as kinds
from reviews import reminders
from reviews.actions import promises, rabbit_holes, room
from reviews.models import Attendance, Document, Review, Stage
from tests.reviews import plan_case

SignIn = Callable[[User], Client]


@pytest.fixture
def review(ana: User, ben: User, cleo: User) -> Review:
    return plan_case.review(ana, ben, cleo)


def url(name: str, review: Review, *more: int) -> str:
    return reverse(f"reviews:{name}", args=[review.uid, *more])


def test_before_the_meeting_the_room_says_when_it_opens(ben: User, as_user: SignIn, review: Review) -> None:
    page = as_user(ben).get(url("room", review)).content.decode()
    assert "The room opens when the meeting begins" in page


def test_who_opens_the_room_knows_whether_the_document_has_gone_out(ana: User, as_user: SignIn, review: Review) -> None:
    desk = as_user(ana)
    assert (
        "The document has not gone out: nobody invited has read it."
        in desk.get(url("desk_next", review)).content.decode()
    )
    Document.objects.filter(review=review).update(ready_at=timezone.now(), ready_by=ana)
    promises.plan(Review.objects.get(pk=review.pk))
    assert "is ready, but has not gone out yet" in desk.get(url("desk_next", review)).content.decode()
    sent = {"state": Message.State.SENT, "sent_at": timezone.now(), "address": "ben@example.org"}
    Message.objects.filter(kind=kinds.READY).update(**sent)
    assert "gone out" not in desk.get(url("desk_next", review)).content.decode()


def test_in_the_overview_the_room_reads_the_impact_and_what_the_analysis_rests_on(
    ana: User, ben: User, review: Review
) -> None:
    rests_on = "This analysis rests on 2 interviews and 1 channel. Not looked at: calls."
    Incident.objects.filter(pk=review.incident_id).update(impact="Six hours of data were lost.")
    review.document.revisions.filter(number=review.document.latest_number).update(text=f"# So far\n\n{rests_on}\n")

    def told() -> str:
        return snapshot(ben, room.topic(review))["now"]

    room.open_room(review=review, by=ana)
    assert "Six hours" not in told()
    room.move_on(review=review, by=ana, item=room.current(review).pk)
    assert "Six hours of data were lost." in told()
    assert rests_on not in told()  # nobody was given the document
    Document.objects.filter(review=review).update(ready_at=timezone.now(), ready_by=ana)
    assert rests_on in told()


def test_opening_the_room_begins_the_agenda(ana: User, ben: User, as_user: SignIn, review: Review) -> None:
    as_user(ana).post(url("room_open", review))
    review.refresh_from_db()
    assert review.stage == Stage.MEETING
    page = as_user(ben).get(url("room", review)).content.decode()
    assert "Opening remarks" in page
    assert "Then: Overview of the analysis" in page


def test_with_the_end_of_the_meeting_no_word_that_it_begins_is_due_any_more(ana: User, review: Review) -> None:
    promises.plan(review)
    waiting = Message.objects.filter(kind=reminders.ROOM_OPENS, state=Message.State.PENDING)
    assert waiting.exists()
    room.end(review=room.open_room(review=review, by=ana), by=ana)
    assert not waiting.exists()


def test_moving_on_twice_from_the_same_page_moves_once(ana: User, as_user: SignIn, review: Review) -> None:
    room.open_room(review=review, by=ana)
    first = room.current(review)
    for _click in range(2):
        as_user(ana).post(url("room_move_on", review), {"item": first.pk})
    assert room.current(review).kind == "overview"


@pytest.mark.parametrize("sent", ["²", "9" * 5000])
def test_a_number_that_is_none_moves_nothing_and_is_no_error(
    ana: User, ben: User, as_user: SignIn, review: Review, sent: str
) -> None:
    room.open_room(review=review, by=ana)
    here = room.current(review)
    assert as_user(ana).post(url("room_move_on", review), {"item": sent}).status_code == 302
    assert room.current(review) == here
    assert as_user(ben).post(url("poll_vote", review), {"point": sent}).status_code == 404


def test_one_more_minute_is_said_to_everyone(ana: User, ben: User, as_user: SignIn, review: Review) -> None:
    room.open_room(review=review, by=ana)
    as_user(ana).post(url("room_extend", review))
    minutes = room.current(review).minutes
    assert f"{minutes} minutes + 1" in as_user(ben).get(url("room", review)).content.decode()


def test_who_has_the_room_open_was_there(ana: User, ben: User, as_user: SignIn, review: Review) -> None:
    as_user(ben).post(url("room_arrive", review))
    assert not Attendance.objects.exists()
    room.open_room(review=review, by=ana)
    for _time in range(3):
        as_user(ben).post(url("room_arrive", review))
    assert {each.user for each in Attendance.objects.all()} == {ana, ben}


def test_ending_the_meeting_makes_the_review_held(ana: User, as_user: SignIn, review: Review) -> None:
    room.open_room(review=review, by=ana)
    as_user(ana).post(url("room_end", review))
    review.refresh_from_db()
    assert (review.stage, bool(review.ended_at)) == (Stage.HELD, True)
    with pytest.raises(room.NotNow):
        room.end(review=review, by=ana)


def test_what_the_stream_says_is_what_the_page_says(ana: User, ben: User, as_user: SignIn, review: Review) -> None:
    room.open_room(review=review, by=ana)
    page = as_user(ben).get(url("room", review)).content.decode()
    for html in snapshot(ben, room.topic(review)).values():
        assert html in page


def test_everyone_sees_the_agenda_with_its_times_and_a_shortened_part(
    ana: User, ben: User, as_user: SignIn, review: Review
) -> None:
    room.open_room(review=review, by=ana)
    agenda = snapshot(ben, room.topic(review))["agenda"]
    assert agenda.count("<time data-clock") == 6
    assert "data-cut>" not in agenda
    long_ago = timezone.now() - timedelta(minutes=55)
    Review.objects.update(meets_at=long_ago, started_at=long_ago)
    review.refresh_from_db()
    first = room.current(review)
    review.agenda.filter(pk=first.pk).update(started_at=long_ago)
    # Also while it lasts, before anybody moves on.
    assert "data-cut>" in as_user(ben).get(url("room", review)).content.decode()
    room.move_on(review=review, by=ana, item=first.pk)
    assert "data-cut>" in as_user(ben).get(url("room", review)).content.decode()
    assert "minute of the" in snapshot(ben, room.topic(review))["now"]


def test_a_second_facilitator_gets_the_buttons_of_now(ana: User, as_user: SignIn, review: Review) -> None:
    mine = as_user(ana).get(url("desk_next", review)).content.decode()
    assert "Open the room" in mine
    assert "<html" not in mine
    room.open_room(review=review, by=ana)
    mine = as_user(ana).get(url("desk_next", review)).content.decode()
    assert "Open the room" not in mine
    assert "Move on" in mine


def test_the_stage_shows_the_meeting_and_nothing_else(ana: User, as_user: SignIn, review: Review) -> None:
    room.open_room(review=review, by=ana)
    page = as_user(ana).get(url("stage", review)).content.decode()
    assert "Opening remarks" in page
    for other in ("topbar", "<form", "demo-bar", 'class="foot"'):
        assert other not in page


FACILITATORS = ["room_open", "room_move_on", "room_extend", "room_end", "poll_point", "poll_open", "poll_reveal"]


@pytest.mark.parametrize("name", FACILITATORS)
def test_only_facilitators_run_the_meeting(
    ana: User, ben: User, otto: User, client: Client, as_user: SignIn, review: Review, name: str
) -> None:
    room.open_room(review=review, by=ana)
    assert as_user(ben).post(url(name, review)).status_code == 403
    assert client.post(url(name, review)).status_code == 302
    Review.objects.update(restricted=True)
    assert as_user(otto).post(url(name, review)).status_code == 404
    assert as_user(ana).get(url(name, review)).status_code == 405


@pytest.mark.parametrize("name", ["room", "stage", "poll_mine"])
def test_the_room_is_for_those_who_take_part(otto: User, as_user: SignIn, review: Review, name: str) -> None:
    assert as_user(otto).get(url(name, review)).status_code == 403
    Review.objects.update(restricted=True)
    assert as_user(otto).get(url(name, review)).status_code == 404
    assert snapshot(otto, room.topic(review)) == {}


def told_until(review: Review, user: User) -> list[datetime]:
    now = snapshot(user, room.topic(review))["now"]
    return [datetime.fromisoformat(each) for each in re.findall(r'data-says="whole" data-ends-at="([^"]+)"', now)]


def test_the_time_left_of_the_meeting_stands_beside_that_of_the_part(
    ana: User, ben: User, as_user: SignIn, review: Review
) -> None:
    Review.objects.update(meets_at=timezone.now() + timedelta(minutes=44))
    review.refresh_from_db()
    opened = room.open_room(review=review, by=ana)
    now = snapshot(ben, room.topic(review))["now"]
    # The room was opened early: what is left is told by the planned slot, of the part as of the whole.
    assert told_until(review, ben) == [opened.ends_at]
    begins = re.findall(r'data-begins-at="([^"]+)"', now)
    assert {datetime.fromisoformat(each) for each in begins} == {opened.meets_at}
    assert "The meeting ends at" in now
    # Told once when it gets short, not every second: the running seconds are no news to a screen reader.
    assert now.count("data-left") == now.count('data-left role="timer" aria-live="off"') == 2


def test_a_meeting_held_days_before_its_time_has_its_whole_length(ana: User, ben: User, review: Review) -> None:
    opened = room.open_room(review=review, by=ana)
    assert told_until(review, ben) == [opened.started_at + timedelta(minutes=60)]


def test_a_rabbit_hole_is_asked_with_the_time_left_beside_it(ana: User, ben: User, review: Review) -> None:
    room.open_room(review=review, by=ana)
    rabbit_holes.ask(review=review, by=ben)
    until = re.findall(r'data-says="part" data-ends-at="([^"]+)"', snapshot(ben, room.topic(review))["rabbit"])
    assert until == re.findall(
        r'data-begins-at="[^"]+" data-ends-at="([^"]+)"', snapshot(ben, room.topic(review))["now"]
    )
    assert len(until) == 1
