"""Starting a review, inviting people, and the promise that the document reaches everyone 24 hours before."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from outbox.actions import messages
from outbox.models import Message
from reviews.actions import people, reviews, room
from reviews.models import Participation, Review
from reviews.queries import plan as queries
from tests.reviews import plan_case

SignIn = Callable[[User], Client]


def start_form(**more: Any) -> dict[str, Any]:
    wall = plan_case.wall(days=4).strftime("%Y-%m-%dT%H:%M")
    return {"wall": wall, "time_zone": "UTC", "minutes": "60", "restricted": "", "emails": "", **more}


def sent_to(user: User, words: str) -> list[Any]:
    return [each for each in mail.outbox if user.email in each.to[0] and words in each.subject]


def test_the_people_involved_are_suggested_and_missing_parts_are_named(ana: User, ben: User, as_user: SignIn) -> None:
    incident = plan_case.incident(ana, ben)
    page = as_user(ana).get(reverse("reviews:start", args=[incident.uid])).content.decode()
    assert f'value="{ben.pk}" checked' in page
    assert "communications" in page


def test_starting_a_review_makes_its_document_and_agenda(ana: User, ben: User, as_user: SignIn) -> None:
    incident = plan_case.incident(ana, ben)
    answer = as_user(ana).post(reverse("reviews:start", args=[incident.uid]), start_form(users=[ben.pk]))
    review = Review.objects.get()
    assert answer.headers["Location"] == reverse("reviews:review", args=[review.uid])
    assert review.document.latest_number == 1
    assert sum(item.minutes for item in review.agenda.all()) == 60
    assert {place.user for place in review.participations.all()} == {ana, ben}


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, "started from the incident.<"),
        ({"emails": "guest@example.com"}, "1 person is invited by mail now"),
        ({"emails": "guest@example.com", "users": "both"}, "2 people are invited by mail now"),
    ],
)
def test_who_starts_a_review_is_told_before_and_after_that_mail_goes_out(
    ana: User, ben: User, as_user: SignIn, more: dict[str, str], told: str
) -> None:
    url = reverse("reviews:start", args=[plan_case.incident(ana, ben).uid])
    assert "they get a mail with the time and a calendar entry" in as_user(ana).get(url).content.decode()
    form = start_form(**{**more, **({"users": [ana.pk, ben.pk]} if "users" in more else {})})
    assert told in as_user(ana).post(url, form, follow=True).content.decode()


def test_a_meeting_closer_than_24_hours_needs_a_tick_and_a_reason(ana: User, as_user: SignIn) -> None:
    incident = plan_case.incident(ana)
    url = reverse("reviews:start", args=[incident.uid])
    soon = start_form(wall=plan_case.wall(hours=5).strftime("%Y-%m-%dT%H:%M"))
    answer = as_user(ana).post(url, soon)
    assert answer.status_code == 422
    assert "less than 24 hours away" in answer.content.decode()
    assert not Review.objects.exists()
    as_user(ana).post(url, {**soon, "short_notice": "on", "short_notice_reason": "Half the team leaves tomorrow"})
    assert Review.objects.get().short_notice_reason == "Half the team leaves tomorrow"


def test_what_was_typed_is_still_there_after_an_error(ana: User, as_user: SignIn) -> None:
    incident = plan_case.incident(ana)
    form = start_form(emails="not an address", minutes="90")
    page = as_user(ana).post(reverse("reviews:start", args=[incident.uid]), form).content.decode()
    assert "not an address" in page
    assert '<option value="90" selected>' in page


def test_everyone_gets_an_invitation_with_the_meeting_for_the_calendar(ana: User, ben: User) -> None:
    plan_case.review(ana, ben)
    messages.send_due()
    [invitation] = sent_to(ben, "Invitation")
    assert "METHOD:REQUEST" in str(invitation.message())


def test_a_ready_document_reaches_every_invited_person(ana: User, ben: User, as_user: SignIn) -> None:
    review = plan_case.review(ana, ben, days=2)
    as_user(ana).post(reverse("reviews:ready", args=[review.uid]))
    messages.send_due()
    assert len(sent_to(ben, "To read before the meeting")) == 1
    page = as_user(ben).get(reverse("reviews:people", args=[review.uid])).content.decode()
    assert page.count("badge badge-ok") == 2


def test_the_people_page_leads_elsewhere_and_asks_for_no_reply_once_it_is_over(ana: User, as_user: SignIn) -> None:
    review = plan_case.review(ana)
    reviews.mark_ready(review=review, by=ana)

    def shown(name: str) -> str:
        return as_user(ana).get(reverse(f"reviews:{name}", args=[review.uid])).content.decode()

    assert "Who has it" in shown("review")
    assert "Who has it" not in shown("people")
    assert "no reply yet" in shown("people")
    room.end(review=room.open_room(review=review, by=ana), by=ana)
    for name in ("people", "review"):
        assert "no reply yet" not in shown(name)


def test_less_than_24_hours_before_the_document_needs_a_reason_to_go_out(ana: User, ben: User, as_user: SignIn) -> None:
    review = plan_case.review(ana, ben, days=3)
    Review.objects.update(meets_at=timezone.now() + timedelta(hours=20))
    url = reverse("reviews:ready", args=[review.uid])
    assert as_user(ana).post(url).status_code == 422
    review.document.refresh_from_db()
    assert review.document.ready_at is None
    as_user(ana).post(url, {"short_notice": "on", "short_notice_reason": "Ben was away"})
    review.document.refresh_from_db()
    assert review.document.ready_at


def test_a_moved_meeting_is_told_once_and_the_old_time_no_longer_goes_out(ana: User, ben: User) -> None:
    review = plan_case.review(ana, ben)
    messages.send_due()
    reviews.change_plan(review=review, by=ana, plan=plan_case.plan(days=6))
    messages.send_due()
    messages.send_due()
    assert len(sent_to(ben, "Invitation")) == 1
    assert len(sent_to(ben, "Moved")) == 1


def test_a_cancelled_review_tells_only_those_who_knew(ana: User, ben: User, cleo: User) -> None:
    review = plan_case.review(ana, ben)
    messages.send_due()
    people.invite(review=review, by=ana, users=[cleo])
    reviews.cancel(review=review, by=ana)
    messages.send_due()
    assert len(sent_to(ben, "Cancelled")) == 1
    assert sent_to(cleo, "") == []


def test_planning_twice_plans_nothing_twice(ana: User, ben: User) -> None:
    review = plan_case.review(ana, ben)
    before = Message.objects.count()
    people.invite(review=review, by=ana, users=[ben])
    assert Message.objects.count() == before


def test_the_mail_of_a_restricted_review_has_no_title(ana: User, ben: User) -> None:
    plan_case.review(ana, ben, restricted=True)
    messages.send_due()
    assert {each.to[0] for each in mail.outbox} == {"Ana <ana@example.org>", "Ben <ben@example.org>"}
    assert all("Database outage" not in str(each.message()) for each in mail.outbox)


def test_a_restricted_review_does_not_exist_for_others(ana: User, ben: User, otto: User, as_user: SignIn) -> None:
    review = plan_case.review(ana, ben, restricted=True)
    outside = as_user(otto)
    for name in ["review", "people", "plan", "agenda", "ready", "document"]:
        assert outside.get(reverse(f"reviews:{name}", args=[review.uid])).status_code == 404
    assert "Database outage" not in outside.get(reverse("reviews:list")).content.decode()
    assert outside.get(reverse("reviews:incident_panel", args=[review.incident.uid])).status_code == 404


def test_a_participant_sees_but_does_not_change_the_plan(ana: User, ben: User, as_user: SignIn) -> None:
    review = plan_case.review(ana, ben)
    member = as_user(ben)
    assert member.get(reverse("reviews:people", args=[review.uid])).status_code == 200
    assert member.get(reverse("reviews:plan", args=[review.uid])).status_code == 403
    for name in ["cancel", "unready", "agenda_build"]:
        assert member.post(reverse(f"reviews:{name}", args=[review.uid])).status_code == 403


def test_a_removed_person_loses_a_restricted_review_at_once(ana: User, ben: User, as_user: SignIn) -> None:
    review = plan_case.review(ana, ben, restricted=True)
    place = review.participations.get(user=ben)
    people.remove(place=place, by=ana)
    assert as_user(ben).get(reverse("reviews:review", args=[review.uid])).status_code == 404
    messages.send_due()
    assert sent_to(ben, "") == []


def test_the_last_facilitator_stays(ana: User, ben: User) -> None:
    review = plan_case.review(ana, ben)
    with pytest.raises(people.LastFacilitator):
        people.remove(place=review.participations.get(user=ana), by=ana)


def test_an_address_without_an_account_is_invited_and_takes_its_place(ana: User, as_user: SignIn) -> None:
    review = plan_case.review(ana)
    people.invite_address(review=review, by=ana, email="dora@example.org")
    messages.send_due()
    assert [each for each in mail.outbox if "dora@example.org" in each.to[0]]
    dora = User.objects.create_user("dora@example.org", name="Dora")
    assert as_user(dora).get(reverse("reviews:welcome", args=[review.uid])).status_code == 200
    for _click in range(2):
        answer = as_user(dora).post(reverse("reviews:welcome_accept", args=[review.uid]))
        assert answer.headers["Location"] == reverse("reviews:review", args=[review.uid])
    assert Participation.objects.filter(review=review, user=dora).exists()


def test_a_participant_who_invites_is_told_who_may(ana: User, ben: User, otto: User, as_user: SignIn) -> None:
    review = plan_case.review(ana, ben)
    answer = as_user(ben).post(reverse("reviews:people", args=[review.uid]), {"users": [otto.pk]})
    assert answer.status_code == 403
    assert "Only the facilitators of this review may do this." in answer.content.decode()
    assert not Participation.objects.filter(review=review, user=otto).exists()


def test_a_long_agenda_says_by_how_much(ana: User, as_user: SignIn) -> None:
    review = plan_case.review(ana)
    url = reverse("reviews:agenda", args=[review.uid])
    as_user(ana).post(url, {"title": "Guest from support", "minutes": "10", "notes": ""})
    page = as_user(ana).get(url).content.decode()
    assert "10 minutes more than the meeting has" in page


def test_agenda_items_move_and_go(ana: User, as_user: SignIn) -> None:
    review = plan_case.review(ana)
    first = review.agenda.first()
    as_user(ana).post(reverse("reviews:agenda_change", args=[review.uid, first.pk]), {"do": "down"})
    assert [item.kind for item in review.agenda.all()][:2] == ["overview", "opening"]
    as_user(ana).post(reverse("reviews:agenda_change", args=[review.uid, first.pk]), {"do": "remove"})
    assert review.agenda.count() == 5


def test_the_list_asks_the_database_as_often_for_2_reviews_as_for_20(
    ana: User, as_user: SignIn, django_assert_num_queries: Any
) -> None:
    def make(n: int) -> None:
        for _each in range(n):
            plan_case.review(ana)

    make(2)
    rows = queries.reviews_for(ana)
    with django_assert_num_queries(1):
        assert len([str(review.incident) for review in rows.all()]) == 2
    make(18)
    with django_assert_num_queries(1):
        assert len([str(review.incident) for review in rows.all()]) == 20


def test_the_home_page_is_a_list_of_what_to_do(ana: User, ben: User, as_user: SignIn) -> None:
    review = plan_case.review(ana, ben, days=2)
    assert "Finish the document" in as_user(ana).get(reverse("home")).content.decode()
    reviews.mark_ready(review=review, by=ana)
    assert "Read the document" in as_user(ben).get(reverse("home")).content.decode()
