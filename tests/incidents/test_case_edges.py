"""Odd case files and second looks: nothing ends in an error page, nothing hidden shows, nothing else is created."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from incidents import cases
from incidents.actions import incidents
from incidents.actions.cases import import_case
from incidents.models import Incident

SignIn = Callable[[User], Client]
AT = "2026-03-02T09:05:00Z"
CASE: dict[str, Any] = {
    "incident": {"title": "Orders stuck", "detected_at": "2026-03-02T09:00:00Z"},
    "timeline": [{"at": AT, "what": "The queue is long."}],
    "themes": [{"title": "Quiet queues", "points_at": [AT]}],
}


def with_incident(**more: str) -> dict[str, Any]:
    return {**copy.deepcopy(CASE), "incident": {**CASE["incident"], **more}}


def preview(browser: Client, text: str) -> Any:
    return browser.post(reverse("incidents:import"), {"file": SimpleUploadedFile("case.json", text.encode())})


def confirm(browser: Client, shown: Any) -> Any:
    return browser.post(reverse("incidents:import"), {"do": "create", "mark": shown.context["mark"]})


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:00Z"])
def test_times_at_the_ends_of_the_calendar_are_named_and_left_out(at: str) -> None:
    case = cases.read({**CASE, "timeline": [{"at": at, "what": "Something."}]})
    assert [(each.part, each.row) for each in case.problems] == [("timeline", 1)]


def test_rows_beyond_the_most_are_named() -> None:
    case = cases.read({**CASE, "timeline": CASE["timeline"] * (cases.MOST_ROWS + 1)})
    assert [(each.part, each.row) for each in case.problems] == [("timeline", cases.MOST_ROWS + 1)]


def test_an_end_before_the_beginning_is_refused_with_a_reason(ana: User, as_user: SignIn) -> None:
    case = with_incident(impact_started_at="2026-03-02T10:00:00Z", resolved_at="2026-03-02T09:00:00Z")
    answer = preview(as_user(ana), json.dumps(case))
    assert answer.status_code == 422
    assert "before impact_started_at" in answer.content.decode()


def test_an_end_before_it_was_detected_is_refused_with_a_reason(ana: User, as_user: SignIn) -> None:
    case = with_incident(detected_at="2026-03-02T10:00:00Z", resolved_at="2026-03-02T09:00:00Z")
    answer = preview(as_user(ana), json.dumps(case))
    assert answer.status_code == 422
    assert "resolved_at: this is before detected_at." in answer.content.decode()


def test_a_number_too_long_to_be_read_is_refused_with_a_reason(ana: User, as_user: SignIn) -> None:
    answer = preview(as_user(ana), '{"incident": {"title": "x", "n": ' + "1" * 5000 + "}}")
    assert answer.status_code == 422
    assert "number too long" in answer.content.decode()


def test_half_a_surrogate_pair_is_left_out_of_the_text(ana: User, as_user: SignIn) -> None:
    shown = preview(as_user(ana), json.dumps({**CASE, "timeline": [{"at": AT, "what": "Long \ud800 queue."}]}))
    assert shown.status_code == 200
    assert "Long  queue." in shown.content.decode()


def test_a_theme_named_twice_at_one_moment_is_seen_there_once(ana: User) -> None:
    theme = {"title": "Quiet queues", "points_at": [AT, AT]}
    incident, _new = import_case(case=cases.read({**CASE, "themes": [theme, theme]}), by=ana)
    assert incident.sightings.count() == 1


def test_the_preview_shows_the_severity_that_will_be_created(ana: User, as_user: SignIn) -> None:
    page = preview(as_user(ana), json.dumps(with_incident(severity="P1"))).content.decode()
    assert "SEV-2" in page
    assert "P1" not in page


def test_a_case_in_a_restricted_incident_does_not_show_that_it_is_there(ana: User, otto: User, as_user: SignIn) -> None:
    hidden, _new = import_case(case=cases.read(CASE), by=ana)
    incidents.restrict(incident=hidden, by=ana)
    browser = as_user(otto)
    answer = confirm(browser, preview(browser, json.dumps(CASE)))
    assert str(hidden.uid) not in answer.url
    assert import_case(case=cases.read(CASE), by=otto)[1] is False
    assert import_case(case=cases.read(CASE), by=ana) == (hidden, False)


def test_confirming_an_older_preview_does_not_create_the_newer_one(ana: User, as_user: SignIn) -> None:
    browser = as_user(ana)
    first = preview(browser, json.dumps(with_incident(title="First")))
    second = preview(browser, json.dumps(with_incident(title="Second")))
    assert confirm(browser, first).status_code == 422
    assert not Incident.objects.exists()
    confirm(browser, second)
    assert Incident.objects.get().title == "Second"
