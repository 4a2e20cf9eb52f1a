"""The link for people outside: read without an account, left alone by search engines, gone once revoked, never of a restricted review."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from reviews import report_links
from reviews.actions import report_names
from reviews.models import Lesson, ReadCount, Report, ReportLink, ReportPdf, Review
from tests.reviews import report_case as case

AsUser = Callable[[User], Client]


@pytest.fixture
def link(ana: User, ben: User) -> ReportLink:
    report = case.begun(ana, ben)
    case.publish(report, ana, text="# Night\n\nBen [saw](/reviews/1/) it [said](#from-note-1).")
    return report_names.make_link(report=Report.objects.get(), by=ana)


def address(link: ReportLink, name: str = "report_public") -> str:
    return reverse(f"reviews:{name}", args=[report_links.token_of(link.uid)])


def test_whoever_has_it_reads_the_report_without_an_account(link: ReportLink) -> None:
    answer = Client().get(address(link))
    html = answer.content.decode()
    assert answer.status_code == 200
    assert 'A colleague <a rel="noopener noreferrer nofollow">saw</a> it' in html
    assert "/reviews/1/" not in html, "no address of this installation"
    assert "/incidents/" not in html
    assert not answer.cookies


def test_search_engines_and_other_sites_are_told_nothing(link: ReportLink) -> None:
    answer = Client().get(address(link))
    assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "private, no-store"
    assert '<meta name="robots" content="noindex, nofollow, noarchive">' in answer.content.decode()


def test_once_revoked_it_is_as_one_that_never_was(link: ReportLink, ana: User) -> None:
    never = Client().get(reverse("reviews:report_public", args=["x" * 43]))
    report_names.revoke_links(report=link.report, by=ana)
    gone = Client().get(address(link))
    assert (gone.status_code, never.status_code) == (404, 404)
    assert Client().get(address(link, "report_public_file")).status_code == 404
    again = report_names.make_link(report=link.report, by=ana)
    assert again.token_hash != link.token_hash
    assert Client().get(address(link)).status_code == 404


def test_only_the_hash_of_the_token_is_kept(link: ReportLink) -> None:
    token = report_links.token_of(link.uid)
    kept = str(list(ReportLink.objects.values())) + str(list(AuditEntry.objects.values()))
    assert token not in kept
    assert len(token) == 43


def test_a_review_that_becomes_restricted_closes_it(link: ReportLink) -> None:
    Review.objects.update(restricted=True)
    assert Client().get(address(link)).status_code == 404
    Review.objects.update(restricted=False)
    link.report.review.incident.restricted = True
    link.report.review.incident.save()
    assert Client().get(address(link)).status_code == 404


def test_a_restricted_review_has_none(ana: User, ben: User, as_user: AsUser) -> None:
    report = case.begun(ana, ben, restricted=True)
    case.publish(report, ana, company=False)
    answer = as_user(ana).post(reverse("reviews:report_link", args=[report.review.uid]))
    assert answer.status_code == 422
    assert b"A restricted review has no link for people outside." in answer.content
    assert not ReportLink.objects.exists()


def test_before_anything_is_published_there_is_none(ana: User, ben: User) -> None:
    report = case.begun(ana, ben)
    with pytest.raises(report_names.NoLink):
        report_names.make_link(report=report, by=ana)


def test_once_the_company_may_not_read_it_nobody_outside_may(link: ReportLink, ana: User) -> None:
    case.publish(link.report, ana, company=False)
    assert Client().get(address(link)).status_code == 404
    case.publish(link.report, ana, company=True)
    assert Client().get(address(link)).status_code == 200


def test_readers_outside_are_counted_without_a_cookie(link: ReportLink) -> None:
    for browser in ("one", "one", "two"):
        Client(headers={"User-Agent": browser}).get(address(link))
    assert ReadCount.objects.get(audience="public").readers == 2


def test_what_it_taught_people_inside_is_not_on_it(link: ReportLink, ben: User) -> None:
    Lesson.objects.create(report=link.report, person=ben, text="Colours help", with_name=True)
    assert "Colours help" not in Client().get(address(link)).content.decode()


def test_its_pdf_is_there_once_it_is_made(link: ReportLink) -> None:
    assert Client().get(address(link, "report_public_file")).status_code == 204
    assert ReportPdf.objects.filter(audience="public").update(state="done", content=b"%PDF-") == 1
    answer = Client().get(address(link, "report_public_file"))
    assert answer.content == b"%PDF-"
    assert answer["X-Robots-Tag"].startswith("noindex")


def test_the_facilitators_see_and_revoke_it(link: ReportLink, ana: User, as_user: AsUser) -> None:
    page = reverse("reviews:report_publish", args=[link.report.review.uid])
    assert report_links.token_of(link.uid).encode() in as_user(ana).get(page).content
    as_user(ana).post(reverse("reviews:report_revoke", args=[link.report.review.uid]))
    assert report_links.token_of(link.uid).encode() not in as_user(ana).get(page).content
