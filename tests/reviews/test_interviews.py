"""Whom to talk to next, asking for a chat, and the answer of whoever is asked: signed in or by the link of the mail."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from accounts.models import User
from incidents.models import Evidence, Involvement, Part, TimelineEvent
from outbox.actions.messages import send_due
from outbox.models import Message
from reviews import interview_links
from reviews.actions import interviews, people, reviews
from reviews.models import Interview, InterviewTime, Participation, Review
from tests.reviews import interview_case, plan_case

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def address(name: str, review: Review, *more: Any) -> str:
    return reverse(f"reviews:{name}", args=[review.uid, *more])


def page(browser: Client, name: str, review: Review, *more: Any) -> str:
    answer = browser.get(address(name, review, *more))
    assert answer.status_code == 200
    return answer.content.decode()


def form(**more: str) -> dict[str, str]:
    wall = f"{plan_case.wall(days=2):%Y-%m-%dT%H:%M}"
    return {"first": wall, "time_zone": "UTC", "minutes": "30", "until": f"{interview_case.day()}"} | more


def the_mail(to: User) -> Any:
    send_due()
    return [each for each in mail.outbox if to.email in each.to[0]][-1]


# ---- whom to talk to next


def test_the_page_says_whom_to_talk_to_and_why(ana: User, ben: User, cleo: User, as_user: SignIn) -> None:
    review = plan_case.review(ana, ben, cleo)
    cleos = Involvement.objects.get(user=cleo)
    cleos.part = Part.SUPPORT
    cleos.save()
    TimelineEvent.objects.create(
        incident=review.incident, at=timezone.now(), what="The phones rang.", perspective_of=cleos
    )
    shown = page(as_user(ana), "interviews", review)
    assert "1 moment that only they saw" in shown
    assert "nobody was asked yet from: support" in shown
    assert shown.index('Ask for a chat<span class="visually-hidden">: Cleo') < shown.index(": Ben</span>")


def test_a_facilitator_is_not_asked_by_the_page_and_names_without_account_are_told(
    ana: User, ben: User, as_user: SignIn
) -> None:
    review = plan_case.review(ana, ben)
    Involvement.objects.create(incident=review.incident, name="Sam from the vendor", part=Part.DEPENDENT_TEAM)
    Involvement.objects.create(incident=review.incident, user=ana, part=Part.COMMAND)
    browser = as_user(ana)
    assert "Sam from the vendor" in page(browser, "interviews", review)
    assert browser.get(address("interview_ask", review, ana.pk)).status_code == 404


def test_the_page_needs_as_many_queries_for_many_people(
    ana: User, ben: User, person: Callable[..., User], as_user: SignIn, django_assert_num_queries: Any
) -> None:
    review, browser = plan_case.review(ana, ben), as_user(ana)
    interview_case.ask(review, ben, ana)
    with CaptureQueriesContext(connection) as few:
        page(browser, "interviews", review)
    more = [person(f"P{number}") for number in range(8)]
    people.invite(review=review, by=ana, users=more)
    for each in more[:4]:
        interview_case.ask(review, each, ana)
    with django_assert_num_queries(len(few)):
        page(browser, "interviews", review)


def test_the_message_is_read_before_it_is_sent_as_it_then_goes(
    ana: User, ben: User, cleo: User, as_user: SignIn
) -> None:
    review = plan_case.review(ana, ben, cleo)
    browser = as_user(ana)
    answers = form(minutes="45")
    shown = browser.get(address("interview_ask", review, ben.pk), answers).content.decode()
    letter = unescape(strip_tags(shown.split('id="letter"', 1)[1].split("</details>", 1)[0].split(">", 1)[1]))
    browser.post(address("interview_ask", review, ben.pk), answers)
    sent = the_mail(ben).body
    words = [line for line in sent.splitlines() if line.strip() and "://" not in line and line.strip() != "--"]
    assert "about 45 minutes" in sent
    assert "Time: " in sent
    assert [line for line in words if line not in letter] == []
    first = page(browser, "interview_ask", review, cleo.pk)
    assert "about 30 minutes" in first
    assert "Nothing is lost" not in first


# ---- asking


def test_the_message_asks_for_a_chat_and_says_all_that_is_promised(ana: User, ben: User, as_user: SignIn) -> None:
    review = plan_case.review(ana, ben)
    answered = as_user(ana).post(address("interview_ask", review, ben.pk), form(), follow=True)
    assert "Ben is asked for a chat" in answered.content.decode()
    letter = the_mail(ben)
    assert "A chat?" in letter.subject
    for promised in (
        "have a chat with you, of about 30 minutes",
        "to understand how things looked from where you stood",
        "facilitators of this review alone (today: Ana)",
        "not by managers and not by those who run Debrief",
        f"On {interview_case.day():%a}",
        "No is a fine answer",
    ):
        assert promised in letter.body, promised
    assert "interview" not in letter.subject.lower()


def test_a_restricted_review_has_no_title_in_the_message(ana: User, ben: User) -> None:
    interview_case.ask(plan_case.review(ana, ben, restricted=True), ben, ana)
    letter = the_mail(ben)
    assert "Database outage" not in letter.subject + letter.body


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"first": ""}, "Offer at least one time."),
        ({"second": "2020-01-01T10:00"}, "This time is already over."),
        ({"third": "2031-03-30T02:30", "time_zone": "Europe/Berlin"}, "The clocks jump over this time on that day."),
        ({"until": "2020-01-01"}, "Choose a day that is still ahead."),
        ({"until": "2099-01-01"}, "Half a year is the longest"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(
    sent: dict[str, str], said: str, ana: User, ben: User, as_user: SignIn
) -> None:
    review = plan_case.review(ana, ben)
    refused = as_user(ana).post(address("interview_ask", review, ben.pk), form() | sent)
    assert refused.status_code == 422
    assert said in refused.content.decode()
    assert not Interview.objects.exists()


def test_other_times_take_the_place_of_the_first_and_the_promised_day_stays(
    ana: User, ben: User, as_user: SignIn
) -> None:
    review = plan_case.review(ana, ben)
    first = interview_case.ask(review, ben, ana)
    as_user(ana).post(address("interview_ask", review, ben.pk), form(until=f"{interview_case.day(60)}"))
    again = Interview.objects.get()
    assert (again.until, again.version, again.times.count()) == (first.until, 2, 1)
    send_due()
    assert len([each for each in mail.outbox if "A chat?" in each.subject]) == 1


def test_the_promised_day_begins_on_the_reviews_clock(ana: User, ben: User) -> None:
    review = plan_case.review(ana, ben)
    review.time_zone = "Asia/Tokyo"
    review.save()
    interview = interview_case.ask(review, ben, ana)
    assert f"{interview.delete_at.astimezone(review.zone):%H:%M}" == "00:00"
    assert interview.delete_at.astimezone(review.zone).date() == interview.until


# ---- the answer


def test_by_the_link_of_the_mail_one_takes_a_time_without_signing_in(ana: User, ben: User) -> None:
    interview = interview_case.ask(plan_case.review(ana, ben), ben, ana, 30, 50)
    link, browser = interview_links.link(interview), Client()
    assert link in the_mail(ben).body
    path = reverse("reviews:interview_answer", args=[interview_links.token_of(interview)])
    assert browser.get(path).status_code == 200
    interview.refresh_from_db()
    assert interview.answer == ""
    chosen = interview.times.last()
    assert isinstance(chosen, InterviewTime)
    browser.post(path, {"answer": str(chosen.pk)})
    interview.refresh_from_db()
    assert (interview.answer, interview.chosen) == ("time", chosen)
    assert "The time of our chat stands below." in the_mail(ben).body
    assert "has answered" in the_mail(ana).body
    assert "Ben" not in the_mail(ana).body


@pytest.mark.parametrize(
    ("answer", "said"),
    [("none_fits", "none of the times fits"), ("no", "You said that you would rather not. That is fine")],
)
def test_signed_in_one_says_that_none_fits_or_no(answer: str, said: str, ana: User, ben: User, as_user: SignIn) -> None:
    review, browser = plan_case.review(ana, ben), as_user(ben)
    interview = interview_case.ask(review, ben, ana)
    done = browser.post(address("my_interview_answer", review), {"answer": answer, "word": "Thursdays"}, follow=True)
    assert said in done.content.decode()
    interview.refresh_from_db()
    assert (interview.answer, interview.word) == (answer, "Thursdays")


def test_after_a_no_nobody_asks_again_and_one_may_still_change_ones_mind(ana: User, ben: User, as_user: SignIn) -> None:
    review = plan_case.review(ana, ben)
    interview = interview_case.ask(review, ben, ana)
    interviews.answer(interview=interview, answer="no")
    refused = as_user(ana).post(address("interview_ask", review, ben.pk), form())
    assert refused.status_code == 403
    assert "They are not asked again" in refused.content.decode()
    as_user(ben).post(address("my_interview_answer", review), {"answer": str(interview.times.get().pk)})
    interview.refresh_from_db()
    assert interview.answer == "time"


def test_a_time_agreed_with_somebody_else_is_no_longer_offered(
    ana: User, ben: User, cleo: User, as_user: SignIn
) -> None:
    review = plan_case.review(ana, ben, cleo)
    bens, cleos = interview_case.ask(review, ben, ana, 30), interview_case.ask(review, cleo, ana, 30, 31)
    interviews.answer(interview=bens, answer="time", chosen=bens.times.get())
    first, second = cleos.times.all()
    refused = as_user(cleo).post(address("my_interview_answer", review), {"answer": str(first.pk), "word": "Thanks"})
    assert refused.status_code == 422
    assert "taken meanwhile" in refused.content.decode()
    assert "Thanks" in refused.content.decode()
    assert as_user(cleo).post(address("my_interview_answer", review), {"answer": str(second.pk)}).status_code == 302
    with pytest.raises(interviews.TimeGone):
        interviews.answer(interview=cleos, answer="time", chosen=first)


def test_an_altered_link_and_one_of_another_address_open_nothing(ana: User, ben: User) -> None:
    interview = interview_case.ask(plan_case.review(ana, ben), ben, ana)
    token = interview_links.token_of(interview)
    altered = token[:-1] + ("a" if token[-1] != "a" else "b")
    assert Client().get(reverse("reviews:interview_answer", args=[altered])).status_code == 404
    ben.email = "other@example.org"
    ben.save()
    assert Client().get(reverse("reviews:interview_answer", args=[token])).status_code == 404


def test_a_question_taken_back_is_not_sent_and_opens_nothing(ana: User, ben: User, as_user: SignIn) -> None:
    review = plan_case.review(ana, ben)
    interview = interview_case.ask(review, ben, ana)
    as_user(ana).post(address("interview_take_back", review, interview.pk))
    send_due()
    assert not [each for each in mail.outbox if "A chat?" in each.subject]
    assert as_user(ben).get(address("my_interview", review)).status_code == 404


def test_after_taking_it_back_one_may_ask_anew_but_a_no_cannot_be_taken_back(
    ana: User, ben: User, as_user: SignIn
) -> None:
    review, browser = plan_case.review(ana, ben), as_user(ana)
    first = interview_case.ask(review, ben, ana)
    browser.post(address("interview_take_back", review, first.pk))
    assert browser.post(address("interview_ask", review, ben.pk), form()).status_code == 302
    again = Interview.objects.get()
    assert (again.taken_back_at, again.deleted_at) == (None, None)
    interviews.answer(interview=again, answer="no")
    assert browser.post(address("interview_take_back", review, again.pk)).status_code == 403


def test_whoever_is_asked_needs_no_place_in_a_restricted_review(
    ana: User, ben: User, cleo: User, as_user: SignIn
) -> None:
    review = plan_case.review(ana, ben, restricted=True)
    Involvement.objects.create(incident=review.incident, user=cleo, part=Part.SUPPORT)
    interview_case.ask(review, cleo, ana)
    shown = page(as_user(cleo), "my_interview", review)
    assert "Database outage" not in shown
    assert as_user(cleo).get(address("review", review)).status_code == 404


def test_the_start_page_asks_and_stops_asking(ana: User, ben: User, as_user: SignIn) -> None:
    review, browser = plan_case.review(ana, ben), as_user(ben)
    interview = interview_case.ask(review, ben, ana)
    assert "Ana would like to have a chat with you" in browser.get("/").content.decode()
    interviews.answer(interview=interview, answer="none_fits")
    assert "would like to have a chat" not in browser.get("/").content.decode()
    assert "No time for a chat fits Ben" in as_user(ana).get("/").content.decode()
    assert "No time for a chat fits Ben" not in browser.get("/").content.decode()


def test_nothing_is_sent_once_the_review_is_cancelled(ana: User, ben: User) -> None:
    review = plan_case.review(ana, ben)
    interview_case.ask(review, ben, ana)
    reviews.cancel(review=review, by=ana)
    send_due()
    assert Message.objects.get(kind=interviews.ASKED).state == Message.State.CANCELLED


# ---- the overview


def test_the_overview_goes_into_the_document_and_is_renewed_there(ana: User, ben: User, as_user: SignIn) -> None:
    review, browser = plan_case.review(ana, ben), as_user(ana)
    interview = interview_case.ask(review, ben, ana)
    Evidence.objects.create(incident=review.incident, kind=Evidence.Kind.CHANNEL, title="#incident")
    interviews.held(interview=interview, by=ana, took_place=True)
    assert "1 interview and 1 channel" in page(browser, "interviews", review)
    browser.post(address("interview_overview", review))
    Evidence.objects.create(incident=review.incident, kind=Evidence.Kind.CALL, title="Bridge")
    browser.post(address("interview_overview", review))
    text = Review.objects.get(pk=review.pk).document.latest.text
    assert text.count("This analysis rests on") == 1
    assert "# How we looked into it\n\nThis analysis rests on 1 interview, 1 channel and 1 call." in text
    assert "Ben" not in text.split("This analysis rests on")[1].split("\n")[0]


def test_a_document_begins_with_what_was_looked_at_and_the_page_says_when_that_is_old(
    ana: User, ben: User, as_user: SignIn
) -> None:
    incident = plan_case.incident(ana, ben)
    Evidence.objects.create(incident=incident, kind=Evidence.Kind.TICKET, title="OPS-1")
    review = reviews.start(incident=incident, by=ana, plan=plan_case.plan(), invite=[ben])
    begins = "This analysis rests on 1 ticket. Not looked at: interviews, channels, calls."
    assert f"# How we looked into it\n\n{begins}" in review.document.latest.text
    browser = as_user(ana)
    assert "holds an earlier overview" not in page(browser, "interviews", review)
    interviews.held(interview=interview_case.ask(review, ben, ana), by=ana, took_place=True)
    assert "holds an earlier overview" in page(browser, "interviews", review)
    browser.post(address("interview_overview", review))
    assert "holds an earlier overview" not in page(browser, "interviews", review)


def test_a_document_begun_before_anything_was_looked_at_says_nothing_of_it(ana: User, ben: User) -> None:
    assert "This analysis rests on" not in plan_case.review(ana, ben).document.latest.text


def test_a_removed_facilitator_hears_no_answer(ana: User, ben: User, cleo: User) -> None:
    review = plan_case.review(ana, ben, cleo)
    place = Participation.objects.get(review=review, user=cleo)
    people.set_role(place=place, by=ana, role="facilitator")
    interview = interview_case.ask(review, ben, cleo)
    interviews.answer(interview=interview, answer="no")
    people.remove(place=place, by=ana)
    send_due(now=timezone.now() + timedelta(seconds=1))
    assert Message.objects.get(kind=interviews.ANSWERED).state == Message.State.CANCELLED
