"""A word in a report that was taken for somebody's name and is a product or a place: a facilitator says so, and takes it back."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from incidents.models import EvidenceAuthor
from reviews.models import Audience, NotAPerson, Report
from reviews.naming import Naming, Somebody
from reviews.queries import report as queries
from reviews.queries import report_names
from tests.reviews import report_case as case

AsUser = Callable[[User], Client]
TEXT = "Ben saw Pandora turn red in the Ben tower, and then BEN TOWER fell."


@pytest.fixture
def report(ana: User, ben: User) -> Report:
    """Its channel was written into by a product that has a person's name."""
    report = case.begun(ana, ben)
    EvidenceAuthor.objects.create(incident=report.review.incident, key="a", name="Pandora")
    case.publish(report, ana, text=TEXT)
    return Report.objects.get()


def read(report: Report, audience: str = Audience.COMPANY) -> str:
    return queries.Reading(report.latest, audience).told.html


def say(browser: Client, report: Report, words: str, **more: str) -> object:
    url = reverse("reviews:report_not_a_person", args=[report.review.uid])
    return browser.post(url, {"words": words, **more}, follow=True)


def test_what_is_no_person_stays_as_it_is_in_every_version_and_can_be_taken_back(
    report: Report, ana: User, as_user: AsUser
) -> None:
    assert "Pandora" not in read(report)
    page = say(as_user(ana), report, "Pandora")
    assert "“Pandora” is nobody’s name" in page.content.decode()  # type: ignore[attr-defined]
    assert "Pandora turn red" in read(report)
    assert "Pandora turn red" in read(report, Audience.PUBLIC)
    assert "Pandora" not in [each.names[0] for each in report_names.people(report.review)]
    nobody = NotAPerson.objects.get()
    as_user(ana).post(reverse("reviews:report_a_person", args=[report.review.uid, nobody.pk]))
    assert "Pandora" not in read(report)
    assert [each.did for each in AuditEntry.objects.filter(did__startswith="report.").order_by("pk")][-2:] == [
        "report.not_a_person",
        "report.a_person",
    ]


def test_a_place_that_has_somebodys_name_stays_with_the_words_around_it_and_they_stay_hidden(
    report: Report, ana: User, as_user: AsUser
) -> None:
    say(as_user(ana), report, "Ben  tower")
    assert (
        read(report) == "<p>A colleague (A) saw a colleague (B) turn red in the Ben tower, and then BEN TOWER fell.</p>"
    )


@pytest.mark.parametrize("words", ["Ben", "ben@example.org", "@ben", "the"])
def test_the_name_of_somebody_with_an_account_is_theirs(report: Report, ana: User, as_user: AsUser, words: str) -> None:
    page = say(as_user(ana), report, words)
    assert page.status_code == 422  # type: ignore[attr-defined]
    assert f'value="{words}"' in page.content.decode()  # type: ignore[attr-defined]
    assert 'class="field-error"' in page.content.decode()  # type: ignore[attr-defined]
    assert not NotAPerson.objects.exists()


@pytest.mark.parametrize("words", ["Maria Lopez", "maria", "Maria, on call", "Maria Lopez said", "facilitator"])
def test_a_whole_name_is_theirs_whatever_stands_beside_it(
    report: Report, person: Callable[..., User], words: str
) -> None:
    maria = person("Maria Lopez")
    report.review.incident.involvements.create(user=maria, part="on_call")
    assert report_names.is_a_name(words, report_names.people(report.review))


def test_it_is_hidden_again_once_somebody_of_that_name_has_an_account_here(
    report: Report, ana: User, person: Callable[..., User], as_user: AsUser
) -> None:
    say(as_user(ana), report, "Pandora")
    report.review.participations.create(user=person("Pandora"))
    assert "Pandora" not in read(report)


def test_the_preview_says_which_words_are_read_otherwise(report: Report, ana: User, as_user: AsUser) -> None:
    browser, url = as_user(ana), reverse("reviews:report_write", args=[report.review.uid])
    page = browser.get(url).content.decode()
    assert "<q>Pandora</q> →" in page
    assert page.count("Not a person") == 1, "of Ben it cannot be said"
    page = say(browser, report, "Pandora", back="write").content.decode()  # type: ignore[attr-defined]
    assert "Write the report" in page
    assert "<q>Pandora</q> →" not in page


def test_words_that_stay_do_so_whatever_their_case_accents_and_blanks() -> None:
    naming = Naming([Somebody(("José Berg",), "on call")], no_people=["San José"])
    assert naming.hide("San  Jose’s copy, said José; SAN\nJOSÉ.") == "San  Jose’s copy, said on call; SAN\nJOSÉ."
    assert naming.hide("San José Berg") == "San on call"
