"""Moments of the timeline in the report: their numbers stand in one row with all other notes, and nobody is named or quoted too far."""

import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from incidents.actions import contents, evidence_citing, evidence_people
from incidents.models import TimelineEvent
from incidents.timeline_figure import Band
from reviews import archive_files, report_pressing, report_print
from reviews.actions import report_pdfs
from reviews.models import Audience, Edition, Report, ReportPdf, RoomGuest
from reviews.queries.report import Reading
from tests.reviews import report_case as case

AsUser = Callable[[User], Client]
TEXT = "# Night\n\nAsked [by Ben](#from-question-7). [What was typed]({mark}), said [Ben](#from-note-1), and [again]({mark}).\n"


@pytest.fixture
def edition(ana: User, ben: User) -> Edition:
    report = case.begun(ana, ben)
    event = report.review.incident.events.get()
    contents.write_event(
        incident=report.review.incident, by=ana, at=event.at, what="Ben removes the directory.", event=event
    )
    item = evidence_citing.keep_note(
        incident=report.review.incident,
        by=ana,
        at=event.at,
        author="Ben",
        text="Ben here, that was db1",
        title="#production",
    )
    evidence_citing.cite(event=event, by=ana, numbers=[item.pk])
    return case.publish(report, ana, text=TEXT.format(mark=f"#from-event-{event.reference}"))


def event_of(edition: Edition) -> TimelineEvent:
    return edition.report.review.incident.events.get()


def test_moments_and_other_sources_share_one_row_of_numbers(edition: Edition) -> None:
    told = Reading(edition, Audience.THERE).told
    assert [(note.number, note.kind) for note in told.notes] == [(1, "question"), (2, "event"), (3, "note")]
    assert told.html.count('href="#note-2"') == 2
    assert '<span class="moment-words">What was typed</span>' in told.html


def test_a_moment_and_what_it_rests_on_name_nobody_who_did_not_agree(
    edition: Edition, ben: User, as_user: AsUser
) -> None:
    html = as_user(ben).get(reverse("reviews:report", args=[edition.report.review.uid])).content.decode()
    article = html.split("report-notes")[1].split("</section>")[0]
    assert "31 January 2017, 23:27 UTC (00:27 CET): A colleague removes the directory." in article
    assert "A colleague here, that was db1" in article
    assert "#production" in article
    assert "Ben" not in article


def test_what_was_known_then_is_told_as_it_was_published_and_names_nobody(
    edition: Edition, ana: User, ben: User, as_user: AsUser
) -> None:
    event = event_of(edition)
    before = report_print.sheet(edition, Audience.THERE, "en").html
    contents.write_event(
        incident=event.incident, by=ana, at=event.at, what=event.what, known_then="Ben saw one graph.", event=event
    )
    assert "Known then" not in report_print.sheet(edition, Audience.THERE, "en").html
    newer = case.publish(edition.report, ana)
    assert newer.number == edition.number + 1
    assert "Known then: A colleague saw one graph." in report_print.sheet(newer, Audience.PUBLIC, "en").html
    address = reverse("reviews:report", args=[edition.report.review.uid])
    assert "Known then: A colleague saw one graph." in as_user(ben).get(address).content.decode()
    assert before.count("Known then") == 0


def test_a_bot_and_a_product_are_called_by_their_names(edition: Edition, ana: User) -> None:
    review = edition.report.review
    author = review.incident.evidence_authors.create(key="name:sentinel", name="Sentinel")
    assert "Sentinel" not in Reading(edition, Audience.COMPANY).naming.hide("Sentinel rang")
    evidence_people.match(incident=review.incident, by=ana, accounts={author.pk: ana}, machines={author.pk})
    author.refresh_from_db()
    assert (author.is_person, author.user) == (False, None)
    assert "Sentinel" in Reading(edition, Audience.COMPANY).naming.hide("Sentinel rang")


def test_people_outside_read_where_it_is_from_and_no_message(edition: Edition) -> None:
    there, outside = (report_print.sheet(edition, each, "en").html for each in (Audience.THERE, Audience.PUBLIC))
    assert "that was db1" in there
    assert "that was db1" not in outside
    assert "#production" in outside
    assert "/incidents/" not in outside


def test_a_message_that_is_withdrawn_is_quoted_in_no_edition(edition: Edition, ben: User) -> None:
    item = event_of(edition).items.get()
    evidence_citing.withdraw(item=item, by=ben)
    html = report_print.sheet(edition, Audience.THERE, "en").html
    assert "that was db1" not in html
    assert "withdrawn by its author" in html


def test_an_edition_keeps_its_moments_and_a_changed_timeline_makes_the_next(
    edition: Edition, ana: User, as_user: AsUser
) -> None:
    event, review = event_of(edition), edition.report.review
    later = event.at + timedelta(minutes=4)
    contents.write_event(incident=review.incident, by=ana, at=later, what="The directory goes.", event=event)
    assert "23:27 UTC" in Reading(edition, Audience.THERE).told.notes[1].words
    page = as_user(ana).get(reverse("reviews:report_publish", args=[review.uid])).content.decode()
    assert "The timeline has changed since the newest version." in page
    preview = as_user(ana).get(reverse("reviews:report_write", args=[review.uid])).content.decode()
    assert "23:31 UTC (00:31 CET): The directory goes." in preview
    newer = case.publish(Report.objects.get(), ana)
    assert newer.number == edition.number + 1
    assert "23:31 UTC (00:31 CET): The directory goes." in Reading(newer, Audience.THERE).told.notes[1].words
    assert case.publish(Report.objects.get(), ana).number == newer.number, "nothing changed"


def test_a_moment_that_is_gone_leaves_its_words_and_facilitators_are_told(
    edition: Edition, ana: User, as_user: AsUser
) -> None:
    review = edition.report.review
    contents.remove_event(event=event_of(edition), by=ana)
    preview = as_user(ana).get(reverse("reviews:report_write", args=[review.uid])).content.decode()
    assert "2 places speak of moments that are not on the timeline any more" in preview
    assert "What was typed" in preview
    assert "23:27 UTC" in Reading(edition, Audience.THERE).told.notes[1].words, "it was published with it"


def test_a_link_for_people_outside_waits_for_the_company(ana: User, ben: User, as_user: AsUser) -> None:
    report = case.begun(ana, ben)
    case.publish(report, ana, company=False)
    address = reverse("reviews:report_link", args=[report.review.uid])
    answer = as_user(ana).post(address)
    assert answer.status_code == 422
    assert "Publish it for the company first" in answer.content.decode()
    case.publish(report, ana, company=True)
    assert as_user(ana).post(address).status_code == 302


def test_a_published_text_of_long_ago_reads_its_moments_as_they_are(edition: Edition) -> None:
    Edition.objects.update(moments=[{"at": timezone.now().isoformat(), "what": "x"}])
    told = Reading(Edition.objects.select_related("report__review__incident").get(), Audience.THERE).told
    assert "23:27 UTC" in told.notes[1].words


def test_guests_named_like_a_word_hide_no_words(edition: Edition) -> None:
    review, now = edition.report.review, timezone.now()
    for name in ("Night", "Typed", "Kim"):
        RoomGuest.objects.create(review=review, name=name, from_at=now)
    read = Reading(edition, Audience.PUBLIC)
    assert "What was typed" in read.told.html
    assert "Night" in read.told.html
    assert "Kim" not in read.naming.hide("Kim saw it")


def test_a_time_that_turns_out_to_be_unknown_makes_the_next_edition(edition: Edition, ana: User) -> None:
    event = event_of(edition)
    contents.write_event(incident=event.incident, by=ana, at=None, what=event.what, event=event)
    assert case.publish(edition.report, ana).number == edition.number + 1


def test_the_pages_in_an_archive_quote_no_message_and_are_those_of_now(
    edition: Edition, ana: User, ben: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    review, cited = edition.report.review, event_of(edition).items.get()
    pressed: list[str] = []

    def press(handed: bytes, _tell: object) -> bytes:
        pressed.append(json.loads(handed)["html"])
        return b"%PDF- pressed"

    def made() -> None:
        pdf = report_pdfs.ask(edition=edition, audience=Audience.THERE, by=ana)
        ReportPdf.objects.filter(pk=pdf.pk).update(state=ReportPdf.State.DONE, content=b"%PDF- kept")

    def archived() -> zipfile.ZipFile:
        return zipfile.ZipFile(BytesIO(archive_files.written(review)))

    monkeypatch.setattr(report_pressing, "pressed", press)
    made()
    archive = archived()
    assert archive.read("report.pdf") == b"%PDF- pressed", "those that are kept quote what Ben wrote"
    assert "#production" in pressed[0], "where it stands may be told"
    assert "that was db1" not in pressed[0]
    assert b"that was db1" not in archive.read("report.md") + archive.read("document.md")
    evidence_citing.withdraw(item=cited, by=ben)
    assert archived().read("report.pdf") == b"%PDF- pressed", "the pages of now are not made yet"
    made()
    assert archived().read("report.pdf") == b"%PDF- kept"


def test_an_archive_says_that_its_report_could_not_be_printed(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_given: object) -> bytes:
        raise report_pressing.Failed("too_big")

    monkeypatch.setattr(report_pressing, "pressed", fails)
    with zipfile.ZipFile(BytesIO(archive_files.written(edition.report.review))) as archive:
        assert "report.pdf" not in archive.namelist()
        assert "the report could not be printed" in archive.read("README.md").decode()


def test_the_figure_is_silent_only_where_no_message_was_written_either(edition: Edition, ana: User) -> None:
    began = event_of(edition).at
    Edition.objects.update(
        moments=[{"at": (began + timedelta(minutes=n)).isoformat(), "what": "x"} for n in (0, 4, 8, 12, 44, 48, 99)]
    )

    def silent(audience: str) -> list[Band]:
        picture = Reading(Edition.objects.get(), audience).picture
        return picture.figure.gaps if picture else []

    before = {audience: silent(audience) for audience in Audience}
    assert {len(bands) for bands in before.values()} == {2}
    evidence_citing.keep_note(
        incident=edition.report.review.incident,
        by=ana,
        at=began + timedelta(minutes=30),
        author="Ben",
        text="x",
        title="a",
    )
    for audience in Audience:
        assert silent(audience) == before[audience][1:], "and no message's time shows"
