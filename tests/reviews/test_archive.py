"""Everything of a review can be taken away as one ZIP, and another installation reads it back the same."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from incidents.models import Incident, Theme
from outbox.actions import sending
from outbox.models import Message
from reviews import archive_files, archive_schema, follow_up_tasks, tasks
from reviews.models import FollowUp, MeetingRecord, Review
from reviews.queries import archive
from surveys import tasks as survey_tasks
from surveys.models import Survey
from tests.reviews import archive_case, document_case
from tests.reviews.archive_case import away, changed, fresh, opened, said, send

SignIn = Callable[[User], Client]


@pytest.fixture
def review(ana: User, ben: User, cleo: User, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Review:
    if "pdf" not in request.node.name:
        archive_case.without_pages(monkeypatch)
    return archive_case.review(ana, ben, cleo)


# ---- out


def test_the_archive_holds_text_pdf_data_tables_comments_and_calendar(
    review: Review, ana: User, as_user: SignIn
) -> None:
    answer = as_user(ana).get(reverse("reviews:archive", args=[review.uid]))
    assert answer["Content-Type"] == "application/zip"
    with opened(answer.content) as found:
        assert sorted(found.namelist()) == [
            "README.md",
            "comments.jsonld",
            "data.json",
            "document.md",
            "document.pdf",
            "follow-ups.csv",
            "meeting.ics",
            "report.md",
            "report.pdf",
            "timeline.csv",
        ]
        assert found.read("document.md").decode() == document_case.TEXT
        assert found.read("document.pdf").startswith(b"%PDF-")
        assert "What came of it" in found.read("report.md").decode()
        assert found.read("report.pdf").startswith(b"%PDF-")
        told = found.read("README.md").decode()
        assert [name for name in found.namelist() if f"`{name}`" not in told] == ["README.md"], "each is explained"
        assert f"UID:meeting-{review.uid}" in found.read("meeting.ics").decode()
        rows = list(csv.DictReader(io.StringIO(found.read("follow-ups.csv").decode())))
        assert [(each["what"], each["owner"], each["state"]) for each in rows] == [
            ("Why two prompts?", "Ben", "open"),
            ("Rename the hosts", "", "we chose not to"),
            ("Say how much is copied", "Cleo", "done"),
        ]
        assert "The data directory is removed" in found.read("timeline.csv").decode()
        (rang,) = [row for row in csv.DictReader(io.StringIO(found.read("timeline.csv").decode())) if row["at"] == ""]
        assert (rang["what"], rang["known_then"]) == ("Somebody rang", "Nobody knew whom")


def test_what_is_one_persons_own_is_in_no_archive(review: Review) -> None:
    with opened(archive_files.written(review)) as found:
        for name in found.namelist():
            assert b"Private doubt" not in found.read(name), name
        assert b"@example.org" not in found.read("data.json")


def test_moments_in_the_document_are_footnotes_and_lead_to_the_same_ones_elsewhere(
    review: Review, ana: User, otto: User, as_user: SignIn
) -> None:
    reference = review.incident.events.filter(timed=True).get().reference
    document_case.rewrite(review, ana, "The copy tool", f"[Somebody](#from-event-{reference}) saw that the copy tool")
    content = archive_files.written(fresh(review))
    text = opened(content).read("document.md").decode()
    assert f"[Somebody](#from-event-{reference})[^1] saw" in text
    assert "[^1]: 31 January 2017, 23:27 UTC (00:27 CET): The data directory is removed on the primary." in text
    away()
    send(as_user(otto), content)
    brought = fresh(review)
    assert brought.incident.events.filter(timed=True).get().reference == reference
    page = as_user(otto).get(reverse("reviews:document", args=[brought.uid])).content.decode()
    assert "31 January 2017, 23:27 UTC (00:27 CET)</a>: The data directory is removed on the primary." in page


def test_only_facilitators_take_it(review: Review, ben: User, as_user: SignIn) -> None:
    assert as_user(ben).get(reverse("reviews:archive", args=[review.uid])).status_code == 403


def test_the_published_schema_is_the_one_that_is_kept_to(review: Review) -> None:
    published = Path(__file__).parents[2] / "docs" / "review-archive.schema.json"
    assert json.loads(published.read_text(encoding="utf-8")) == archive_schema.SCHEMA
    archive_schema.check(archive.data(review))


# ---- and back in


def test_another_installation_reads_it_back_the_same(review: Review, otto: User, as_user: SignIn) -> None:
    before, data = archive_files.written(review), archive.data(review)
    record = MeetingRecord.objects.get(review=review).content
    away()
    answer = send(as_user(otto), before)
    assert "It is here now" in answer.content.decode()
    here = fresh(review)
    assert archive.data(here) == data
    told = MeetingRecord.objects.get(review=here).content
    for part in ("attendance", "rabbit_holes", "vote", "agenda", "parked"):
        assert told[part] == record[part], part
    assert [each["votes"] for each in told["questions"]] == [each["votes"] for each in record["questions"]]
    after = archive_files.written(here)
    assert said(after) == said(before)
    for name in ("document.md", "data.json", "timeline.csv", "follow-ups.csv"):
        assert opened(after).read(name) == opened(before).read(name), name
    assert here.participations.get().user == otto
    moment = here.questions.get(text="Why two prompts?").event
    assert moment
    assert (moment.what, moment.known_at, moment.known_then) == ("Somebody rang", None, "Nobody knew whom")


def test_bringing_it_in_writes_to_nobody_now_or_later(review: Review, otto: User, as_user: SignIn) -> None:
    before = archive_files.written(review)
    away()
    mail.outbox.clear()
    send(as_user(otto), before)
    for sweep in (tasks.heal_promises, follow_up_tasks.heal, survey_tasks.open_due, sending.send_due):
        sweep()
    assert mail.outbox == []
    assert not Message.objects.exists()
    assert not Survey.objects.exists()


def test_an_owner_is_a_name_until_somebody_takes_it_on(review: Review, otto: User, as_user: SignIn) -> None:
    before = archive_files.written(review)
    away()
    send(as_user(otto), before)
    page = as_user(otto).get(reverse("reviews:review_follow_ups", args=[review.uid])).content.decode()
    assert "Ben" in page
    told = MeetingRecord.objects.get(review__uid=review.uid).content
    assert [(each["owner"], each["done"]) for each in told["follow_ups"]] == [
        ("Ben", False),
        ("", False),
        ("Cleo", True),
    ]
    assert {each["text"]: each["by"] for each in told["questions"]}["Why two prompts?"] == "Ben"
    pinned = as_user(otto).get(reverse("reviews:pinned", args=[review.uid])).content.decode()
    assert 'Why two prompts?</span> <span class="muted small">Ben' in pinned
    assert not FollowUp.objects.exclude(owner=None).exists()


def test_a_restricted_review_stays_restricted(
    review: Review, ana: User, otto: User, mira: User, as_user: SignIn
) -> None:
    Review.objects.update(restricted=True)
    before = archive_files.written(fresh(review))
    away()
    send(as_user(otto), before)
    assert as_user(otto).get(reverse("reviews:review", args=[review.uid])).status_code == 200
    assert as_user(mira).get(reverse("reviews:review", args=[review.uid])).status_code == 404
    assert Incident.objects.get().restricted


def test_the_same_file_twice_adds_nothing(review: Review, otto: User, as_user: SignIn) -> None:
    content = archive_files.written(review)
    assert "is here already" in send(as_user(otto), content).content.decode()
    assert Review.objects.count() == Incident.objects.count() == 1


def test_a_review_that_was_not_held_yet_waits(review: Review, otto: User, as_user: SignIn) -> None:
    content = changed(archive_files.written(review), lambda data: data["review"].update(stage="preparing"))
    away()
    assert "still to come" in send(as_user(otto), content).content.decode()
    assert not Incident.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.pop("incident"),
        lambda data: data.update(version=2),
        lambda data: data["review"].update(minutes=10**6),
        lambda data: data["review"].update(minutes=True),
        lambda data: data["review"].update(time_zone="../../etc/passwd"),
        lambda data: data["review"].update(meets_at="2026-01-01T00:00:00"),
        lambda data: data["incident"].update(title="a\x00b"),
        lambda data: data["incident"].update(title="\ud800"),
        lambda data: data["incident"].update(uid="../../../../../../../../../../../../"),
        lambda data: data["timeline"].append("an event"),
        lambda data: data.update(questions={}),
        lambda data: data["follow_ups"][0].update(state="not", reason=""),
        lambda data: data["document"]["revisions"].append(data["document"]["revisions"][0]),
        lambda data: data["incident"].update(resolved_at="1999-01-01T00:00:00+00:00"),
        lambda data: data["report"]["editions"].append(data["report"]["editions"][0]),
        lambda data: data["rabbit_holes"][0].update(state="asking"),
        lambda data: data["record"]["attendance"][0].update(minutes=-1),
    ],
)
def test_data_that_does_not_fit_adds_nothing(review: Review, otto: User, as_user: SignIn, change: Any) -> None:
    content = changed(archive_files.written(review), change)
    away()
    answer = send(as_user(otto), content)
    assert answer.status_code == 422
    assert 'class="field-error"' in answer.content.decode() or 'role="alert"' in answer.content.decode()
    assert not Review.objects.exists()
    assert not Incident.objects.exists()
    assert not Theme.objects.exists()


def test_an_index_or_a_link_that_leads_nowhere_good_is_left_out(review: Review, otto: User, as_user: SignIn) -> None:
    def change(data: dict[str, Any]) -> None:
        data["timeline"][0]["perspective_of"] = 9_999
        data["follow_ups"][0]["tracked_at"] = "javascript:alert(1)"

    content = changed(archive_files.written(review), change)
    away()
    send(as_user(otto), content)
    here = fresh(review)
    assert here.incident.events.first().perspective_of is None
    assert "javascript:" not in json.dumps(archive.data(here))


def _bomb(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("data.json", b"{}")
        made.writestr(name, b" " * 40_000_000)
    return out.getvalue()


def _with(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("data.json", data)
        made.writestr("comments.jsonld", b"[]")
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"PK",
        b"not a zip",
        _bomb("comments.jsonld"),
        _with(b"[" * 200_000),
        _with(b"1" * 10_000),
        _with(b"\xff"),
        _with(b""),
    ],
    ids=["cut", "other", "bomb", "deep", "number", "bytes", "empty"],
)
def test_bombs_and_broken_files_are_refused_beside_the_field(otto: User, as_user: SignIn, content: bytes) -> None:
    answer = send(as_user(otto), content)
    assert answer.status_code == 422
    assert "field-error" in answer.content.decode()
    assert not Incident.objects.exists()
