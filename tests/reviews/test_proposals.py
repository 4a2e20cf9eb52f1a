"""Another time for the meeting: proposed by who is invited, seen and answered by the facilitators, told politely to the proposer."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from reviews.actions import people, proposals, reviews
from reviews.models import Participation, Review, TimeProposal
from tests.reviews import plan_case

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
LATER = plan_case.wall(days=8)


def propose(
    review: Review, user: User, wall: datetime = LATER, zone: str = "UTC", word: str = "After lunch"
) -> TimeProposal:
    place = Participation.objects.select_related("user", "review").get(review=review, user=user)
    return proposals.propose(place=place, wall=wall, time_zone=zone, word=word)


def address(name: str, review: Review, *more: Any) -> str:
    return reverse(f"reviews:{name}", args=[review.uid, *more])


def seen(review: Review, browser: Client) -> str:
    return browser.get(address("review", review)).content.decode()


def form(wall: datetime = LATER, zone: str = "UTC", word: str = "") -> dict[str, str]:
    return {"wall": f"{wall:%Y-%m-%dT%H:%M}", "time_zone": zone, "word": word}


def test_whoever_is_invited_proposes_on_the_reviews_page(ana: User, ben: User, as_user: SignIn) -> None:
    review, browser = plan_case.review(ana, ben), as_user(ben)
    assert address("propose", review) in seen(review, browser)
    answered = browser.post(address("propose", review), form(word="After lunch"), follow=True)
    assert "The facilitators see the time you proposed" in answered.content.decode()
    proposal = TimeProposal.objects.get()
    assert (proposal.wall_time, proposal.time_zone, proposal.word) == (f"{LATER:%Y-%m-%dT%H:%M}", "UTC", "After lunch")


def test_the_form_begins_at_the_meetings_time_on_the_readers_clock(ana: User, ben: User, as_user: SignIn) -> None:
    ben.time_zone = "Asia/Kolkata"
    ben.save()
    review = plan_case.review(ana, ben)
    text = as_user(ben).get(address("propose", review)).content.decode()
    assert f"{review.meets_at.astimezone(ben.zone):%Y-%m-%dT%H:%M}" in text
    assert 'value="Asia/Kolkata"' in text


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"wall": ""}, "Say which time would suit you."),
        ({"wall": "2031-03-30T02:30", "time_zone": "Europe/Berlin"}, "The clocks jump over this time on that day."),
        (
            {"wall": "2031-10-05T02:15", "time_zone": "Australia/Lord_Howe"},
            "The clocks jump over this time on that day.",
        ),
        ({"wall": "2020-01-01T10:00"}, "This time is already over."),
        ({"time_zone": "Mars/Base"}, "There is no time zone of this name."),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(
    sent: dict[str, str], said: str, ana: User, ben: User, as_user: SignIn
) -> None:
    review = plan_case.review(ana, ben)
    refused = as_user(ben).post(address("propose", review), form(word="Kept words") | sent)
    assert refused.status_code == 422
    assert said in refused.content.decode()
    assert "Kept words" in refused.content.decode()
    assert not TimeProposal.objects.exists()


def test_the_meetings_own_time_is_no_proposal(ana: User, ben: User, as_user: SignIn) -> None:
    review = plan_case.review(ana, ben)
    refused = as_user(ben).post(address("propose", review), form(plan_case.wall(days=5)))
    assert "This is when the meeting is." in refused.content.decode()


def test_facilitators_see_it_beside_the_meetings_time_and_nobody_else_does(
    ana: User, ben: User, cleo: User, otto: User, as_user: SignIn
) -> None:
    review = plan_case.review(ana, ben, cleo)
    propose(review, ben)
    text = seen(review, as_user(ana))
    assert "Other times that people propose" in text
    assert "After lunch" in text
    for other in (cleo, otto):
        assert "After lunch" not in seen(review, as_user(other))
        assert "Other times that people propose" not in seen(review, as_user(other))


def test_it_stands_on_the_facilitators_start_page(ana: User, ben: User, cleo: User, as_user: SignIn) -> None:
    review = plan_case.review(ana, ben, cleo)
    propose(review, ben)
    kept = propose(review, cleo)
    proposals.keep(proposal=kept, by=ana)
    assert "1 person proposes another time" in as_user(ana).get("/").content.decode()
    assert "proposes another time" not in as_user(ben).get("/").content.decode()


def test_one_click_takes_it_into_the_form_and_moves_nothing(ana: User, ben: User, as_user: SignIn) -> None:
    review, browser = plan_case.review(ana, ben), as_user(ana)
    proposal = propose(review, ben, zone="Asia/Kolkata")
    link = f"{address('plan', review)}?proposal={proposal.pk}"
    assert link in seen(review, browser)
    text = browser.get(link).content.decode()
    assert f'value="{LATER:%Y-%m-%dT%H:%M}"' in text
    assert 'value="Asia/Kolkata"' in text
    assert "The time is the one that Ben proposed." in text
    review.refresh_from_db()
    assert review.plan_version == 1


def test_a_proposal_of_another_review_is_not_taken(ana: User, ben: User, as_user: SignIn) -> None:
    review, other = plan_case.review(ana, ben), plan_case.review(ana, ben)
    proposal = propose(other, ben)
    for number in (str(proposal.pk), "²", "x", "9" * 50):
        text = as_user(ana).get(f"{address('plan', review)}?proposal={number}").content.decode()
        assert "The time is the one that" not in text


def test_taken_the_proposer_is_thanked(ana: User, ben: User, as_user: SignIn) -> None:
    review = plan_case.review(ana, ben)
    proposal = propose(review, ben)
    sent = form() | {"minutes": "60", "restricted": ""}
    answered = as_user(ana).post(f"{address('plan', review)}?proposal={proposal.pk}", sent)
    assert answered.status_code == 302
    assert "The meeting is at the time you proposed. Thank you" in seen(review, as_user(ben))
    assert "Other times that people propose" not in seen(review, as_user(ana))


def test_kept_as_it_is_the_proposer_hears_it_politely(ana: User, ben: User, as_user: SignIn) -> None:
    review = plan_case.review(ana, ben)
    proposal = propose(review, ben)
    as_user(ana).post(address("proposal_keep", review, proposal.pk))
    text = seen(review, as_user(ben))
    assert "keep the meeting’s time, because it has to suit many. Thank you" in text
    assert "Other times that people propose" not in seen(review, as_user(ana))


def test_moved_elsewhere_the_proposer_may_propose_once_more(ana: User, ben: User, as_user: SignIn) -> None:
    review, browser = plan_case.review(ana, ben), as_user(ben)
    propose(review, ben)
    reviews.change_plan(review=review, by=ana, plan=plan_case.plan(days=7))
    assert "The meeting has been moved since, to another time." in seen(review, browser)
    browser.post(address("propose", review), form(plan_case.wall(days=9)))
    assert TimeProposal.objects.get().outcome(Review.objects.get()) == "open"


def test_a_newer_proposal_takes_the_place_of_an_older(ana: User, ben: User) -> None:
    review = plan_case.review(ana, ben)
    proposals.keep(proposal=propose(review, ben), by=ana)
    propose(review, ben, plan_case.wall(days=10))
    assert TimeProposal.objects.get().outcome(review) == "open"


def test_the_proposer_alone_takes_it_back(ana: User, ben: User, cleo: User, as_user: SignIn) -> None:
    review = plan_case.review(ana, ben, cleo)
    withdraw = address("proposal_withdraw", review, propose(review, ben).pk)
    assert as_user(cleo).post(withdraw).status_code == 403
    assert as_user(ana).post(withdraw).status_code == 403
    assert withdraw in seen(review, as_user(ben))
    as_user(ben).post(withdraw)
    assert not TimeProposal.objects.exists()


def test_who_is_taken_off_the_list_proposes_nothing_any_more(ana: User, ben: User, as_user: SignIn) -> None:
    review = plan_case.review(ana, ben)
    propose(review, ben)
    assert "After lunch" in seen(review, as_user(ana))
    people.remove(place=Participation.objects.get(review=review, user=ben), by=ana)
    assert "After lunch" not in seen(review, as_user(ana))


def test_the_record_holds_no_word_of_it(ana: User, ben: User) -> None:
    propose(plan_case.review(ana, ben), ben)
    assert AuditEntry.objects.filter(by=ben).exists()
    assert not any("lunch" in str(entry.detail) for entry in AuditEntry.objects.all())
