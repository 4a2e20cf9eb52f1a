"""Notes of an interview: saved while one types, and what may be quoted of them is agreed passage by passage."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from outbox.actions.messages import send_due
from outbox.models import Message
from reviews.actions import interview_notes, interview_quotes, people
from reviews.actions.interviews import QUOTE
from reviews.models import Interview, InterviewQuote, Participation, Review
from reviews.queries import interviews as queries
from tests.reviews import interview_case, plan_case
from tests.reviews.interview_case import NOTES, SAID, UNSAID

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def review(ana: User, ben: User) -> Review:
    return plan_case.review(ana, ben)


@pytest.fixture
def interview(review: Review, ana: User, ben: User) -> Interview:
    return interview_case.ask(review, ben, ana)


def address(name: str, of: Interview, *more: Any) -> str:
    return reverse(f"reviews:{name}", args=[of.review.uid, *more])


def co_facilitator(review: Review, user: User, by: User) -> None:
    people.invite(review=review, by=by, users=[user])
    people.set_role(place=Participation.objects.get(review=review, user=user), by=by, role="facilitator")


# ---- writing


def test_what_is_typed_is_saved_by_itself_and_stands_there_again(
    interview: Interview, ana: User, as_user: SignIn
) -> None:
    browser = as_user(ana)
    saved = browser.post(address("interview_notes_save", interview, interview.pk), {"text": NOTES, "base": "0"})
    assert saved.status_code == 200
    assert saved.json()["number"] == 1
    assert SAID in browser.get(address("interview_notes", interview, interview.pk)).content.decode()


def test_two_facilitators_write_at_once_and_both_texts_stay(interview: Interview, ana: User, cleo: User) -> None:
    interview_case.write(interview, ana, "One.\n\nTwo.\n\nThree.")
    interview_case.write(interview, ana, "One, by Ana.\n\nTwo.\n\nThree.")
    saved = interview_case.write(interview, cleo, "One.\n\nTwo.\n\nThree, by Cleo.", base=1)
    assert isinstance(saved, interview_notes.Saved)
    assert saved.text == "One, by Ana.\n\nTwo.\n\nThree, by Cleo."


def test_the_same_words_changed_twice_are_both_kept_until_put_together(
    interview: Interview, ana: User, cleo: User, as_user: SignIn
) -> None:
    co_facilitator(interview.review, cleo, ana)
    interview_case.write(interview, ana, "One.")
    interview_case.write(interview, ana, "One, by Ana.")
    browser = as_user(cleo)
    sent = {"text": "One, by Cleo.", "base": "1"}
    refused = browser.post(address("interview_notes_save", interview, interview.pk), sent)
    assert refused.status_code == 409
    both = browser.get(address("interview_notes", interview, interview.pk), follow=True).content.decode()
    assert "One, by Ana." in both
    assert "One, by Cleo." in both
    browser.post(address("interview_notes", interview, interview.pk), {"text": "One, by both.", "base": "2"})
    interview.refresh_from_db()
    assert queries.notes(interview) == "One, by both."
    assert not interview.drafts.exists()


def test_a_state_that_is_no_longer_kept_loses_nothing(interview: Interview, ana: User, cleo: User) -> None:
    for number in range(interview_notes.KEPT + 2):
        interview_case.write(interview, ana, f"State {number}.")
    assert interview.notes.count() == interview_notes.KEPT
    kept = interview_case.write(interview, cleo, "From long ago.", base=1)
    assert isinstance(kept, interview_notes.Conflict)
    assert "From long ago." in kept.both
    assert f"State {interview_notes.KEPT + 1}." in kept.both


def test_too_long_a_text_is_given_back(interview: Interview, ana: User, as_user: SignIn) -> None:
    text = "word " * 50_000
    refused = as_user(ana).post(address("interview_notes", interview, interview.pk), {"text": text, "base": "0"})
    assert refused.status_code == 422
    assert "Nothing is lost" in refused.content.decode()
    assert refused.content.decode().count("word") > 49_000


def test_the_openers_name_the_guides_and_the_preview_marks_what_is_off(
    interview: Interview, ana: User, as_user: SignIn
) -> None:
    browser = as_user(ana)
    shown = browser.get(address("interview_notes", interview, interview.pk)).content.decode()
    for guide in ("after the Howie guide", "Etsy’s debriefing facilitation guide", "Dekker’s field guide"):
        assert guide in shown
    preview = browser.post(
        address("interview_notes_preview", interview, interview.pk), {"text": NOTES}
    ).content.decode()
    assert preview.index("Off the record:") < preview.index(UNSAID)
    assert "[off the record]" not in preview


def test_of_a_chat_that_somebody_would_rather_not_have_there_are_no_notes(
    interview: Interview, ana: User, ben: User, as_user: SignIn
) -> None:
    as_user(ben).post(address("my_interview_answer", interview), {"answer": "no"})
    refused = as_user(ana).post(address("interview_notes_save", interview, interview.pk), {"text": "x", "base": "0"})
    assert refused.status_code == 403


# ---- may I quote this?


def answer(browser: Client, quote: InterviewQuote, **sent: str) -> Any:
    return browser.post(address("quote_answer", quote.interview, quote.pk), sent)


def offered(browser: Client, interview: Interview) -> str:
    return browser.get(address("quote_picker", interview)).content.decode()


def test_a_passage_is_asked_for_on_the_persons_page_and_by_one_mail(
    interview: Interview, ana: User, ben: User, as_user: SignIn
) -> None:
    interview_case.write(interview, ana)
    for words in (SAID, "Then we restored."):
        as_user(ana).post(address("quote_ask", interview, interview.pk), {"words": words})
    shown = as_user(ben).get(address("my_interview", interview)).content.decode()
    assert SAID in shown
    assert "Came in at ten." not in shown
    assert UNSAID not in shown
    assert "May I quote this? (2 passages)" in as_user(ben).get("/").content.decode()
    send_due(now=timezone.now() + interview_quotes.PAUSE)
    letters = [each for each in mail.outbox if "May I quote this?" in each.subject]
    assert len(letters) == 1
    assert SAID not in letters[0].body
    as_user(ana).post(address("quote_ask", interview, interview.pk), {"words": "Came in at ten."})
    send_due(now=timezone.now() + interview_quotes.PAUSE)
    told = [each for each in mail.outbox if "May I quote this?" in each.subject]
    assert len(told) == 2, "one that is asked for later is told, though the others wait for their answer"


def test_a_mail_that_waits_cannot_leave_while_another_passage_is_put_to_it(
    interview: Interview, ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What SQLite cannot show with two connections: the row that is relied upon is locked until the passage is written."""
    interview_case.write(interview, ana)
    interview_quotes.ask(interview=interview, by=ana, words=SAID)
    locked: list[str] = []
    fetched = QuerySet._fetch_all

    def watched(rows: QuerySet[Any]) -> None:
        if rows.query.select_for_update and rows.model is Message and rows._result_cache is None:
            fetched(rows)
            locked.extend(each.kind for each in rows._result_cache or [])
        fetched(rows)

    monkeypatch.setattr(QuerySet, "_fetch_all", watched)
    interview_quotes.ask(interview=interview, by=ana, words="Then we restored.")
    assert locked == [QUOTE]
    assert Message.objects.filter(kind=QUOTE).count() == 1


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"answer": "yes"}, f"&gt; {SAID}\n&gt;\n&gt; Ben"),
        ({"answer": "unnamed"}, f"&gt; {SAID}\n&gt;\n&gt; somebody who was there"),
        ({"answer": "other", "words": "They looked alike."}, "&gt; They looked alike.\n&gt;\n&gt; Ben"),
        (
            {"answer": "other", "words": "Alike.\r\nBoth.", "unnamed": "on"},
            "&gt; Alike.\n&gt; Both.\n&gt;\n&gt; somebody who was there",
        ),
    ],
)
def test_only_the_agreed_wording_is_offered_for_the_document(
    sent: dict[str, str], expected: str, interview: Interview, ana: User, ben: User, as_user: SignIn
) -> None:
    interview_case.write(interview, ana)
    quote = interview_case.quote(interview, ana)
    assert SAID not in offered(as_user(ana), interview)
    assert answer(as_user(ben), quote, **sent).status_code == 302
    shown = offered(as_user(ana), interview)
    assert expected in shown
    assert (SAID in shown) == (sent["answer"] != "other")
    assert ("Ben" in shown) == ("Ben" in expected)


def test_a_no_is_not_offered_also_after_a_yes(interview: Interview, ana: User, ben: User, as_user: SignIn) -> None:
    interview_case.write(interview, ana)
    quote, browser = interview_case.quote(interview, ana), as_user(ben)
    answer(browser, quote, answer="other", words="Mine.")
    answer(browser, quote, answer="no")
    shown = offered(as_user(ana), interview)
    assert SAID not in shown
    assert "Mine." not in shown
    assert "0 passages that may be quoted" in shown
    quote.refresh_from_db()
    assert (quote.wording, quote.markdown) == ("", "")


def test_other_words_are_asked_for_and_kept_when_something_is_missing(
    interview: Interview, ana: User, ben: User, as_user: SignIn
) -> None:
    interview_case.write(interview, ana)
    quote, browser = interview_case.quote(interview, ana), as_user(ben)
    refused = answer(browser, quote, answer="other", words="")
    assert refused.status_code == 422
    assert "Write how you would put it." in refused.content.decode()
    refused = answer(browser, quote, answer="perhaps", words="Typed already")
    assert "Typed already" in refused.content.decode()


@pytest.mark.parametrize("words", [UNSAID, f"{SAID} {UNSAID}", "Never written.", "afraid"])
def test_what_is_off_the_record_cannot_be_asked_for(
    words: str, interview: Interview, ana: User, as_user: SignIn
) -> None:
    interview_case.write(interview, ana)
    refused = as_user(ana).post(address("quote_ask", interview, interview.pk), {"words": words})
    assert refused.status_code == 422
    assert "do not stand in the notes on the record" in refused.content.decode()
    assert not InterviewQuote.objects.exists()


def test_a_passage_put_off_the_record_afterwards_is_no_longer_asked_nor_offered(
    interview: Interview, ana: User, ben: User, as_user: SignIn
) -> None:
    interview_case.write(interview, ana)
    answer(as_user(ben), interview_case.quote(interview, ana), answer="yes")
    interview_case.write(interview, ana, f"[off the record] {SAID}")
    assert not InterviewQuote.objects.exists()
    assert SAID not in offered(as_user(ana), interview)


def test_nobody_else_answers_for_a_person(interview: Interview, ana: User, cleo: User, as_user: SignIn) -> None:
    interview_case.write(interview, ana)
    people.invite(review=interview.review, by=ana, users=[cleo])
    interview_case.ask(interview.review, cleo, ana, 60)
    quote = interview_case.quote(interview, ana)
    assert answer(as_user(cleo), quote, answer="yes").status_code == 404
    assert answer(as_user(ana), quote, answer="yes").status_code == 404
