"""Who is one person in a report: an account, an involvement by name, and an author of evidence that is theirs."""

from accounts.models import User
from incidents.models import EvidenceAuthor, Involvement, Part
from reviews.models import Audience, NameChoice
from reviews.queries import report_names
from tests.reviews import document_case


def test_who_agreed_is_named_also_where_they_are_involved_by_name_or_wrote_under_a_nickname(
    ana: User, cleo: User
) -> None:
    review = document_case.review(ana, cleo)
    Involvement.objects.create(incident=review.incident, name=cleo.name, part=Part.SUPPORT)
    EvidenceAuthor.objects.create(incident=review.incident, key="a", name=f"{cleo.name} (support)", user=cleo)
    for key, name in enumerate(("Datadog", "PagerDuty", "Priya")):
        EvidenceAuthor.objects.create(incident=review.incident, key=str(key), name=name)
    known = report_names.people(review)
    told = report_names.naming(known, Audience.COMPANY).hide("Priya saw that Datadog alerts on 5xx")
    assert told.endswith(" saw that Datadog alerts on 5xx"), "a product is nobody"
    assert "Priya" not in told
    assert [each.part for each in known if each.user == cleo] == ["the person from support"]
    said = f"{cleo.name}: is it down?"
    assert report_names.naming(known, Audience.COMPANY).hide(said) == "The person from support: is it down?"
    NameChoice.objects.create(review=review, person=cleo, widest=Audience.COMPANY)
    known = report_names.people(review)
    assert report_names.naming(known, Audience.COMPANY).hide(said) == said
    assert report_names.naming(known, Audience.PUBLIC).hide(said) == "The person from support: is it down?"


def test_services_and_machines_that_write_take_no_word_of_the_text(ana: User, cleo: User) -> None:
    review = document_case.review(ana, cleo)
    for key, name in (
        ("pagerduty:service:S1", "Checkout Berlin"),
        ("name:database checks", "Database checks"),
        ("name:site from outside", "Site from outside"),
    ):
        EvidenceAuthor.objects.create(incident=review.incident, key=key, name=name)
    naming = report_names.naming(report_names.people(review), Audience.PUBLIC)
    text = "The checkout in Berlin and the database came back from staging; the site was seen from outside."
    assert naming.hide(text) == text
