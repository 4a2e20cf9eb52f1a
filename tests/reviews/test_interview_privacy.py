"""Private means private everywhere, and deleted means deleted: who reads notes, where they never appear, and the promised day."""

import ast
import logging
import zipfile
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import api_tokens
from accounts.models import AuditEntry, User
from config.celery import app
from config.timetable import SWEEPS
from outbox.actions.messages import send_due
from outbox.models import Message, SwitchedOff
from reviews import archive_files
from reviews.actions import interview_quotes, interviews, leading, people, room
from reviews.interview_tasks import delete_notes
from reviews.models import (
    Interview,
    InterviewDraft,
    InterviewNotes,
    InterviewQuote,
    Participation,
    Review,
)
from tests.api.conftest import Program
from tests.reviews import interview_case, plan_case
from tests.reviews.interview_case import SAID, UNSAID

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
ROOT = Path(__file__).resolve().parents[2]
APPS = ["accounts", "config", "demo", "incidents", "live", "outbox", "reviews", "surveys"]
# Who may read notes at all. An export, a search, a count or a region that wants to must be argued for here.
MAY_TOUCH = {
    "reviews/actions/interview_notes.py",
    "reviews/actions/interviews.py",
    "reviews/actions/interview_quotes.py",
    "reviews/models/__init__.py",
    "reviews/models/interview.py",
    "reviews/queries/interviews.py",
}


@pytest.fixture
def review(ana: User, ben: User, cleo: User) -> Review:
    return plan_case.review(ana, ben, cleo)


@pytest.fixture
def interview(review: Review, ana: User, ben: User) -> Interview:
    made = interview_case.ask(review, ben, ana)
    interview_case.write(made, ana)
    return made


def address(name: str, of: Interview, *more: Any) -> str:
    return reverse(f"reviews:{name}", args=[of.review.uid, *more])


def due(interview: Interview) -> None:
    Interview.objects.filter(pk=interview.pk).update(delete_at=timezone.now() - timedelta(minutes=1))


# ---- who reads them


@pytest.mark.parametrize("more", [{"is_admin": True}, {"is_manager": True}, {}])
def test_admins_managers_and_everybody_else_find_nothing(
    more: dict[str, bool], interview: Interview, ben: User, cleo: User, person: Callable[..., User], as_user: SignIn
) -> None:
    for user in (person("Rhea", **more), ben, cleo):
        for name, rest in (("interviews", ()), ("interview", (interview.pk,)), ("interview_notes", (interview.pk,))):
            answer = as_user(user).get(address(name, interview, *rest))
            assert answer.status_code == 404
            assert SAID not in answer.content.decode()


def test_a_facilitator_who_is_removed_or_steps_back_loses_them(
    interview: Interview, ana: User, cleo: User, as_user: SignIn
) -> None:
    place = Participation.objects.get(review=interview.review, user=cleo)
    people.set_role(place=place, by=ana, role="facilitator")
    browser, page = as_user(cleo), address("interview", interview, interview.pk)
    assert SAID in browser.get(page).content.decode()
    people.set_role(place=place, by=ana, role="participant")
    assert browser.get(page).status_code == 404
    people.set_role(place=place, by=ana, role="facilitator")
    people.remove(place=place, by=ana)
    assert browser.get(page).status_code == 404
    sent = {"text": "Still here.", "base": "1"}
    assert browser.post(address("interview_notes_save", interview, interview.pk), sent).status_code == 404


def test_a_meeting_that_is_handed_over_does_not_hand_over_the_notes(
    interview: Interview, ana: User, cleo: User, as_user: SignIn
) -> None:
    opened = room.open_room(review=interview.review, by=ana)
    place = Participation.objects.select_related("review").get(review=opened, user=cleo)
    leading.hand_over(place=place, by=ana)
    browser = as_user(cleo)
    assert browser.get(address("desk", interview)).status_code == 200
    for name, rest in (("interviews", ()), ("interview", (interview.pk,)), ("interview_notes", (interview.pk,))):
        assert browser.get(address(name, interview, *rest)).status_code == 404
    assert address("interviews", interview) not in browser.get(address("review", interview)).content.decode()
    assert as_user(ana).get(address("interview_notes", interview, interview.pk)).status_code == 200
    due(interview)
    delete_notes()
    assert browser.get(address("interviews", interview)).status_code == 200
    room.end(review=opened, by=ana)
    as_user(ana).post(address("person_change", interview, place.pk), {"do": "participant"})
    place.refresh_from_db()
    assert place.role == "participant"


# ---- where they never appear


def _names(path: Path) -> set[str]:
    tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    words = {getattr(node, "id", getattr(node, "attr", getattr(node, "name", ""))) for node in tree}
    return words & {"InterviewNotes", "InterviewDraft"}


def test_no_other_module_knows_the_tables_of_notes() -> None:
    """No list, search, export, stream or count can hold what it cannot reach."""
    found = {
        str(path.relative_to(ROOT))
        for name in APPS
        for path in (ROOT / name).rglob("*.py")
        if "migrations" not in path.parts and _names(path)
    }
    assert found <= MAY_TOUCH


def test_notes_stand_in_their_own_tables_and_in_no_other_row(
    interview: Interview, ana: User, ben: User, as_user: SignIn
) -> None:
    """After everything one does with them: no message, audit entry, session, document or other row holds a word of them."""
    browser = as_user(ana)
    browser.post(address("interview_notes_save", interview, interview.pk), {"text": UNSAID + " More.", "base": "1"})
    interview_case.write(interview, ana)
    interview_case.quote(interview, ana)
    browser.post(address("quote_ask", interview, interview.pk), {"words": UNSAID})
    browser.post(address("interview_overview", interview))
    send_due(now=timezone.now() + interview_quotes.PAUSE)
    own = {InterviewNotes, InterviewDraft, InterviewQuote}
    for model in apps.get_models():
        if model not in own:
            rows = "\n".join(str(row) for row in model._default_manager.values_list())
            assert UNSAID not in rows, model
            assert SAID not in rows, model
    assert not any(UNSAID in str(row) for row in InterviewQuote.objects.values_list())
    assert not any(SAID in str(each.message()) or UNSAID in str(each.message()) for each in mail.outbox)


def test_no_page_of_others_and_no_file_holds_them(
    interview: Interview, ana: User, ben: User, mira: User, as_user: SignIn
) -> None:
    """The person themself sees the passages they are asked about, and only these."""
    interview_case.quote(interview, ana)
    uid = interview.review.uid
    pages = [
        "/",
        reverse("incidents:list"),
        reverse("incidents:incident", args=[interview.review.incident.uid]),
        reverse("reviews:list"),
        reverse("search") + "?q=prompt+blamed",
        reverse("reviews:follow_ups_csv"),
        *(
            reverse(f"reviews:{name}", args=[uid])
            for name in ("review", "people", "document", "document_markdown", "annotations_out", "room", "stage")
        ),
    ]
    for user in (ana, ben, mira):
        browser = as_user(user)
        for page in pages:
            shown = b"".join(browser.get(page)).decode(errors="replace")
            assert SAID not in shown, page
            assert UNSAID not in shown, page
    assert UNSAID not in as_user(ben).get(address("my_interview", interview)).content.decode()


def test_no_archive_and_no_program_gets_them_not_even_its_facilitators(interview: Interview, ana: User) -> None:
    """An agreed passage is in the archive where somebody has put it into the document, and only there."""
    interview_quotes.answer(quote=interview_case.quote(interview, ana), answer="yes", words="")
    uid = interview.review.uid
    with zipfile.ZipFile(BytesIO(archive_files.written(interview.review))) as packed:
        files = b"".join(packed.read(name) for name in packed.namelist()).decode(errors="replace")
    program = Program(api_tokens.make(person=ana, name="a program", scope="read", days=1).secret)
    told = [
        program.get(path).content.decode()
        for path in ("reviews", f"reviews/{uid}", f"reviews/{uid}/follow-ups", "incidents", "follow-ups")
    ]
    for text in (files, *told):
        assert SAID not in text
        assert UNSAID not in text


def test_that_somebody_was_asked_is_seen_by_nobody_else(
    interview: Interview, ana: User, ben: User, cleo: User, as_user: SignIn
) -> None:
    """Their messages do not stand among those of the review, and what the audit keeps names nobody."""
    send_due()
    assert not Message.objects.filter(subject=interview.review.topic, kind__in=interviews.KINDS).exists()
    assert "chat" not in as_user(cleo).get(
        reverse("reviews:people", args=[interview.review.uid])
    ).content.decode().replace("/chat/", "")
    interviews.answer(interview=interview, answer="no", word="Not well")
    entries = AuditEntry.objects.filter(did__startswith="interview.")
    assert entries
    assert {str(entry.detail) for entry in entries} == {"{}"}


def test_an_error_while_saving_writes_no_word_into_the_log(
    interview: Interview, ana: User, as_user: SignIn, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(**_: object) -> None:
        raise RuntimeError("disk full")

    monkeypatch.setattr("reviews.actions.interview_notes.save", fails)
    browser = as_user(ana)
    browser.raise_request_exception = False
    with caplog.at_level(logging.DEBUG):
        sent = {"text": UNSAID, "base": "1"}
        answer = browser.post(address("interview_notes_save", interview, interview.pk), sent)
    assert answer.status_code == 500
    assert UNSAID not in caplog.text + answer.content.decode()


# ---- the promised day


def test_on_the_promised_day_text_drafts_and_passages_are_gone(
    interview: Interview, ana: User, ben: User, cleo: User, as_user: SignIn
) -> None:
    agreed, reworded = interview_case.quote(interview, ana), interview_case.quote(interview, ana, "Then we restored.")
    waits = interview_case.quote(interview, ana, "Came in at ten.")
    interview_quotes.answer(quote=agreed, answer="yes", words="")
    interview_quotes.answer(quote=reworded, answer="unnamed", words="We restored it together.")
    InterviewDraft.objects.create(interview=interview, user=cleo, base_number=1, text=UNSAID)
    delete_notes()
    assert InterviewNotes.objects.exists()
    due(interview)
    delete_notes()
    assert not InterviewNotes.objects.exists()
    assert not InterviewDraft.objects.exists()
    assert not InterviewQuote.objects.filter(pk=waits.pk).exists()
    left = {quote.wording: quote.text for quote in InterviewQuote.objects.all()}
    assert left == {SAID: SAID, "We restored it together.": ""}
    shown = as_user(ana).get(address("interviews", interview)).content.decode()
    assert "The notes were deleted on" in shown
    assert "The notes were deleted on" in as_user(ben).get(address("my_interview", interview)).content.decode()


def test_a_yes_taken_back_after_that_day_is_deleted_too(
    interview: Interview, ana: User, ben: User, as_user: SignIn
) -> None:
    quote, reworded = interview_case.quote(interview, ana), interview_case.quote(interview, ana, "Then we restored.")
    interview_quotes.answer(quote=quote, answer="yes", words="")
    interview_quotes.answer(quote=reworded, answer="yes", words="We restored it.")
    due(interview)
    delete_notes()
    browser = as_user(ben)
    browser.post(address("quote_answer", interview, quote.pk), {"answer": "no"})
    assert not InterviewQuote.objects.filter(pk=quote.pk).exists()
    browser.post(address("quote_answer", interview, reworded.pk), {"answer": "unnamed"})
    assert InterviewQuote.objects.get().wording == "We restored it."


def test_the_facilitators_are_told_once_of_all_that_went_together(
    interview: Interview, ana: User, ben: User, cleo: User
) -> None:
    other = interview_case.ask(interview.review, cleo, ana)
    interview_case.write(other, ana, "Something else.")
    due(interview)
    due(other)
    delete_notes()
    delete_notes()
    send_due(now=timezone.now() + interviews.PAUSE)
    letters = [each for each in mail.outbox if "Notes deleted" in each.subject]
    assert [each.to for each in letters] == [["Ana <ana@example.org>"]]
    assert "The notes of 2 chats were deleted, as it was promised" in letters[0].body
    assert "Ben" not in letters[0].body


def test_a_facilitator_may_do_without_those_messages(interview: Interview, ana: User) -> None:
    SwitchedOff.objects.create(user=ana, choice="chats")
    interviews.answer(interview=interview, answer="none_fits", word="")
    due(interview)
    delete_notes()
    send_due(now=timezone.now() + interviews.PAUSE)
    assert not [each for each in mail.outbox if "chat" in each.subject or "deleted" in each.subject]


def test_nothing_is_written_after_that_day_not_even_by_a_page_that_is_still_open(
    interview: Interview, ana: User, as_user: SignIn
) -> None:
    browser = as_user(ana)
    due(interview)
    delete_notes()
    for name in ("interview_notes_save", "interview_notes", "quote_ask"):
        sent = {"text": "Once more.", "base": "1", "words": SAID}
        assert browser.post(address(name, interview, interview.pk), sent).status_code == 403
    assert not InterviewNotes.objects.exists()


def test_the_day_comes_nearer_and_never_moves_away(interview: Interview, ana: User, as_user: SignIn) -> None:
    browser, page = as_user(ana), address("interview_earlier", interview, interview.pk)
    refused = browser.post(page, {"until": f"{interview_case.day(31)}"})
    assert refused.status_code == 422
    assert "It cannot be made later." in refused.content.decode()
    browser.post(page, {"until": f"{interview_case.day(5)}"})
    interview.refresh_from_db()
    assert interview.until == interview_case.day(5)


def test_taking_the_question_back_deletes_notes_at_once(interview: Interview, ana: User, as_user: SignIn) -> None:
    as_user(ana).post(address("interview_take_back", interview, interview.pk))
    assert not InterviewNotes.objects.exists()


def test_every_sweep_of_the_timetable_is_known_to_the_worker() -> None:
    app.loader.import_default_modules()
    assert {sweep.task for sweep in SWEEPS} <= set(app.tasks)


def test_sqlite_overwrites_what_is_deleted() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete")
            assert cursor.fetchone()[0] == 1
