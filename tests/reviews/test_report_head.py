"""What stands above a published report is what was published: the incident may change, version 1 does not."""

import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from io import BytesIO

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from accounts.models import User
from incidents.models import Incident, Service
from reviews import archive_files, report_links, report_print
from reviews.actions import report_names
from reviews.models import Audience, Edition, Report
from reviews.queries import report as queries
from reviews.queries import report_head
from tests.reviews import report_case as case

AsUser = Callable[[User], Client]


@pytest.fixture
def report(ana: User, ben: User) -> Report:
    """Version 1 tells of Checkout; then the incident is written anew: severity, services, impact, dates, title."""
    report = case.begun(ana, ben)
    incident = report.review.incident
    incident.services.set([Service.objects.create(name="Checkout")])
    Incident.objects.update(title="Payments were slow", severity="SEV-3", impact="Some waited")
    case.publish(report, ana)
    incident.services.set([Service.objects.create(name="Ledger")])
    began = incident.events.get().at + timedelta(days=400)
    Incident.objects.update(
        title="Everything was down",
        severity="SEV-1",
        impact="All waited",
        impact_started_at=began,
        time_zone="Asia/Tokyo",
    )
    return Report.objects.select_related("review__incident", "review__document").get()


def shows_version_one(text: str) -> None:
    for word in ("Payments were slow", "SEV-3", "Checkout", "Some waited"):
        assert word in text, word
    for word in ("Everything was down", "SEV-1", "Ledger", "All waited", "JST"):
        assert word not in text, word


def article(html: str) -> str:
    return html.split('<header class="page-head report-head">')[1].split("report-after")[0]


def test_the_page_of_a_version_tells_what_was_published(report: Report, ben: User, as_user: AsUser) -> None:
    answer = as_user(ben).get(reverse("reviews:report", args=[report.review.uid]))
    shows_version_one(article(answer.content.decode()))


def test_the_link_for_people_outside_tells_what_was_published(report: Report, ana: User, client: Client) -> None:
    token = report_links.token_of(report_names.make_link(report=report, by=ana).uid)
    shows_version_one(client.get(reverse("reviews:report_public", args=[token])).content.decode())


def test_the_pdf_tells_what_was_published(report: Report) -> None:
    sheet = report_print.sheet(report.latest, Audience.THERE, "en")
    shows_version_one(sheet.html)
    assert "2018" not in sheet.html, "nor dates that came later"


def test_the_archive_tells_of_each_version_what_was_published(report: Report) -> None:
    with zipfile.ZipFile(BytesIO(archive_files.written(report.review))) as found:
        data = json.loads(found.read("data.json"))
    assert data["incident"]["title"] == "Everything was down"
    (edition,) = data["report"]["editions"]
    shows_version_one(json.dumps(edition["head"]))


def test_publishing_again_tells_what_the_incident_says_now(report: Report, ana: User, as_user: AsUser) -> None:
    said = "What is told of the incident above the text has changed since the newest version"
    address = reverse("reviews:report_publish", args=[report.review.uid])
    assert said in as_user(ana).get(address).content.decode()
    newer = case.publish(report, ana)
    assert newer.number == 2
    reading = queries.Reading(newer, Audience.THERE)
    assert (reading.title, reading.services, reading.impact) == ("Everything was down", ["Ledger"], "All waited")
    assert said not in as_user(ana).get(address).content.decode()
    assert case.publish(report, ana).number == 2, "the same again is no new version"


def test_a_version_from_before_heads_were_kept_tells_the_incident_as_it_is(report: Report) -> None:
    Edition.objects.update(head={})
    edition = Edition.objects.select_related("report__review__incident").get()
    assert queries.Reading(edition, Audience.THERE).title == "Everything was down"
    assert queries.is_published(report)


def test_reports_from_before_keep_their_heads_from_the_upgrade_on(report: Report) -> None:
    Edition.objects.update(head={})
    import_module("reviews.migrations.0034_keep_the_heads_of_published_reports").keep(apps, None)
    assert Edition.objects.get().head == report_head.to_keep(report.review), "as the pages read it"
    Incident.objects.update(impact="Written long after it was published")
    assert queries.Reading(Edition.objects.get(), Audience.PUBLIC).impact == "All waited"


def test_a_name_above_the_text_is_hidden_as_it_was_published(report: Report, ana: User) -> None:
    Incident.objects.update(title="Ben removed the directory", impact="")
    newer = case.publish(report, ana)
    Incident.objects.update(title="A directory was removed")
    newer = Edition.objects.select_related("report__review__incident").get(pk=newer.pk)
    assert queries.Reading(newer, Audience.COMPANY).title == "A colleague removed the directory"
