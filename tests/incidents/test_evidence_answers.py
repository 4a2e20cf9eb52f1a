"""What the preview of evidence fills in, and what people may answer."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from incidents.forms.evidence import field_of
from incidents.forms.evidence_people import PeopleForm
from incidents.models import EvidenceAuthor, Incident
from tests.incidents import evidence_case

SignIn = Callable[[User], Client]
VTT = b"WEBVTT\n\n00:32:00.000 --> 00:32:02.000\n<v Ben>The queue is long</v>\n"


@pytest.fixture
def outage(ana: User) -> Incident:
    return evidence_case.opened(ana, impact_started_at=evidence_case.AT)


@pytest.mark.parametrize(
    ("data", "kind", "says", "asks"),
    [
        (b"Ben  1:48 PM\nup", "pasted", "2 Mar 2026 13:48 CET", "Its first day"),
        (b"Ben  0:10\nup", "pasted", "2 Mar 2026 00:10 CET", "Its first day"),
        (VTT, "webvtt", "2 Mar 2026 10:37 CET", "When the recording began"),
    ],
)
def test_the_preview_stands_on_the_day_that_is_filled_in(
    data: bytes, kind: str, says: str, asks: str, ana: User, as_user: SignIn, outage: Incident
) -> None:
    kept = evidence_case.kept(outage, ana, data, kind)
    page = as_user(ana).get(reverse("incidents:evidence_import", args=[outage.uid, kept.pk])).content.decode()
    assert says in page
    assert asks in page
    assert "1970" not in page


def test_the_name_of_the_only_person_is_enough(
    ana: User, ben: User, cleo: User, as_user: SignIn, outage: Incident
) -> None:
    User.objects.filter(pk=cleo.pk).update(name="Cleo Martin")
    kept = evidence_case.kept(outage, ana, b"[10:05] <cm> up", "pasted")
    who = field_of("name:cm")
    answer = {"title": "Chat", "zone": "UTC", "begins": "2026-03-02T00:00", who: "Cleo Martin", "do": "look"}
    address = reverse("incidents:evidence_import", args=[outage.uid, kept.pk])
    assert as_user(ana).post(address, answer).status_code == 302
    kept.refresh_from_db()
    assert kept.people == {"name:cm": cleo.pk}
    author = EvidenceAuthor.objects.create(incident=outage, key="name:cm", name="cm")
    for_authors = PeopleForm({f"who_{author.pk}": "Cleo Martin"}, authors=[author], settled=set())
    assert for_authors.is_valid()
    assert for_authors.accounts == {author.pk: cleo}
    User.objects.filter(pk=ben.pk).update(name="Cleo Martin")
    assert as_user(ana).post(address, answer).status_code == 422
