"""Published reports are found by their words, by those who may read them; a name that is hidden in them finds nothing."""

import pytest

from accounts.models import User
from incidents.actions import index
from incidents.queries import finding
from reviews.actions import report_names
from reviews.models import Audience, Report, Review
from tests.reviews import report_case

WORDS = "Ben Okafor saw the quorum falter."


@pytest.fixture
def report(ana: User, ben: User) -> Report:
    ben.name = "Ben Okafor"
    ben.save()
    return report_case.begun(ana, ben)


def found(user: User, typed: str) -> list[str]:
    return [each.kind.name for each in finding.search(user, typed).found if each.kind.name == "report"]


def test_whoever_may_read_it_finds_it_once_it_is_published(report: Report, ana: User, ben: User, otto: User) -> None:
    assert found(ana, "quorum") == []
    report_case.publish(report, ana, company=False, text=WORDS)
    assert [found(user, "quorum falter") for user in (ana, ben, otto)] == [["report"], ["report"], []]
    report_case.publish(report, ana, company=True)
    assert found(otto, "quorum") == ["report"]
    report_case.publish(report, ana, text="All is said in other words.")
    assert (found(otto, "quorum"), found(otto, "other words")) == ([], ["report"])


def test_a_restricted_one_is_found_by_its_people_alone(report: Report, ana: User, ben: User, otto: User) -> None:
    report_case.publish(report, ana, text=WORDS)
    Review.objects.update(restricted=True)
    assert [found(user, "quorum") for user in (ben, otto)] == [["report"], []]


def test_a_hidden_name_finds_nothing_until_the_person_agrees_for_everyone(report: Report, ana: User, ben: User) -> None:
    report_case.publish(report, ana, text=WORDS)
    assert found(ana, "okafor") == []
    for widest, expected in ((Audience.COMPANY, []), (Audience.PUBLIC, ["report"]), ("", [])):
        report_names.choose(review=report.review, person=ben, widest=widest)
        assert found(ana, "okafor") == expected


def test_reindex_finds_nothing_to_mend(report: Report, ana: User) -> None:
    report_case.publish(report, ana, text=WORDS)
    index.reindex()
    assert index.reindex() == 0
    assert found(ana, "quorum") == ["report"]
