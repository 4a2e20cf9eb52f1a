"""A case file becomes an incident; rows that cannot be read are named and left out."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.models import User
from incidents import cases
from incidents.actions.cases import import_case
from incidents.models import Incident, Part

SignIn = Callable[[User], Client]
CASE: dict[str, Any] = {
    "incident": {
        "title": "Orders stuck",
        "severity": "SEV-2",
        "services": ["Checkout", "Queue"],
        "detected_at": "2026-03-02T09:00:00Z",
        "time_zone": "Europe/Berlin",
    },
    "people": [
        {"key": "a", "part": "database engineer on call", "perspective": "saw the graph first"},
        {"key": "b", "part": "customer support"},
        {"key": "c"},
    ],
    "timeline": [
        {"at": "2026-03-02T09:05:00Z", "who": "a", "what": "The queue is long.", "source": "alert"},
        {"at": "yesterday", "who": "a", "what": "Something."},
        {
            "at": "2026-03-02T09:20:00Z",
            "who": "b",
            "what": "Customers write in.",
            "known_then": "No alarm.",
            "source": "tickets",
        },
    ],
    "themes": [{"title": "Quiet queues", "points_at": ["2026-03-02T09:05:00Z"]}],
}


def test_rows_that_cannot_be_read_are_named() -> None:
    case = cases.read(CASE)
    assert [(each.part, each.row) for each in case.problems] == [("people", 3), ("timeline", 2)]
    assert len(case.timeline) == 2


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("database engineer on call", Part.ON_CALL),
        ("customer support", Part.SUPPORT),
        ("incident command", Part.COMMAND),
        ("communications", Part.COMMUNICATIONS),
        ("second infrastructure engineer", Part.RESPONDER),
    ],
)
def test_a_part_is_found_in_free_words(words: str, part: Part) -> None:
    assert cases.part_of(words) == part


@pytest.mark.parametrize("data", [[], {}, {"incident": {}}, {"incident": {"title": "x", "time_zone": "Mars/Base"}}])
def test_what_is_no_case_is_refused_with_a_reason(data: object) -> None:
    with pytest.raises(cases.NotACase):
        cases.read(data)


def test_a_case_becomes_an_incident_once(ana: User) -> None:
    incident, new = import_case(case=cases.read(CASE), by=ana)
    again, new_again = import_case(case=cases.read(CASE), by=ana)
    assert (new, new_again, again) == (True, False, incident)
    assert [event.evidence.title for event in incident.events.all()] == ["alert", "tickets"]
    assert incident.sightings.get().event.what == "The queue is long."
    assert [event.known_then for event in incident.events.all()] == ["", "No alarm."]


def test_people_with_an_account_are_tied_to_it(ana: User, ben: User) -> None:
    incident, _new = import_case(case=cases.read(CASE), by=ana, accounts={"a": ben})
    assert incident.involvements.get(part=Part.ON_CALL).user == ben
    assert incident.involvements.get(part=Part.SUPPORT).who == "Customer support"


def upload(client: Client, text: str | bytes) -> Any:
    body = text.encode() if isinstance(text, str) else text
    return client.post(reverse("incidents:import"), {"file": SimpleUploadedFile("case.json", body)})


def confirm_of(preview: Any) -> dict[str, str]:
    """What the button of this preview sends."""
    return {"do": "create", "mark": preview.context["mark"]}


def test_the_preview_shows_each_row_and_creates_nothing(ana: User, as_user: SignIn) -> None:
    page = upload(as_user(ana), json.dumps(CASE)).content.decode()
    assert "The queue is long." in page
    assert "timeline, row 2" in page
    assert not Incident.objects.exists()


def test_the_incident_is_created_when_the_preview_is_confirmed(ana: User, as_user: SignIn) -> None:
    browser = as_user(ana)
    confirmed = confirm_of(upload(browser, json.dumps(CASE)))
    browser.post(reverse("incidents:import"), confirmed)
    assert Incident.objects.get().events.count() == 2
    assert browser.post(reverse("incidents:import"), confirmed).status_code == 422


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, b"\xff\xfe\x00", "[]"])
def test_a_wrong_file_gets_a_kind_reason_beside_the_field(ana: User, as_user: SignIn, text: str | bytes) -> None:
    answer = upload(as_user(ana), text)
    assert answer.status_code == 422
    assert "field-error" in answer.content.decode()


def test_the_command_brings_a_case_in(ana: User, tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text(json.dumps(CASE))
    call_command("import_case", file, by=ana.email, verbosity=0)
    assert Incident.objects.get().created_by == ana
    with pytest.raises(CommandError):
        call_command("import_case", file, by="nobody@example.org")
