"""People in the room who cannot tap: what they say aloud is written down, kept with its time, and counts as a tap does."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from live.regions import snapshot
from reviews.actions import attendance, guests, opening, people, polls, recording, room
from reviews.models import RecordingAnswer, Review, Series, TalkingPoint
from reviews.queries import opening as queries
from tests.reviews.opening_case import answer, opened, page, record, url

SignIn = Callable[[User], Client]


@pytest.fixture
def review(ana: User, ben: User, cleo: User) -> Review:
    """On, with Ana and Ben at their pages."""
    return opened(ana, ben, cleo, Series.objects.create(name="Tuesday review"))


def says(by: User, as_user: SignIn, review: Review, who: str, said: str) -> int:
    return as_user(by).post(url("said_aloud", review), {"who": who, "said": said}).status_code


def heard(user: User, review: Review, region: str) -> str:
    return snapshot(user, room.topic(review)).get(region, "")


def without_tokens(html: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", html)


def test_a_yes_said_aloud_counts_and_is_kept_with_its_time(
    ana: User, ben: User, cleo: User, as_user: SignIn, review: Review
) -> None:
    record(review, ana)
    attendance.add_person(review=review, user=cleo, by=ana)
    for user in (ana, ben):
        answer(user, as_user, review, "yes")
    assert queries.recording(review).missing == 1
    assert says(ana, as_user, review, f"person-{cleo.pk}", "yes") == 302
    assert queries.recording(review).state == "may_start"
    kept = RecordingAnswer.objects.get(user=cleo)
    assert (kept.answer, kept.aloud) == ("yes", True)
    assert kept.answered_at
    assert "said aloud" in page("recording_plan", ana, as_user, review)
    # Who it is about reads it on their own page, and may answer otherwise there.
    assert "A facilitator wrote down that you said so aloud." in page("room", cleo, as_user, review)
    answer(cleo, as_user, review, "no")
    assert "A facilitator wrote down" not in page("room", cleo, as_user, review)


def test_what_somebody_answered_themselves_is_not_changed_by_hearsay(
    ana: User, ben: User, as_user: SignIn, review: Review
) -> None:
    record(review, ana)
    answer(ben, as_user, review, "no")
    says(ana, as_user, review, f"person-{ben.pk}", "yes")
    assert RecordingAnswer.objects.get(user=ben, ended_at=None).answer == "no"


def test_a_word_heard_wrongly_is_put_right(ana: User, cleo: User, as_user: SignIn, review: Review) -> None:
    record(review, ana)
    attendance.add_person(review=review, user=cleo, by=ana)
    for said in ("yes", "no"):
        says(ana, as_user, review, f"person-{cleo.pk}", said)
    assert "It was a yes" in page("desk", ana, as_user, review)
    assert RecordingAnswer.objects.get(user=cleo, ended_at=None).answer == "no"


def test_the_recording_waits_for_people_in_the_room_without_an_account(
    ana: User, ben: User, as_user: SignIn, review: Review
) -> None:
    record(review, ana)
    three = attendance.add_others(review=review, by=ana, people=3)
    for user in (ana, ben):
        answer(user, as_user, review, "yes")
    assert "not on yet: 3 have not answered" in heard(ben, review, "recording")
    with pytest.raises(recording.NotAnswered):
        recording.turn_on(review=review, by=ana)
    assert "3 people in the physical room" in page("desk", ana, as_user, review)
    says(ana, as_user, review, f"guest-{three.pk}", "yes")
    assert "it may start" in heard(ben, review, "recording")


def test_people_in_the_room_agree_to_the_rules_aloud(
    ana: User, ben: User, cleo: User, as_user: SignIn, review: Review
) -> None:
    attendance.add_person(review=review, user=cleo, by=ana)
    two = attendance.add_others(review=review, by=ana, people=2)
    opening.begin(review=review, by=ana)
    says(ana, as_user, review, f"guest-{two.pk}", "agreed")  # not asked yet: it does not count
    opening.ask(review=review, by=ana)
    assert "0 of 5 agreed" in heard(ben, review, "agreed")
    for _twice in range(2):
        says(ana, as_user, review, f"guest-{two.pk}", "agreed")
        says(ana, as_user, review, f"person-{cleo.pk}", "agreed")
    assert "3 of 5 agreed" in heard(ben, review, "agreed")
    assert review.agreements.get(user=cleo).aloud_at
    says(ana, as_user, review, f"person-{cleo.pk}", "not_agreed")
    assert "2 of 5 agreed" in heard(ben, review, "agreed")


def test_the_desk_does_not_tell_who_in_the_room_tapped(
    ana: User, ben: User, cleo: User, as_user: SignIn, review: Review
) -> None:
    attendance.add_person(review=review, user=cleo, by=ana)
    opening.begin(review=review, by=ana)
    opening.ask(review=review, by=ana)
    before = without_tokens(page("desk_opening", ana, as_user, review))
    opening.agree(review=review, by=cleo)
    says(ana, as_user, review, f"person-{cleo.pk}", "not_agreed")  # a tap of one's own stays
    after = without_tokens(page("desk_opening", ana, as_user, review))
    assert after == before.replace("0 of 3 agreed", "1 of 3 agreed") != before
    assert f'id="rules-aloud-person-{ben.pk}"' not in before  # only those who have no page


def test_nothing_is_written_of_somebody_who_is_not_in_this_room(
    ana: User, otto: User, as_user: SignIn, review: Review
) -> None:
    record(review, ana)
    for who in (f"person-{otto.pk}", "guest-0", "person-x", ""):
        assert says(ana, as_user, review, who, "yes") == 302
    assert not RecordingAnswer.objects.exists()


def test_nobody_waits_for_somebody_who_was_taken_off_the_review(
    ana: User, ben: User, cleo: User, review: Review
) -> None:
    record(review, ana)
    recording.answer(review=review, by=ana, answer="yes")
    opening.begin(review=review, by=ana)
    opening.ask(review=review, by=ana)
    polls.offer(poll=review.poll, by=ana, kind=TalkingPoint.Kind.INCIDENT, text="Backups")
    polls.open_poll(poll=review.poll, by=ana)
    room.arrive(review=review, user=cleo)
    assert "0 of 2 voted" in heard(ana, review, "poll")
    people.remove(place=review.participations.get(user=ben), by=ana)
    assert "0 of 1 voted" in heard(ana, review, "poll")
    assert "0 of 2 agreed" in heard(ana, review, "agreed")
    assert "1 has not answered" in heard(ana, review, "recording")


def test_guests_who_lost_the_room_are_not_waited_for_and_their_votes_stay(ana: User, ben: User, review: Review) -> None:
    guests.allow(review=review, by=ana, allowed=True)
    review.refresh_from_db()
    gil, _hal = (guests.come_in(review=review, name=name) for name in ("Gil", "Hal"))
    point = polls.offer(poll=review.poll, by=ana, kind=TalkingPoint.Kind.INCIDENT, text="Backups")
    polls.open_poll(poll=review.poll, by=ana)
    opening.begin(review=review, by=ana)
    opening.ask(review=review, by=ana)
    guests.vote(guest=gil, point=point)
    assert "1 of 3 voted" in heard(ben, review, "poll")
    assert "0 of 4 agreed" in heard(ben, review, "agreed")
    guests.allow(review=review, by=ana, allowed=False)
    assert "1 of 2 voted" in heard(ben, review, "poll")
    assert "0 of 2 agreed" in heard(ben, review, "agreed")


def test_who_voted_and_then_becomes_a_co_facilitator_goes_on_voting(ana: User, ben: User, review: Review) -> None:
    point = polls.offer(poll=review.poll, by=ana, kind=TalkingPoint.Kind.INCIDENT, text="Backups")
    polls.open_poll(poll=review.poll, by=ana)
    polls.vote(poll=review.poll, by=ben, point=point)
    people.set_role(place=review.participations.get(user=ben), by=ana, role="facilitator")
    polls.vote(poll=review.poll, by=ben, point=point)
    assert "1 of 1 voted" in heard(ben, review, "poll")
