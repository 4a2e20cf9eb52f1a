"""The people in the room: how long they were there, private signals, the share of talking, and who has the desk."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, User
from live.regions import heard_by, snapshot
from reviews import intervals
from reviews.actions import attendance, comfort, leading, room
from reviews.models import Attendance, AttendanceSpan, ComfortSignal, Participation, Review, Stage, TalkSpan
from reviews.queries import room_people as queries
from surveys.actions import surveys
from tests.reviews import plan_case

SignIn = Callable[[User], Client]
NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


@pytest.fixture
def review(ana: User, ben: User, cleo: User) -> Review:
    return room.open_room(review=plan_case.review(ana, ben, cleo), by=ana)


def url(name: str, review: Review, *more: int) -> str:
    return reverse(f"reviews:{name}", args=[review.uid, *more])


def earlier(review: Review, user: User, **ago: int) -> None:
    """As if this person's page had last been heard from so long ago."""
    then = timezone.now() - timedelta(**ago)
    Attendance.objects.filter(review=review, user=user).update(came_at=then, last_seen_at=then)
    AttendanceSpan.objects.filter(attendance__review=review, attendance__user=user).update(from_at=then, to_at=then)


def place(review: Review, user: User) -> Participation:
    return Participation.objects.get(review=review, user=user)


# ---- attendance


def test_a_dropped_connection_shorter_than_the_grace_is_no_leaving() -> None:
    assert intervals.joined([(at(10), at(20)), (at(0), at(9))]) == [(at(0), at(20))]
    assert intervals.joined([(at(0), at(9)), (at(11), at(20))]) == [(at(0), at(9)), (at(11), at(20))]


def test_minutes_of_two_tabs_count_once_and_the_gap_does_not() -> None:
    assert intervals.minutes([(at(0), at(10)), (at(5), at(12)), (at(20), at(25))]) == 17
    assert (intervals.minutes([(at(0), at(0))]), intervals.minutes([])) == (1, 0)


@pytest.mark.parametrize(("ago", "stretches"), [(80, 1), (100, 2)])
def test_a_page_that_is_heard_again_goes_on_or_begins_anew(
    ben: User, as_user: SignIn, review: Review, ago: int, stretches: int
) -> None:
    as_user(ben).post(url("room_arrive", review))
    earlier(review, ben, seconds=ago)
    as_user(ben).post(url("room_arrive", review))
    found = AttendanceSpan.objects.filter(attendance__user=ben)
    assert found.count() == stretches
    assert timezone.now() - found.last().to_at < timedelta(seconds=ago)


def test_every_page_of_the_room_says_that_it_is_open(ana: User, as_user: SignIn, review: Review) -> None:
    for name in ("room", "desk", "attendance"):
        assert "every 25s" in as_user(ana).get(url(name, review)).content.decode(), name


def test_the_end_of_the_meeting_is_the_end_of_those_who_were_there(
    ana: User, ben: User, cleo: User, review: Review
) -> None:
    room.arrive(review=review, user=ben)
    attendance.add_person(review=review, user=cleo, by=ana)
    earlier(review, ben, minutes=20)
    held = room.end(review=review, by=ana)
    ends = {span.attendance.user: span.to_at for span in AttendanceSpan.objects.select_related("attendance__user")}
    assert ends[ana] == ends[cleo] == held.ended_at
    assert ends[ben] < held.ended_at - timedelta(minutes=19)


def test_people_in_the_physical_room_are_added_by_name_or_number(ana: User, as_user: SignIn, review: Review) -> None:
    client = as_user(ana)
    client.post(url("attendance_add", review), {"name": "Dana from support"})
    client.post(url("attendance_add", review), {"people": "6"})
    page = client.get(url("attendance", review)).content.decode()
    assert "Dana from support" in page
    assert "6 more people" in page
    assert queries.came(review) == 1 + 1 + 6
    refused = client.post(url("attendance_add", review), {})
    assert refused.status_code == 422
    assert "say how many there are" in refused.content.decode()


def test_somebody_invited_in_the_physical_room_is_asked_in_the_survey_and_others_are_not(
    ana: User, ben: User, as_user: SignIn, review: Review
) -> None:
    as_user(ana).post(url("attendance_add", review), {"person": ben.pk})
    as_user(ana).post(url("attendance_add", review), {"people": "30"})
    assert surveys.open_for(room.end(review=review, by=ana)).asked_n == 2


def test_the_facilitator_corrects_times_afterwards(ana: User, ben: User, as_user: SignIn, review: Review) -> None:
    room.arrive(review=review, user=ben)
    room.end(review=review, by=ana)
    span = AttendanceSpan.objects.get(attendance__user=ben)
    times = {"from_at": "2026-03-03T12:00", "to_at": "2026-03-03T12:40"}
    assert as_user(ana).post(url("attendance_span", review, span.pk), times).status_code == 302
    more = {"from_at": "2026-03-03T12:50", "to_at": "2026-03-03T12:55"}
    as_user(ana).post(url("attendance_more", review, span.attendance_id), more)
    review.refresh_from_db()
    row = next(row for row in queries.attendance(review) if row.name == "Ben")
    assert (row.minutes, len(row.stretches)) == (45, 2)
    backwards = {"from_at": "2026-03-03T12:40", "to_at": "2026-03-03T12:00"}
    refused = as_user(ana).post(url("attendance_span", review, span.pk), backwards)
    assert refused.status_code == 422
    assert "before the beginning" in refused.content.decode()


def test_whoever_was_not_there_after_all_is_not_asked(ana: User, ben: User, as_user: SignIn, review: Review) -> None:
    room.arrive(review=review, user=ben)
    span = AttendanceSpan.objects.get(attendance__user=ben)
    as_user(ana).post(url("attendance_span_remove", review, span.pk))
    assert not Attendance.objects.filter(user=ben).exists()


def test_the_list_of_who_was_there_asks_no_more_for_more_people(
    ana: User, ben: User, cleo: User, review: Review, django_assert_num_queries: Callable[[int], object]
) -> None:
    for user in (ben, cleo):
        room.arrive(review=review, user=user)
    with django_assert_num_queries(3):
        assert len(queries.attendance(review)) == 3


# ---- private signals


def test_a_private_word_reaches_the_facilitators(ana: User, ben: User, as_user: SignIn, review: Review) -> None:
    answer = as_user(ben).post(url("comfort", review), {"kind": "blame"}, headers={"HX-Request": "true"})
    assert "Nobody else does" in answer.content.decode()
    for name in ("desk", "desk_signals"):
        page = as_user(ana).get(url(name, review)).content.decode()
        assert "This feels like blame" in page
        assert "Ben" in page
    signal = ComfortSignal.objects.get()
    htmx = {"HX-Request": "true"}
    seen = as_user(ana).post(url("comfort_seen", review, signal.pk), headers=htmx, follow=True).content.decode()
    assert "This feels like blame" in seen  # answered with the part that the button stands in
    assert "I have seen it" not in seen


def test_the_same_word_twice_is_one_and_can_be_taken_back(ben: User, as_user: SignIn, review: Review) -> None:
    for _tap in range(3):
        as_user(ben).post(url("comfort", review), {"kind": "slower"})
    assert ComfortSignal.objects.count() == 1
    as_user(ben).post(url("comfort", review), {"kind": ""})
    assert not ComfortSignal.objects.exists()


def test_nobody_else_sees_or_hears_of_it(
    ana: User, ben: User, cleo: User, mira: User, as_user: SignIn, review: Review
) -> None:
    """Not another participant, not a manager, not the one who sent it, in no region that others hear, in no record."""
    for user in (ben, cleo):
        room.arrive(review=review, user=user)
    topic, said = room.topic(review), AuditEntry.objects.count()
    before = snapshot(cleo, topic)
    comfort.send(review=review, by=ben, kind="not_now")
    assert snapshot(cleo, topic) == before
    assert "signals" not in heard_by(cleo, topic) | heard_by(ben, topic) | heard_by(mira, topic)
    assert "signals" in heard_by(ana, topic)
    assert "Ben" not in snapshot(ana, topic)["signals"]
    assert "rather not" not in snapshot(ana, topic)["signals"]
    for user in (cleo, mira):
        assert as_user(user).get(url("desk_signals", review)).status_code == 403
    assert AuditEntry.objects.count() == said


def test_a_facilitators_page_hears_that_a_word_came_and_that_it_was_seen(ana: User, ben: User, review: Review) -> None:
    said = []
    for act in (lambda: None, lambda: comfort.send(review=review, by=ben, kind="slower")):
        act()
        said.append(snapshot(ana, room.topic(review))["signals"])
    comfort.seen(signal=ComfortSignal.objects.get())
    said.append(snapshot(ana, room.topic(review))["signals"])
    assert len(set(said)) == 3


def test_with_the_meeting_every_private_word_is_gone(ana: User, ben: User, as_user: SignIn, review: Review) -> None:
    comfort.send(review=review, by=ben, kind="blame")
    room.end(review=review, by=ana)
    assert not ComfortSignal.objects.exists()
    assert as_user(ben).post(url("comfort", review), {"kind": "blame"}).status_code == 403


# ---- talking


def test_a_tap_starts_and_a_tap_stops_the_share_of_talking(ana: User, as_user: SignIn, review: Review) -> None:
    then = timezone.now() - timedelta(minutes=40)
    Review.objects.update(started_at=then)
    for _tap in range(2):
        as_user(ana).post(url("talk", review), {"do": "start"})
    assert TalkSpan.objects.filter(to_at=None).count() == 1
    assert "I have finished talking" in as_user(ana).get(url("desk", review)).content.decode()
    TalkSpan.objects.update(from_at=then, to_at=then + timedelta(minutes=10))
    page = as_user(ana).get(url("desk_talk", review)).content.decode()
    assert "25 %" in page
    assert "10 of 40 minutes" in page


def test_talking_ends_with_the_meeting(ana: User, review: Review) -> None:
    leading.start_talking(review=review, by=ana)
    held = room.end(review=review, by=ana)
    assert TalkSpan.objects.get().to_at == held.ended_at


# ---- co-facilitators and the desk


def test_somebody_invited_becomes_a_co_facilitator_in_the_meeting(
    ana: User, ben: User, as_user: SignIn, review: Review
) -> None:
    assert as_user(ben).get(url("desk", review)).status_code == 403
    as_user(ana).post(url("co_facilitator", review), {"person": place(review, ben).pk})
    assert as_user(ben).get(url("desk", review)).status_code == 200
    review.refresh_from_db()
    assert review.led_by == ana


def test_handing_over_is_one_click_and_everyone_sees_who_leads(
    ana: User, ben: User, cleo: User, as_user: SignIn, review: Review
) -> None:
    leading.start_talking(review=review, by=ana)
    as_user(ana).post(url("hand_over", review), {"person": place(review, ben).pk})
    assert "Ben leads." in as_user(cleo).get(url("room", review)).content.decode()
    assert as_user(ben).get(url("desk", review)).status_code == 200
    assert as_user(ana).get(url("desk", review)).status_code == 200
    assert not TalkSpan.objects.filter(to_at=None).exists()


def test_a_co_facilitator_is_offered_the_desk_after_two_minutes_of_silence(
    ana: User, ben: User, as_user: SignIn, review: Review
) -> None:
    leading.make_facilitator(place=place(review, ben), by=ana)
    earlier(review, ana, seconds=110)
    assert "Take the desk" not in as_user(ben).get(url("desk_offer", review)).content.decode()
    assert not leading.take_desk(review=review, by=ben)
    earlier(review, ana, seconds=125)
    assert "Take the desk" in as_user(ben).get(url("desk_offer", review)).content.decode()
    as_user(ben).post(url("take_desk", review))
    review.refresh_from_db()
    assert (review.led_by, review.stage) == (ben, Stage.MEETING)


def test_participants_are_never_offered_the_desk(ana: User, ben: User, as_user: SignIn, review: Review) -> None:
    earlier(review, ana, minutes=10)
    assert "desk/people/offer" not in as_user(ben).get(url("room", review)).content.decode()
    assert as_user(ben).post(url("take_desk", review)).status_code == 403


# ---- an open page is a fresh page


def test_what_the_stream_says_of_people_is_what_every_page_says(
    ana: User, ben: User, cleo: User, as_user: SignIn, review: Review
) -> None:
    acts: list[Callable[[], object]] = [
        lambda: room.arrive(review=review, user=ben),
        lambda: attendance.add_others(review=review, by=ana, people=3),
        lambda: comfort.send(review=review, by=ben, kind="slower"),
        lambda: leading.hand_over(place=place(review, ben), by=ana),
    ]
    for act in acts:
        act()
        for user, name in ((cleo, "room"), (ben, "room")):
            page = as_user(user).get(url(name, review)).content.decode()
            regions = snapshot(user, room.topic(review))
            assert all(html in page for region, html in regions.items() if region not in {"signals", "answers"})
        desk = as_user(ana).get(url("desk", review)).content.decode()
        assert all(html in desk for html in snapshot(ana, room.topic(review)).values())
