"""The room leads from one thing to the next: what is over makes room, what cannot be undone is asked, and nothing typed is lost."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from incidents.models import TimelineEvent
from live.regions import snapshot
from reviews.actions import guests, leading, opening, parked, polls, questions, recording, room
from reviews.intervals import GRACE
from reviews.models import ParkedItem, Review, RoomGuest, Series, TalkingPoint
from reviews.queries import opening as queries
from tests.reviews import opening_case
from tests.reviews.opening_case import page, record, url

SignIn = Callable[[User], Client]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def series(db: None) -> Series:
    return Series.objects.create(name="Tuesday review")


@pytest.fixture
def review(ana: User, ben: User, cleo: User, series: Series) -> Review:
    """On, with Ana and Ben in the room, and two points to choose from."""
    meeting = opening_case.opened(ana, ben, cleo, series)
    for text in ("Backups", "Alerts"):
        polls.offer(poll=meeting.poll, by=ana, kind=TalkingPoint.Kind.INCIDENT, text=text)
    return meeting


def shown(review: Review, user: User, region: str) -> str:
    return snapshot(user, room.topic(review))[region]


def test_when_the_vote_opens_the_rule_is_over_and_the_choices_stand_first(
    ana: User, ben: User, as_user: SignIn, review: Review
) -> None:
    opening.begin(review=review, by=ana)
    assert "Ground rule 1 of" in shown(review, ben, "rules")
    polls.open_poll(poll=review.poll, by=ana)
    assert "Ground rule 1 of" not in shown(review, ben, "rules")
    told = page("room", ben, as_user, review)
    assert told.index("Choose what to talk about") < told.index('data-region="rules"') < told.index("I agree")


def test_agreeing_late_takes_one_line_with_the_rules_in_a_fold(
    ana: User, ben: User, as_user: SignIn, review: Review
) -> None:
    opening.begin(review=review, by=ana)
    opening.ask(review=review, by=ana)
    assert "rules-late" not in page("my_opening", ben, as_user, review)
    here = room.current(review)
    assert here
    room.move_on(review=review, by=ana, item=here.pk)
    told = page("my_opening", ben, as_user, review)
    assert re.search(r'<details class="fold" id="rules-late".*</details><button[^>]*>I agree', told, re.DOTALL)
    as_user(ben).post(url("rules_agree", review))
    assert "You agreed to the ground rules." in page("my_opening", ben, as_user, review)


def test_whoever_gets_the_desk_is_told_on_the_page_that_is_open(
    ana: User, ben: User, as_user: SignIn, review: Review
) -> None:
    before = shown(review, ben, "people")
    assert "To the desk" not in page("room", ben, as_user, review)
    place = review.participations.get(user=ben)
    answer = as_user(ana).post(url("co_facilitator", review), {"person": place.pk}, headers=HTMX, follow=True)
    assert 'id="desk-lead"' in answer.content.decode()  # the part alone: nothing else on the giver's desk moves
    assert "<html" not in answer.content.decode()
    made = shown(review, ben, "people")
    assert made != before
    told = page("room", ben, as_user, review)
    assert 'hx-trigger="room:leaders from:body"' in told
    assert "You are a facilitator of this meeting now." in told
    place.refresh_from_db()
    leading.hand_over(place=place, by=ana)
    assert shown(review, ben, "people") != made
    assert "You lead this meeting now." in page("room", ben, as_user, review)


@pytest.mark.parametrize("who", ["desk", "closing"])
def test_who_comes_in_while_the_page_is_made_stands_in_all_of_it(
    ana: User, cleo: User, as_user: SignIn, monkeypatch: pytest.MonkeyPatch, review: Review, who: str
) -> None:
    """Those who waited for the opening come in at the same moment: an open page hears of nobody whom its regions know already."""
    record(review, ana)

    def meanwhile(user: User, topic: str) -> Any:
        room.arrive(review=review, user=cleo)
        questions.ask(review=review, by=cleo, text="Who was asked?", for_all=True)
        return snapshot(user, topic)

    monkeypatch.setattr(f"reviews.views.room_{'context' if who == 'desk' else 'closing'}.snapshot", meanwhile)
    told = page(who, ana, as_user, review)
    names = re.findall(r'id="(?:away-person|question)-(\d+)"', told)
    assert (str(cleo.pk) in names) if who == "desk" else len(names) == 1


def test_the_next_point_may_be_typed_while_the_last_one_is_sent(ana: User, as_user: SignIn, review: Review) -> None:
    client = as_user(ana)
    sent = client.post(url("poll_point", review), {"kind": "incident", "text": "Pager"}, headers=HTMX).content.decode()
    assert re.search(r'id="own-point" data-clears hx-preserve>', sent)
    wrong = client.post(url("poll_point", review), {"kind": "incident", "text": ""}, headers=HTMX).content.decode()
    assert re.search(r'id="own-point" data-clears>', wrong)


def test_deciding_one_thing_at_the_close_leaves_what_is_typed_about_others(
    ana: User, ben: User, as_user: SignIn, review: Review
) -> None:
    question = questions.ask(review=review, by=ben, text="Why two prompts?", for_all=True)
    item = parked.park(review=review, by=ben, text="Rename the hosts", kind=ParkedItem.Kind.FIX)
    client = as_user(ana)
    forms = re.findall(r"<form method=\"post\"[^>]*>", page("closing", ana, as_user, review).split("<main")[1])
    assert [each for each in forms if "hx-post" not in each and "/end/" not in each] == []
    answer = client.post(
        url("question_decide", review, question.pk), {"fate": "answered"}, headers=HTMX, follow=True
    ).content.decode()
    assert "<html" not in answer
    assert f'id="parked-{item.pk}-form" hx-preserve' in answer
    wrong = client.post(url("parked_decide", review, item.pk), {"fate": "follow_up", "owner": "0"}, headers=HTMX)
    assert wrong.status_code == 422
    assert f'id="parked-{item.pk}-form">' in wrong.content.decode()  # its own form is new, and says what is missing
    promise = client.post(url("closing_promise", review), {"thanks": "Thank you."}, headers=HTMX).content.decode()
    assert "Everyone sees it now." in promise
    assert "Rename the hosts" not in promise


def test_revealing_asks_while_not_all_have_voted(ana: User, ben: User, as_user: SignIn, review: Review) -> None:
    polls.open_poll(poll=review.poll, by=ana)
    assert "0 of 1 have voted so far." in page("desk_next", ana, as_user, review)
    point = review.poll.points.first()
    assert point
    polls.vote(poll=review.poll, by=ben, point=point)
    assert "have voted so far" not in page("desk_next", ana, as_user, review)


def test_ending_leads_to_the_close_while_something_is_open(
    ana: User, ben: User, as_user: SignIn, review: Review
) -> None:
    assert "The room closes for everyone, without the close" in page("desk_next", ana, as_user, review)
    questions.ask(review=review, by=ben, text="Why two prompts?", for_all=True)
    assert "1 thing is still open or parked: you come to the close first" in page("desk_next", ana, as_user, review)


def come(review: Review, name: str) -> RoomGuest:
    review.refresh_from_db()
    return guests.come_in(review=review, name=name)


def waited_for(review: Review) -> list[str]:
    return [each.called for each in queries.missing_guests(Review.objects.get(pk=review.pk))]


def test_two_guests_of_one_name_are_told_apart(ana: User, review: Review) -> None:
    guests.allow(review=review, by=ana, allowed=True)
    names = [str(come(review, name)) for name in ("Gil", "gil", "Gil", "G" * 80, "G" * 80)]
    assert names == ["Gil", "gil (2)", "Gil (3)", "G" * 80, "G" * 70 + " (2)"]


def test_putting_guests_out_asks_first_and_says_how_many(ana: User, as_user: SignIn, review: Review) -> None:
    guests.allow(review=review, by=ana, allowed=True)
    assert 'data-ask-label="Let no guests in"' not in page("desk_people", ana, as_user, review)
    come(review, "Gil")
    come(review, "Hana")
    assert "2 guests are here and lose the room at once" in page("desk_people", ana, as_user, review)


def test_the_recording_waits_for_no_guest_who_was_put_out_or_left(
    ana: User, ben: User, as_user: SignIn, review: Review
) -> None:
    record(review, ana)
    guests.allow(review=review, by=ana, allowed=True)
    gil, hana = come(review, "Gil"), come(review, "Hana")
    assert waited_for(review) == ["Gil (guest)", "Hana (guest)"]
    RoomGuest.objects.filter(pk=gil.pk).update(to_at=timezone.now() - GRACE - timedelta(seconds=1))
    as_user(ben).post(url("room_arrive", review), headers=HTMX)  # any page that says it is open
    assert waited_for(review) == ["Hana (guest)"]
    gil.refresh_from_db()
    guests.seen(guest=gil)
    assert waited_for(review) == ["Gil (guest)", "Hana (guest)"]  # back, and asked again
    recording.answer(review=review, by=gil, answer="yes")
    for allowed in (False, True):
        guests.allow(review=Review.objects.get(pk=review.pk), by=ana, allowed=allowed)
    assert waited_for(review) == []
    guests.came_in(guest=hana)
    assert waited_for(review) == ["Hana (guest)"]


def test_what_was_written_down_is_told_to_its_writer_and_stands_in_the_record(
    ana: User, ben: User, as_user: SignIn, review: Review
) -> None:
    event = TimelineEvent.objects.create(incident=review.incident, at=timezone.now(), what="The pager rang.")
    client = as_user(ben)
    answer = client.post(
        url("narrative_note", review), {"event": event.pk, "said": "Support knew already.", "back": "room"}, follow=True
    )
    assert "Written down at this moment: The pager rang." in answer.content.decode()
    room.end(review=Review.objects.get(pk=review.pk), by=ana)
    record_of = page("review", ben, as_user, review).split("Record of the meeting")[1]
    assert "Support knew already." in record_of
