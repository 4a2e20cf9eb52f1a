"""The meeting in calendars: each change is a new version, a restricted review shows no title, the feed shows what its person may see."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.core import mail as sent_mail
from django.core.mail import EmailMessage
from django.test import Client, override_settings
from django.urls import reverse
from ical.event import Event

from accounts.actions import calendar_feeds
from accounts.calendar_links import address
from accounts.models import User
from outbox.actions import sending
from reviews import meeting_entry
from reviews.actions import agenda, people, reviews, room
from reviews.models import MeetingEntry, Participation, Review
from reviews.tasks import heal_promises
from tests.outbox.second_parser import read, the_event
from tests.reviews import plan_case

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
TITLE = "Database outage"


def post() -> dict[str, EmailMessage]:
    """What goes out now, by address."""
    sent_mail.outbox.clear()
    sending.send_due()
    return {letter.to[0].split("<")[1].rstrip(">"): letter for letter in sent_mail.outbox}


def entry(letter: Any) -> str:
    [part] = [part for part in letter.alternatives if part[1].startswith("text/calendar")]
    return str(part[0])


def fetch(client: Client, user: User) -> list[Event]:
    answer = client.get(address(calendar_feeds.renew(person=user)))
    assert answer.status_code == 200
    return list(read(answer.content.decode()).events)


def fresh(review: Review) -> Review:
    return Review.objects.select_related("incident", "document").get(pk=review.pk)


def sequence(review: Review) -> int:
    return meeting_entry.versioned(fresh(review)).sequence


def change(review: Review, by: User, **what: Any) -> None:
    plan = reviews.Plan(
        wall=reviews.datetime.fromisoformat(review.wall_time), time_zone=review.time_zone, minutes=review.minutes
    )
    reviews.change_plan(review=fresh(review), by=by, plan=replace(plan, **what))


# ---- the entry in mails


def test_the_invitation_carries_agenda_link_and_everyone_invited(ana: User, ben: User, cleo: User) -> None:
    review = plan_case.review(ana, ben, cleo)
    letter = post()[ben.email]
    [kind] = [part[1] for part in letter.alternatives if "calendar" in part[1]]  # type: ignore[attr-defined]
    assert "method=REQUEST" in kind
    event = the_event(entry(letter))
    assert event.summary == TITLE
    assert "Narrative" in (event.description or "")
    assert f"/reviews/{review.uid}/" in (event.description or "")
    assert {each.common_name for each in event.attendees} == {"Ana", "Ben", "Cleo"}


def test_a_restricted_review_says_learning_review_and_the_link_and_nobody_else(ana: User, ben: User) -> None:
    review = plan_case.review(ana, ben, restricted=True)
    event = the_event(entry(post()[ben.email]))
    link = f"http://127.0.0.1:8000/reviews/{review.uid}/"
    assert (event.summary, event.description, event.url) == ("Learning review", link, link)
    assert [each.common_name for each in event.attendees] == ["Ben"]


def test_many_invited_people_do_not_stand_in_each_others_mail(
    ana: User, ben: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meeting_entry, "MOST_GUESTS", 1)
    plan_case.review(ana, ben)
    assert [each.common_name for each in the_event(entry(post()[ben.email])).attendees] == ["Ben"]


def said(letter: EmailMessage) -> dict[str | None, str | None]:
    return {each.common_name: each.status for each in the_event(entry(letter)).attendees}


def test_who_said_that_they_come_stands_so_in_the_next_version(ana: User, ben: User) -> None:
    review = plan_case.review(ana, ben)
    post()
    people.reply(review=review, user=ben, answer="yes")
    reviews.cancel(review=fresh(review), by=ana)
    assert said(post()[ben.email]) == {"Ana": "NEEDS-ACTION", "Ben": "ACCEPTED"}


def test_a_moved_meeting_asks_anew_whether_they_come(ana: User, ben: User) -> None:
    review = plan_case.review(ana, ben)
    post()
    people.reply(review=review, user=ben, answer="yes")
    change(review, ana, wall=plan_case.wall(days=6))
    assert said(post()[ben.email]) == {"Ana": "NEEDS-ACTION", "Ben": "NEEDS-ACTION"}


def test_moving_and_cancelling_are_later_versions_of_the_same_entry(ana: User, ben: User) -> None:
    review = plan_case.review(ana, ben)
    letters = [post()[ben.email]]
    change(review, ana, wall=plan_case.wall(days=6))
    letters.append(post()[ben.email])
    reviews.cancel(review=fresh(review), by=ana)
    letters.append(post()[ben.email])
    texts = [entry(letter) for letter in letters]
    assert [read(text).method for text in texts] == ["REQUEST", "REQUEST", "CANCEL"]
    assert len({the_event(text).uid for text in texts}) == 1
    first, second, third = (the_event(text).sequence or 0 for text in texts)
    assert first < second < third


# ---- versions


def changes() -> Iterator[Any]:
    yield "length", lambda review, by: change(review, by, minutes=90)
    yield "time", lambda review, by: change(review, by, wall=plan_case.wall(days=6))
    # The same moment on another clock: nobody's time moves, yet the entry says something else.
    yield "zone", lambda review, by: change(review, by, time_zone="Africa/Abidjan")
    yield "restricted", lambda review, by: change(review, by, restricted=True)
    yield (
        "agenda",
        lambda review, by: agenda.edit(item=review.agenda.first(), by=by, title="Hello", minutes=4, notes=""),
    )


@pytest.mark.parametrize("what", [pytest.param(do, id=name) for name, do in changes()])
def test_every_change_is_a_higher_version(what: Callable[[Review, User], None], ana: User, ben: User) -> None:
    review = plan_case.review(ana, ben)
    before = sequence(review)
    what(review, ana)
    noticed = sequence(review)
    assert noticed > before
    heal_promises()
    assert sequence(review) == MeetingEntry.objects.get(review=review).sequence == noticed


def test_nothing_changed_is_the_same_version(ana: User, ben: User, cleo: User) -> None:
    review = plan_case.review(ana, ben)
    before = sequence(review)
    change(review, ana)
    heal_promises()
    people.invite(review=fresh(review), by=ana, users=[cleo])
    people.reply(review=review, user=ben, answer="no")
    with override_settings(DEFAULT_ZONE="Asia/Kolkata"):
        heal_promises()
    assert sequence(review) == before


# ---- the feed


def test_the_feed_has_the_meetings_a_person_is_invited_to(ana: User, ben: User, otto: User, client: Client) -> None:
    review = plan_case.review(ana, ben)
    [event] = fetch(client, ben)
    assert event.summary == TITLE
    assert (event.dtstart, event.sequence) == (review.meets_at, sequence(review))
    assert fetch(client, otto) == []


def test_a_restricted_review_has_no_title_in_the_feed_either(ana: User, ben: User, client: Client) -> None:
    plan_case.review(ana, ben, restricted=True)
    [event] = fetch(client, ben)
    assert event.summary == "Learning review"
    assert TITLE not in (event.description or "")


def test_who_is_taken_off_the_list_sees_it_go_away(ana: User, ben: User, client: Client) -> None:
    review = plan_case.review(ana, ben)
    people.remove(place=Participation.objects.get(review=review, user=ben), by=ana)
    assert fetch(client, ben) == []


def test_a_cancelled_meeting_goes_away_and_a_held_one_stays(ana: User, ben: User, client: Client) -> None:
    held, cancelled = plan_case.review(ana, ben), plan_case.review(ana, ben)
    reviews.cancel(review=fresh(cancelled), by=ana)
    room.end(review=room.open_room(review=fresh(held), by=ana), by=ana)
    assert [event.uid.split("@")[0] for event in fetch(client, ben)] == [f"meeting-{held.uid}"]


def test_a_program_that_asks_again_is_told_whether_anything_changed(ana: User, ben: User, client: Client) -> None:
    review = plan_case.review(ana, ben)
    own = address(calendar_feeds.renew(person=ben))
    first = client.get(own)
    again = client.get(own, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    change(review, ana, minutes=90)
    changed = client.get(own, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_nobody_between_keeps_a_copy(ana: User, ben: User, client: Client) -> None:
    plan_case.review(ana, ben)
    own = address(calendar_feeds.renew(person=ben))
    first = client.get(own)
    for answer in (first, client.get(own, headers={"If-None-Match": first["ETag"]})):
        assert answer["Cache-Control"] == "private, no-store"
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert client.post(own).status_code == 405
    assert client.head(own)["ETag"] == first["ETag"]


def test_ten_meetings_ask_no_more_of_the_database_than_one(
    ana: User, ben: User, client: Client, django_assert_max_num_queries: Any
) -> None:
    own = address(calendar_feeds.renew(person=ben))
    for _ in range(10):
        plan_case.review(ana, ben)
    with django_assert_max_num_queries(3):
        answer = client.get(own)
    assert len(read(answer.content.decode()).events) == 10


def test_the_account_page_says_that_answers_of_programs_are_not_read(ben: User, as_user: SignIn) -> None:
    page = as_user(ben).get(reverse("accounts:calendar")).content.decode()
    assert "what a calendar program sends back is not read" in page
