"""Chats with people who have no account: what they said is written down, they are promised the same, and no message is sent."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from incidents.actions import contents
from incidents.models import Involvement, Part
from outbox.actions.messages import send_due
from outbox.models import Message
from reviews.actions import interview_quotes, interviews
from reviews.interview_tasks import delete_notes
from reviews.models import Interview, InterviewNotes, InterviewQuote, Review
from reviews.queries import interviews as queries
from tests.reviews import interview_case, plan_case
from tests.reviews.interview_case import SAID, UNSAID, day

SignIn = Callable[[User], Client]


@pytest.fixture
def review(ana: User, ben: User) -> Review:
    return plan_case.review(ana, ben)


@pytest.fixture
def vendor(review: Review, ana: User) -> Involvement:
    return contents.involve(incident=review.incident, by=ana, user=None, name="Vera of the vendor", part=Part.SUPPORT)


@pytest.fixture
def interview(review: Review, vendor: Involvement, ana: User) -> Interview:
    made = interview_case.noted(review, ana)
    interview_case.write(made, ana)
    return made


def address(name: str, review: Review, *more: Any) -> str:
    return reverse(f"reviews:{name}", args=[review.uid, *more])


def text(client: Client, where: str) -> str:
    return client.get(where).content.decode()


def told(interview: Interview, quote: InterviewQuote) -> str:
    return address("quote_told", interview.review, interview.pk, quote.pk)


def test_a_yes_is_written_down_with_its_day_and_nothing_is_sent(
    review: Review, vendor: Involvement, ana: User, as_user: SignIn
) -> None:
    browser, page = as_user(ana), address("interview_noted", review, vendor.pk)
    assert page in text(browser, address("interviews", review))
    assert "No is a fine answer" in text(browser, page), "what to tell them stands on the page"
    before = Message.objects.count()
    sent = {"answer": "yes", "said_on": f"{day(-3)}", "until": f"{day(20)}"}
    shown = browser.post(page, sent, follow=True).content.decode()
    assert "Said yes on" in shown
    made = Interview.objects.get()
    assert (made.who, made.person, made.said_on, made.until) == (vendor.name, None, day(-3), day(20))
    assert Message.objects.count() == before
    assert page not in text(browser, address("interviews", review)), "they are among those asked now"
    browser.post(page, sent)
    assert Interview.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"said_on": day(2)}, "This day is still ahead"),
        ({"until": day(0)}, "Choose a day that is still ahead"),
        ({"until": day(400)}, "Half a year is the longest"),
        ({"answer": ""}, "Choose what they said"),
    ],
)
def test_what_cannot_be_so_is_said_beside_its_field(
    review: Review, vendor: Involvement, ana: User, as_user: SignIn, typed: dict[str, Any], words: str
) -> None:
    sent = {"answer": "yes", "said_on": day(-3), "until": day(20)} | typed
    answer = as_user(ana).post(
        address("interview_noted", review, vendor.pk), {key: f"{value}" for key, value in sent.items()}
    )
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Interview.objects.exists()


def test_of_a_no_there_are_no_notes_and_a_slip_can_be_taken_back(
    review: Review, vendor: Involvement, ana: User, as_user: SignIn
) -> None:
    made, browser = interview_case.noted(review, ana, "no"), as_user(ana)
    sent = {"text": "Still.", "base": "0"}
    assert browser.post(address("interview_notes_save", review, made.pk), sent).status_code == 403
    assert not InterviewNotes.objects.exists()
    browser.post(address("interview_take_back", review, made.pk))
    assert address("interview_noted", review, vendor.pk) in text(browser, address("interviews", review))
    assert interview_case.noted(review, ana).answer == "yes"


def test_what_may_be_quoted_is_agreed_passage_by_passage_as_they_said(
    interview: Interview, ana: User, as_user: SignIn
) -> None:
    browser, review = as_user(ana), interview.review
    before = Message.objects.count()
    for words in (SAID, "Then we restored.", "Came in at ten."):
        browser.post(address("quote_ask", review, interview.pk), {"words": words})
    browser.post(address("quote_ask", review, interview.pk), {"words": UNSAID})
    named, unnamed, own = InterviewQuote.objects.all()
    assert queries.agreed(review) == [], "a passage that is put down may not be used yet"
    browser.post(told(interview, named), {"answer": "yes", "said_on": f"{day(-1)}"})
    browser.post(told(interview, unnamed), {"answer": "unnamed", "said_on": f"{day(-1)}"})
    browser.post(told(interview, own), {"answer": "other", "words": "I came at ten.", "said_on": f"{day(-1)}"})
    said = {quote.markdown for quote in queries.agreed(review)}
    assert said == {
        f"> {SAID}\n>\n> Vera of the vendor",
        "> Then we restored.\n>\n> somebody who was there",
        "> I came at ten.\n>\n> Vera of the vendor",
    }
    named.refresh_from_db()
    assert (named.noted_by, named.said_on) == (ana, day(-1))
    assert "noted by Ana" in text(browser, address("interview", review, interview.pk))
    browser.post(told(interview, named), {"answer": "no", "said_on": f"{day(-1)}"})
    assert len(queries.agreed(review)) == 2
    assert Message.objects.count() == before, "nobody is written to"


def test_their_answer_needs_its_day_and_keeps_what_was_typed(interview: Interview, ana: User, as_user: SignIn) -> None:
    quote = interview_case.quote(interview, ana)
    typed = {"answer": "other", "words": "Both hosts looked alike.", "said_on": f"{day(3)}"}
    answer = as_user(ana).post(told(interview, quote), typed)
    assert answer.status_code == 422
    assert "This day is still ahead" in answer.content.decode()
    assert "Both hosts looked alike." in answer.content.decode()


def test_whoever_has_an_account_answers_by_themselves(review: Review, ana: User, ben: User, as_user: SignIn) -> None:
    made = interview_case.ask(review, ben, ana)
    interview_case.write(made, ana)
    quote = interview_case.quote(made, ana)
    answer = as_user(ana).post(told(made, quote), {"answer": "yes", "said_on": f"{day(-1)}"})
    assert answer.status_code == 403
    assert "answer by themselves" in answer.content.decode()
    quote.refresh_from_db()
    assert not quote.agreed
    part = Involvement.objects.get(user=ben)
    assert as_user(ana).get(address("interview_noted", review, part.pk)).status_code == 404


def test_on_the_promised_day_their_notes_go_as_everybodys_do(interview: Interview, ana: User) -> None:
    interview_quotes.answer(
        quote=interview_case.quote(interview, ana), answer="yes", words="", noted_by=ana, said_on=day(-1)
    )
    interview_case.quote(interview, ana, "Then we restored.")
    Interview.objects.update(delete_at=timezone.now() - timedelta(minutes=1))
    delete_notes()
    assert not InterviewNotes.objects.exists()
    assert [quote.wording for quote in InterviewQuote.objects.all()] == [SAID]
    send_due(now=timezone.now() + interviews.PAUSE)
    assert [each.to for each in mail.outbox if "Notes deleted" in each.subject] == [["Ana <ana@example.org>"]]


def test_the_overview_counts_them_and_an_account_of_later_is_not_asked_anew(
    interview: Interview, review: Review, vendor: Involvement, ana: User, otto: User
) -> None:
    assert queries.looked(review).interviews == 0
    interviews.held(interview=interview, by=ana, took_place=True)
    found = queries.looked(review)
    assert (found.interviews, found.unheard) == (1, [])
    contents.change_involvement(involvement=vendor, by=ana, user=otto, name="", part=Part.SUPPORT)
    assert otto not in [row.person for row in queries.desk(review).next]
