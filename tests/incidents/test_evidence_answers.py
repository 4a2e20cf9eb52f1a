"""What the preview of evidence fills in, and what people may answer."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from incidents.actions import evidence_running
from incidents.forms.evidence import field_of, machine_field_of
from incidents.forms.evidence_people import PeopleForm
from incidents.models import EvidenceAuthor, Incident
from incidents.queries.looked_at import looked_at
from tests.incidents import evidence_case
from tests.incidents.evidence_case import export
from tests.incidents.evidence_formats.cases import said, slack

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


def test_of_a_name_that_fits_an_account_one_says_that_it_is_not_a_person(
    ana: User, ben: User, as_user: SignIn, outage: Incident
) -> None:
    bot = {"type": "message", "subtype": "bot_message", "bot_id": "B1", "username": "Deploys", "ts": "1772442301.1"}
    kept = evidence_case.kept(outage, ana, export(said("1772442300.1", "up"), bot | {"text": "done"}))
    address, browser = reverse("incidents:evidence_import", args=[outage.uid, kept.pk]), as_user(ana)
    shown = browser.get(address).content.decode()
    ben_field, bot_field = machine_field_of("slack:U1"), machine_field_of("slack:B1")
    assert f'name="{bot_field}" id="id_{bot_field}" checked' in shown, "the file says so itself"
    assert f'name="{ben_field}" id="id_{ben_field}" checked' not in shown
    answer = {"title": "Chat", field_of("slack:U1"): "Ben", ben_field: "on", "do": "bring"}
    browser.post(address, answer)
    evidence_running.run_due()
    found = {each.name: (each.is_person, each.user) for each in outage.evidence_authors.all()}
    assert found == {"Ben": (False, None), "Deploys": (True, None)}
    who = browser.get(reverse("incidents:evidence_people", args=[outage.uid])).content.decode()
    assert "Withdraw what they wrote<" in who
    assert who.count("Withdraw what they wrote<") == 1, "a bot withdraws nothing"
    page = browser.get(reverse("incidents:evidence", args=[outage.uid])).content.decode()
    assert page.index("Deploys</option>") < page.index('<optgroup label="not people">') < page.index("Ben</option>")


@pytest.mark.parametrize(("stamp", "far"), [("1772442300.1", False), ("1772532000.1", True), ("1485879600.1", True)])
def test_a_file_of_another_day_than_the_incident_is_asked_about(
    stamp: str, far: bool, ana: User, as_user: SignIn, outage: Incident
) -> None:
    kept = evidence_case.kept(outage, ana, export(said(stamp, "up")))
    shown = as_user(ana).get(reverse("incidents:evidence_import", args=[outage.uid, kept.pk])).content.decode()
    assert ("Nothing in it was written within a day of this incident" in shown) is far


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        ("Created,Status,Assignee,Summary", "export.csv", "ticket"),
        ("when,what", "zendesk tickets.csv", "ticket"),
        ("when,what", "alerts.csv", "alert"),
        ("when,what", "notes.csv", "document"),
    ],
)
def test_what_a_table_holds_is_guessed_and_asked(
    head: str, name: str, kind: str, ana: User, as_user: SignIn, outage: Incident
) -> None:
    browser = as_user(ana)
    sent = {"file": evidence_case.file(f"{head}\n2026-03-02 10:05,a,b,c\n".encode(), name)}
    shown = browser.post(reverse("incidents:evidence_add", args=[outage.uid]), sent, follow=True).content.decode()
    assert f'<option value="{kind}" selected>' in shown


def test_tickets_channels_and_alerts_are_counted_as_people_count_them(ana: User, outage: Incident) -> None:
    table = b"when,what\n2026-03-02 10:05,Orders stuck\n2026-03-02 10:06,Mails late\n2026-03-02 10:07,Slow\n"
    options = {"kind": "ticket", "columns": {"at": 0, "text": 1}}
    evidence_case.brought(outage, ana, table, "csv", title="Helpdesk", options=options)
    two = slack(
        {"outage/2026-03-02.json": [said("1772442300.1", "a")], "ops/2026-03-02.json": [said("1772442300.2", "b")]}
    )
    evidence_case.brought(outage, ana, two.getvalue(), title="Slack")
    outage.evidence.create(kind="ticket", title="OPS-1")
    assert looked_at(outage) == {"ticket": 4, "channel": 2}


def test_the_name_of_the_only_person_is_enough(
    ana: User, ben: User, cleo: User, as_user: SignIn, outage: Incident
) -> None:
    User.objects.filter(pk=cleo.pk).update(name="Cleo Martin")
    kept = evidence_case.kept(outage, ana, b"[10:05] <cm> up", "pasted")
    who = field_of("name:cm")
    answer = {
        "title": "Chat",
        "zone": "UTC",
        "begins": "2026-03-02T00:00",
        "kind": "call",
        who: "Cleo Martin",
        "do": "look",
    }
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
