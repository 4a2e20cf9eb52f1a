"""The page that proves what was sent: due, sent, the server's answer, who opened the document, and whether the promise was kept."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from outbox import kinds
from outbox.actions import messages, sending
from outbox.kinds import Kind
from outbox.mail import Mail
from outbox.models import Message
from outbox.planning import Planned
from reviews import promises
from reviews.actions import people, reviews
from reviews.models import Review
from tests.outbox.sink import Sink
from tests.reviews import plan_case

SignIn = Callable[[User], Client]
HOUR = timedelta(hours=1)


@pytest.fixture
def review(ana: User, ben: User) -> Review:
    """Ready, in two days."""
    made = plan_case.review(ana, ben, days=2)
    return reviews.mark_ready(review=made, by=ana)


def page(client: Client, review: Review, **query: str) -> str:
    answer = client.get(reverse("reviews:proof", args=[review.uid]), query)
    assert answer.status_code == 200
    return answer.content.decode()


def document_to(user: User) -> Message:
    return Message.objects.get(kind=promises.READY, recipient=user)


def test_a_kept_promise_with_the_servers_answer_and_who_opened_the_document(
    review: Review, ana: User, ben: User, as_user: SignIn, sink: Sink
) -> None:
    client = as_user(ana)
    assert "Can still be kept: 2 of 2 people are still to get it." in page(client, review)
    sink.answer_data = lambda: "250 2.0.0 Ok: queued as 4D1"
    sending.send_due()
    shown = page(client, review)
    assert "Kept: the document reached everyone at least 24 hours before the meeting." in shown
    assert shown.count("250 2.0.0 Ok: queued as 4D1") == 4
    assert shown.count("has not opened the document yet") == 2
    as_user(ben).get(reverse("reviews:document", args=[review.uid]))
    assert page(client, review).count("has not opened the document yet") == 1


def test_a_missed_promise_says_by_how_much_and_for_whom(review: Review, ana: User, ben: User, as_user: SignIn) -> None:
    sending.send_due()
    late = document_to(ben)
    assert late.deadline_at
    Message.objects.filter(pk=late.pk).update(sent_at=late.deadline_at + 2 * HOUR + timedelta(minutes=10, seconds=20))
    shown = page(as_user(ana), review)
    assert "Missed by 2 h 10 min for 1 of 2 people." in shown
    assert "missed by 2 h 10 min" in shown
    assert ">kept<" in shown


def test_a_refused_address_is_seen_with_the_servers_answer(
    review: Review, ana: User, ben: User, as_user: SignIn, sink: Sink
) -> None:
    sink.answer = lambda address: "550 no such person" if address == ben.email else "250 OK"
    sending.send_due()
    shown = page(as_user(ana), review)
    assert "1 of 2 people could not be reached." in shown
    assert "550 no such person" in shown
    assert ">not reached<" in shown


def test_somebody_invited_when_24_hours_were_no_longer_left_is_short_notice_and_not_missed(
    review: Review, ana: User, cleo: User, as_user: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    sending.send_due()
    later: datetime = review.meets_at - 5 * HOUR
    monkeypatch.setattr(timezone, "now", lambda: later)
    people.invite(review=review, by=ana, users=[cleo])
    sending.send_due()
    shown = page(as_user(ana), review)
    assert "Short notice: fewer than 24 hours were left for 1 of 3 people." in shown
    assert ">short notice<" in shown


def test_who_left_the_list_and_who_has_no_account_are_in_the_proof_as_well(
    review: Review, ana: User, ben: User, as_user: SignIn
) -> None:
    people.invite_address(review=review, by=ana, email="new@example.org")
    sending.send_due()
    people.remove(place=review.participations.get(user=ben), by=ana)
    shown = page(as_user(ana), review)
    assert "new@example.org" in shown
    assert "<h2>Ben</h2>" in shown
    assert shown.count("not on the list") == 1
    assert shown.count("invited, no account yet") == 1


def test_what_is_no_longer_needed_is_shown_with_its_reason_and_breaks_no_promise(
    review: Review, ana: User, as_user: SignIn
) -> None:
    reviews.mark_unready(review=review, by=ana)
    shown = page(as_user(ana), review)
    assert "the plan changed" in shown
    assert "The document is not marked ready, so its link has not gone to anybody." in shown


def test_a_meeting_that_was_moved_is_judged_by_its_present_time(review: Review, ana: User, as_user: SignIn) -> None:
    Message.objects.filter(kind=promises.READY).update(
        due_at=timezone.now() - 9 * HOUR, deadline_at=timezone.now() - HOUR
    )
    sending.send_due()
    assert "Missed by" in page(as_user(ana), review)
    reviews.change_plan(review=review, by=ana, plan=plan_case.plan(days=9))
    assert "Missed by" not in page(as_user(ana), review)


def test_participants_are_told_that_it_is_for_the_facilitators(review: Review, ben: User, as_user: SignIn) -> None:
    assert as_user(ben).get(reverse("reviews:proof", args=[review.uid])).status_code == 403


def test_the_survey_is_not_in_it(review: Review, ana: User, as_user: SignIn) -> None:
    label = kinds.label_of("survey.reminder")
    assert label != "survey.reminder"
    Message.objects.filter(kind=promises.READY).update(kind="survey.reminder")
    messages.send_due()
    assert label not in page(as_user(ana), review)


def test_it_asks_the_database_as_often_for_2_people_as_for_40(review: Review, ana: User, as_user: SignIn) -> None:
    client = as_user(ana)
    crowd = User.objects.bulk_create([User(email=f"p{n}@example.org", name=f"P {n}") for n in range(40)])

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            page(client, review)
        return len(queries)

    page(client, review)
    few = asked()
    people.invite(review=review, by=ana, users=crowd)
    assert asked() == few
    assert "Page 1 of" not in page(client, review)


def test_a_refused_address_is_told_to_the_facilitator_where_they_look_first_until_a_mail_arrives(
    review: Review, ana: User, ben: User, as_user: SignIn, sink: Sink
) -> None:
    sink.answer = lambda address: "550 no such person" if address == ben.email else "250 OK"
    sending.send_due()
    as_ana, home = as_user(ana), reverse("home")
    there = reverse("reviews:review", args=[review.uid])
    assert (
        "Mail does not reach Ben: The mail server refused it: 550 no such person" in as_ana.get(there).content.decode()
    )
    assert "Mail does not reach Ben" in as_ana.get(home).content.decode()
    for page_of in (there, home):
        assert "does not reach" not in as_user(ben).get(page_of).content.decode()
    sink.answer = lambda address: "250 OK"
    plan = plan_case.plan(days=4)
    reviews.change_plan(review=Review.objects.get(pk=review.pk), by=ana, plan=plan)
    sending.send_due()
    for page_of in (there, home):
        assert "does not reach" not in as_ana.get(page_of).content.decode()


def test_mails_about_follow_ups_and_what_was_heard_are_in_it(
    review: Review, ana: User, as_user: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    due = timezone.now() + HOUR
    for subject in ("followups", "heard"):
        row = Planned(kind=f"test.{subject}", recipient=ana, due_at=due, expires_at=due + HOUR)
        kinds.register(Kind(f"test.{subject}", f"about {subject}", lambda message: Mail(subject="", text=""), str))
        messages.plan(subject=f"{subject}:{review.uid}", rows=[row])
    shown = page(as_user(ana), review)
    assert "about followups" in shown
    assert "about heard" in shown
    admin = as_user(User.objects.create_user("ada@example.org", name="Ada", is_admin=True))
    desk = admin.get(reverse("outbox:desk"), {"about": f"heard:{review.uid}"}).content.decode()
    assert "Database outage" in desk
