"""Guests without an account: let in by code where the facilitator allows it, one vote a device, only the room, only while it is on."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from live.regions import snapshot
from reviews import guest_pass
from reviews.actions import guests, points, polls, room
from reviews.models import Attendance, GuestVote, Poll, Review, RoomGuest, TalkingPoint
from reviews.queries import room_people as queries
from surveys.actions import surveys
from tests.reviews import plan_case

SignIn = Callable[[User], Client]


@pytest.fixture
def review(ana: User, ben: User) -> Review:
    """Open to guests, with an open vote between two points."""
    planned = plan_case.review(ana, ben)
    for text in ("Backups", "Alerts"):
        polls.offer(poll=planned.poll, by=ana, kind=TalkingPoint.Kind.INCIDENT, text=text)
    opened = room.open_room(review=planned, by=ana)
    polls.open_poll(poll=opened.poll, by=ana)
    guests.allow(review=opened, by=ana, allowed=True)
    opened.refresh_from_db()
    return opened


def come(review: Review, name: str = "Gil", browser: Client | None = None) -> Client:
    browser = browser or Client()
    browser.post(reverse("reviews:guest_come", args=[review.join_code]), {"name": name})
    return browser


def status(browser: Client, name: str = "guest_room") -> int:
    return int(browser.get(reverse(f"reviews:{name}")).status_code)


def vote(browser: Client, point: TalkingPoint) -> int:
    return int(browser.post(reverse("reviews:guest_vote"), {"point": point.pk}).status_code)


def point(review: Review, text: str) -> TalkingPoint:
    return review.poll.points.get(text=text)


def test_with_the_code_and_a_name_a_guest_is_in_the_room(review: Review) -> None:
    browser = Client()
    page = browser.get(reverse("reviews:join_code", args=[review.join_code]))
    assert "A name is enough" in page.content.decode()
    come(review, browser=browser)
    said = browser.get(reverse("reviews:guest_room")).content.decode()
    assert "You are here as Gil" in said
    assert "Opening remarks" in said
    assert "Backups" in said


def test_without_a_name_nobody_comes_in(client: Client, review: Review) -> None:
    answer = client.post(reverse("reviews:guest_come", args=[review.join_code]), {"name": " "})
    assert answer.status_code == 422
    assert not RoomGuest.objects.exists()


def test_no_guest_comes_in_unless_the_facilitator_allows_it(ana: User, client: Client, review: Review) -> None:
    guests.allow(review=review, by=ana, allowed=False)
    assert client.get(reverse("reviews:join_code", args=[review.join_code])).status_code == 404
    come(review, browser=client)
    assert status(client) == 404
    assert not RoomGuest.objects.exists()


def test_the_pass_is_signed_out_of_reach_of_scripts_and_of_the_session_only(review: Review) -> None:
    browser = come(review)
    cookie = browser.cookies[guest_pass.NAME]
    assert cookie["httponly"]
    assert (cookie["samesite"], cookie["max-age"]) == ("Lax", "")
    forged = Client()
    forged.cookies[guest_pass.NAME] = cookie.value[:-1] + ("a" if cookie.value[-1] != "a" else "b")
    assert status(forged) == 404
    assert status(browser) == 200


def test_with_the_meeting_the_pass_dies(ana: User, review: Review) -> None:
    browser = come(review)
    room.end(review=review, by=ana)
    assert status(browser, "guest_mine") == 404
    assert guest_pass.rooms([browser.cookies[guest_pass.NAME].value]) == {}
    Review.objects.update(ended_at=timezone.now() - timedelta(hours=13))
    answer = browser.get(reverse("reviews:guest_room"))
    assert answer.status_code == 404
    assert answer.cookies[guest_pass.NAME].value == ""


def test_a_guest_reads_that_the_meeting_is_over_also_after_a_reload(ana: User, review: Review) -> None:
    browser = come(review)
    assert "data-alone-at-the-end" in browser.get(reverse("reviews:guest_room")).content.decode()
    room.end(review=review, by=ana)
    assert vote(browser, point(review, "Backups")) == 404
    asked = browser.get(reverse("reviews:guest_questions"), headers={"HX-Request": "true"})
    assert (asked.status_code, asked["HX-Refresh"]) == (204, "true")
    for _twice in range(2):
        answer = browser.get(reverse("reviews:guest_room"))
        assert answer.status_code == 200
        assert "The meeting is over. Thank you for being there." in answer.content.decode()
        assert "Opening remarks" not in answer.content.decode()


@pytest.mark.parametrize("how", ["switched off", "restricted", "incident restricted", "taken off"])
def test_a_guest_loses_the_room_at_once(ana: User, as_user: SignIn, review: Review, how: str) -> None:
    browser = come(review)
    if how == "taken off":
        vote(browser, point(review, "Alerts"))
    if how == "switched off":
        as_user(ana).post(reverse("reviews:guests_switch", args=[review.uid]), {"do": "off"})
    elif how == "restricted":
        Review.objects.update(restricted=True)
    elif how == "incident restricted":
        type(review.incident).objects.update(restricted=True)
    else:
        pk = RoomGuest.objects.get().pk
        as_user(ana).post(reverse("reviews:attendance_others_remove", args=[review.uid, pk]))
    for name in ("guest_room", "guest_regions", "guest_mine"):
        assert status(browser, name) == 404
    assert vote(browser, point(review, "Backups")) == 404
    assert not GuestVote.objects.exists()


def test_restricted_reviews_have_no_guests(ana: User, ben: User, as_user: SignIn, client: Client) -> None:
    hidden = room.open_room(review=plan_case.review(ana, ben, restricted=True), by=ana)
    said = as_user(ana).get(reverse("reviews:desk", args=[hidden.uid])).content.decode()
    assert "only people who are invited come in" in said
    as_user(ana).post(reverse("reviews:guests_switch", args=[hidden.uid]), {"do": "on"})
    hidden.refresh_from_db()
    assert not hidden.guests_allowed
    Review.objects.update(guests_allowed=True)  # even so
    come(hidden, browser=client)
    assert not RoomGuest.objects.exists()


def test_one_device_has_one_guest_and_one_vote(review: Review) -> None:
    browser = come(review)
    come(review, "Gil again", browser)
    assert RoomGuest.objects.count() == 1
    for text in ("Backups", "Alerts", "Alerts"):
        assert vote(browser, point(review, text)) == 302
    assert GuestVote.objects.get().point.text == "Alerts"
    assert 'aria-pressed="true"' in browser.get(reverse("reviews:guest_mine")).content.decode()


def test_votes_of_guests_count_beside_those_of_others(ana: User, ben: User, as_user: SignIn, review: Review) -> None:
    for name in ("Gil", "Hana"):
        assert vote(come(review, name), point(review, "Alerts")) == 302
    room.arrive(review=review, user=ben)
    polls.facilitator_votes(poll=review.poll, by=ana, votes=True)
    for user in (ana, ben):
        polls.vote(poll=review.poll, by=user, point=point(review, "Alerts"))
    said = snapshot(ben, room.topic(review))["poll"]
    assert "4 of 4 voted" in said
    polls.reveal(poll=review.poll, by=ana)
    counts = {each.text: (each.rank, each.votes_counted) for each in review.poll.points.all()}
    assert counts == {"Alerts": (1, 4), "Backups": (2, 0)}


def test_votes_of_guests_move_with_a_merged_point_and_are_free_after_a_hidden_one(ana: User, review: Review) -> None:
    written = [
        polls.offer(poll=review.poll, by=ana, kind=TalkingPoint.Kind.OTHER, text=text) for text in ("Pager", "Chat")
    ]
    first, second = come(review, "Gil"), come(review, "Hana")
    for browser, chosen in zip((first, second), written, strict=True):
        assert vote(browser, chosen) == 302
    points.merge(point=written[0], into=point(review, "Alerts"), by=ana, because="the same")
    points.hide(point=written[1], by=ana, because="names a person")
    assert GuestVote.objects.get().point.text == "Alerts"
    assert vote(second, written[1]) == 409


def test_after_the_reveal_and_for_another_poll_no_guest_votes(ana: User, ben: User, review: Review) -> None:
    browser = come(review)
    other = plan_case.review(ana, ben)
    foreign = polls.offer(poll=other.poll, by=ana, kind=TalkingPoint.Kind.INCIDENT, text="Elsewhere")
    Poll.objects.filter(review=other).update(state=Poll.State.OPEN)
    assert vote(browser, foreign) == 404
    polls.reveal(poll=review.poll, by=ana)
    assert vote(browser, point(review, "Alerts")) == 409
    assert not GuestVote.objects.exists()


def test_a_guest_sees_the_room_and_nothing_else(review: Review) -> None:
    browser = come(review)
    for name in ("room", "stage", "review", "document", "people", "desk"):
        assert browser.get(reverse(f"reviews:{name}", args=[review.uid])).status_code == 302, name
    heard = set(browser.get(reverse("reviews:guest_regions")).json()["regions"])
    assert heard.isdisjoint({"answers", "signals", "people", "join"})
    assert {"agenda", "now", "poll", "rules", "recording", "questions"} <= heard
    page = browser.get(reverse("reviews:guest_room")).content.decode()
    assert str(review.uid) not in page
    assert "Ben" not in page


def test_what_a_guests_page_hears_is_what_a_fresh_one_shows(ana: User, ben: User, review: Review) -> None:
    browser = come(review)
    acts: list[Callable[[], Any]] = [
        lambda: vote(browser, point(review, "Backups")),
        lambda: room.move_on(review=review, by=ana, item=room.current(review).pk),
        lambda: polls.reveal(poll=review.poll, by=ana),
    ]
    for act in acts:
        act()
        page = browser.get(reverse("reviews:guest_room")).content.decode()
        assert all(html in page for html in browser.get(reverse("reviews:guest_regions")).json()["regions"].values())


def test_guests_are_counted_and_are_not_asked_in_the_survey(ana: User, as_user: SignIn, review: Review) -> None:
    come(review)
    assert queries.came(review) == 2
    assert "Gil (guest)" in as_user(ana).get(reverse("reviews:attendance", args=[review.uid])).content.decode()
    assert Attendance.objects.count() == 1
    assert surveys.open_for(room.end(review=review, by=ana)).asked_n == 1


def test_there_is_an_end_to_the_guests_of_a_room(monkeypatch: pytest.MonkeyPatch, review: Review) -> None:
    monkeypatch.setattr(guests, "MOST", 1)
    come(review)
    assert status(come(review, "Hana")) == 404


def test_an_answer_of_the_guests_pages_is_never_kept(review: Review) -> None:
    assert come(review).get(reverse("reviews:guest_room")).headers["Cache-Control"] == "no-store"
