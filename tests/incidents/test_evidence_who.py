"""Who wrote what among the evidence can be said afterwards, so that everybody may withdraw their own words, with an account or without."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from incidents.actions import evidence_citing, evidence_people
from incidents.models import EvidenceAuthor, EvidenceItem, Incident
from tests.incidents.evidence_case import brought, opened

SignIn = Callable[[User], Client]
TEXT = b"[10:05] <benny> up\n[10:06] <vendor> we see nothing"


@pytest.fixture
def outage(ana: User) -> Incident:
    incident = opened(ana)
    brought(incident, ana, TEXT, "pasted", options={"zone": "UTC", "begins": "2026-03-02T00:00"})
    return incident


def author(name: str) -> EvidenceAuthor:
    return EvidenceAuthor.objects.get(name=name)


def who(outage: Incident) -> str:
    return reverse("incidents:evidence_people", args=[outage.uid])


def mine(client: Client) -> str:
    return client.get(reverse("incidents:evidence_mine")).content.decode()


def test_an_account_of_later_finds_and_withdraws_its_messages(
    outage: Incident, ana: User, ben: User, as_user: SignIn
) -> None:
    assert 'id="item-' not in mine(as_user(ben))
    as_user(ana).post(who(outage), {f"who_{author('benny').pk}": str(ben)})
    assert author("benny").user == ben
    item = EvidenceItem.objects.get(text="up")
    assert f"item-{item.pk}" in mine(as_user(ben))
    as_user(ben).post(reverse("incidents:evidence_withdraw", args=[item.pk]))
    item.refresh_from_db()
    assert item.withdrawn_at


def test_somebody_who_got_an_account_since_is_offered_and_told_whom_to_ask(
    outage: Incident, ana: User, ben: User, as_user: SignIn
) -> None:
    User.objects.filter(pk=ben.pk).update(name="Benny")
    offer = "The account “Benny” has the same name."
    assert offer in as_user(ana).get(who(outage)).content.decode()
    assert "under “Who is who” they say which name is you" in mine(as_user(ben))
    as_user(ana).post(who(outage), {f"who_{author('benny').pk}": "Benny"})
    assert offer not in as_user(ana).get(who(outage)).content.decode()
    assert 'id="item-' in mine(as_user(ben))


def test_what_was_withdrawn_is_handed_to_nobody_else(outage: Incident, ana: User, ben: User, as_user: SignIn) -> None:
    """Otherwise whoever writes the incident up could name themselves its author and read it again."""
    EvidenceAuthor.objects.filter(name="benny").update(user=ben)
    evidence_citing.withdraw(item=EvidenceItem.objects.get(text="up"), by=ben)
    browser = as_user(ana)
    assert "They withdrew messages" in browser.get(who(outage)).content.decode()
    for typed in (str(ana), ""):
        browser.post(who(outage), {f"who_{author('benny').pk}": typed})
        assert author("benny").user == ben
    assert evidence_people.match(incident=outage, by=ana, accounts={author("benny").pk: ana}) == 0
    wrong = reverse("incidents:evidence_withdraw_for", args=[outage.uid, author("benny").pk])
    assert browser.post(wrong, {"do": "give_back"}).status_code == 404
    assert EvidenceItem.objects.get(text="up").withdrawn_at


def test_for_somebody_without_an_account_it_is_withdrawn_as_they_ask(
    outage: Incident, ana: User, as_user: SignIn
) -> None:
    browser, item = as_user(ana), EvidenceItem.objects.get(text="we see nothing")
    address = reverse("incidents:evidence_withdraw_for", args=[outage.uid, author("vendor").pk])
    browser.post(address, {"do": "withdraw"})
    page = reverse("incidents:evidence", args=[outage.uid])
    assert "we see nothing" not in browser.get(page).content.decode()
    assert not EvidenceItem.objects.citable().filter(pk=item.pk).exists()
    browser.post(address, {"do": "give_back"})
    assert "we see nothing" in browser.get(page).content.decode()


def test_a_name_that_is_nobodys_is_said_beside_its_field(outage: Incident, ana: User, as_user: SignIn) -> None:
    answer = as_user(ana).post(who(outage), {f"who_{author('benny').pk}": "Nobody at all"})
    assert answer.status_code == 422
    assert "No account is called that" in answer.content.decode()
    assert "Nobody at all" in answer.content.decode()
