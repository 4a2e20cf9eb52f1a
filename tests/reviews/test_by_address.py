"""Somebody invited by their address, who has no account yet: what is promised to everyone is promised to them too."""

import re
from collections.abc import Callable
from datetime import timedelta
from email.utils import parseaddr
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccountInvitation, User
from outbox.actions import messages
from outbox.models import Message
from reviews import promises
from reviews.actions import people, reviews
from reviews.models import Review
from tests.outbox.sink import Sink
from tests.reviews import plan_case, report_case

SignIn = Callable[[User], Client]
ZOE = "zoe@example.org"
State = Message.State


@pytest.fixture
def review(ana: User, ben: User) -> Review:
    """In two days; Ben has an account, Zoe has none."""
    made = plan_case.review(ana, ben, days=2)
    people.invite_address(review=made, by=ana, email=ZOE)
    return made


def to_zoe() -> list[EmailMultiAlternatives]:
    """Her mails since the last look, in order."""
    found = [each for each in mail.outbox if parseaddr(each.to[0])[1] == ZOE]
    mail.outbox.clear()
    return found  # type: ignore[return-value]


def sent(review: Review, ana: User) -> list[EmailMultiAlternatives]:
    """What Zoe gets once the document is ready."""
    messages.send_due()
    to_zoe()
    reviews.mark_ready(review=review, by=ana)
    messages.send_due()
    return to_zoe()


def link_in(letter: EmailMultiAlternatives) -> str:
    found = re.search(r"http\S+/invitation/\S+", str(letter.body))
    assert found
    there = urlsplit(found[0])
    return f"{there.path}?{there.query}"


def proof(client: Client, review: Review) -> str:
    return client.get(reverse("reviews:proof", args=[review.uid])).content.decode()


def make_account(address: str) -> tuple[Client, str]:
    """As by the link: the browser that is signed in then, and where it is led."""
    browser = Client()
    page = browser.get(address)
    assert page.status_code == 200
    form = {"name": "Zoe", "time_zone": "UTC", "password": "", "next": page.context["next"]}
    return browser, browser.post(address, form).headers["Location"]


def test_the_document_reaches_them_and_the_proof_counts_them(review: Review, ana: User, as_user: SignIn) -> None:
    [letter] = sent(review, ana)
    assert letter.subject == "To read before the meeting: Database outage"
    assert "no account yet" in letter.body
    assert "24 hours before the meeting." in proof(as_user(ana), review)
    row = Message.objects.get(kind=promises.READY, address=ZOE)
    assert (row.state, row.deadline_at) == (State.SENT, review.due_at)


def test_until_it_has_reached_them_the_promise_is_not_kept(review: Review, ana: User, as_user: SignIn) -> None:
    reviews.mark_ready(review=review, by=ana)
    shown = proof(as_user(ana), review)
    assert "3 of 3 people are still to get it" in shown
    assert "invited, no account yet" in shown
    page = as_user(ana).get(reverse("reviews:ready", args=[review.uid])).content.decode()
    assert "Send to 3 people" in page


def test_a_refused_address_is_not_reached_until_it_is_taken_off_the_list(
    review: Review, ana: User, as_user: SignIn, sink: Sink
) -> None:
    sink.answer = lambda address: "550 no such person" if address == ZOE else "250 OK"
    reviews.mark_ready(review=review, by=ana)
    messages.send_due()
    client = as_user(ana)
    assert "1 of 3 people could not be reached." in proof(client, review)
    waiting = review.pending_invitations.get()
    answer = client.post(reverse("reviews:address_withdraw", args=[review.uid, waiting.pk]), follow=True)
    assert "is off the list" in answer.content.decode()
    assert "Kept: the document reached everyone" in proof(client, review)


def test_its_button_makes_the_account_and_leads_to_the_document(review: Review, ana: User) -> None:
    [letter] = sent(review, ana)
    browser, there = make_account(link_in(letter))
    welcome = browser.get(there).content.decode()
    assert "Read the document" in welcome
    taken = browser.post(reverse("reviews:welcome_accept", args=[review.uid]), {"to": "document"})
    assert taken.headers["Location"] == reverse("reviews:document", args=[review.uid])
    assert browser.get(taken.headers["Location"]).status_code == 200


def test_whoever_made_the_account_gets_the_document_only_once_and_stands_in_the_proof_once(
    review: Review, ana: User, as_user: SignIn
) -> None:
    sent(review, ana)
    zoe = User.objects.create_user(ZOE, name="Zoe")
    people.claim(review=review, user=zoe)
    messages.send_due()
    assert [each.subject.split(":")[0] for each in to_zoe()] == ["Invitation to a learning review"]
    shown = proof(as_user(ana), review)
    assert shown.count("<h2>") == 3
    assert ZOE not in shown
    assert "Kept: the document reached everyone" in shown


def test_the_link_works_until_the_meeting_however_far_it_is(ana: User, monkeypatch: pytest.MonkeyPatch) -> None:
    review = plan_case.review(ana, days=40)
    people.invite_address(review=review, by=ana, email=ZOE)
    assert AccountInvitation.objects.get().expires_at >= review.ends_at
    reviews.change_plan(review=review, by=ana, plan=plan_case.plan(days=60))
    assert AccountInvitation.objects.get().expires_at >= review.ends_at
    reviews.mark_ready(review=review, by=ana)
    later = review.meets_at - timedelta(days=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    messages.send_due()
    assert Client().get(link_in(to_zoe()[-1])).status_code == 200


def test_a_new_time_and_a_cancelled_meeting_are_told_to_them_as_to_everyone(review: Review, ana: User) -> None:
    messages.send_due()
    assert [each.subject for each in to_zoe()] == ["Invitation to a learning review: Database outage"]
    reviews.change_plan(review=review, by=ana, plan=plan_case.plan(days=6))
    messages.send_due()
    assert [each.subject for each in to_zoe()] == ["Moved: Database outage"]
    reviews.cancel(review=review, by=ana)
    messages.send_due()
    [letter] = to_zoe()
    assert letter.subject == "Cancelled: Database outage"
    assert "METHOD:CANCEL" in str(letter.attachments[0][1])


def test_who_was_never_told_of_a_meeting_hears_nothing_of_its_end(review: Review, ana: User) -> None:
    reviews.cancel(review=review, by=ana)
    messages.send_due()
    assert to_zoe() == []


@pytest.mark.parametrize("restricted", [False, True])
def test_the_invitation_says_who_invites_when_and_to_what_and_lists_nobody_else(
    ana: User, ben: User, restricted: bool
) -> None:
    """Of a restricted review only when: no title, and no name."""
    review = plan_case.review(ana, ben, restricted=restricted)
    people.invite_address(review=review, by=ana, email=ZOE)
    messages.send_due()
    [letter] = to_zoe()
    said = f"{letter.subject}\n{letter.body}\n{letter.alternatives}\n{letter.attachments}"
    assert review.wall_time[11:] in letter.body
    assert "METHOD:REQUEST" in said
    assert ("Ana invites you" in said) is not restricted
    assert ("Database outage" in said) is not restricted
    assert "ben@example.org" not in said


def test_the_report_reaches_them_and_its_link_leads_to_it(ana: User, ben: User) -> None:
    report = report_case.begun(ana, ben)
    people.invite_address(review=report.review, by=ana, email=ZOE)
    AccountInvitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    report_case.publish(report, ana)
    messages.send_due()
    [letter] = to_zoe()
    assert letter.subject == "How we got here: Database outage"
    browser, there = make_account(link_in(letter))
    assert "Read the report" in browser.get(there).content.decode()
    taken = browser.post(reverse("reviews:welcome_accept", args=[report.review.uid]), {"to": "report"})
    assert browser.get(taken.headers["Location"]).status_code == 200


def test_who_had_the_document_before_the_meeting_was_moved_has_had_it_in_time(
    review: Review, ana: User, as_user: SignIn
) -> None:
    sent(review, ana)
    reviews.change_plan(review=review, by=ana, plan=plan_case.plan(days=9))
    messages.send_due()
    assert "Kept: the document reached everyone" in proof(as_user(ana), review)
