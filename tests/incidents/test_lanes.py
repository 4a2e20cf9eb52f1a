"""Points of view side by side: a lane per person or part, moments and messages on one clock, one lane at a time on a phone."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from incidents.actions import contents, evidence_citing
from incidents.models import EvidenceItem, Incident
from incidents.queries import lanes
from incidents.queries.lanes import Wanted, view
from tests.incidents import evidence_case
from tests.incidents.evidence_case import AT

SignIn = Callable[[User], Client]
TALK = b"[10:05] <ben> The queue is long\n[10:06] <cleo> I see it too\n[12:40] <zed> All is well"


@pytest.fixture
def outage(ana: User, ben: User, cleo: User) -> Incident:
    """Ben and Cleo each have a part and a moment at the same time; a third moment is nobody's and has no time."""
    incident = evidence_case.opened(ana)
    for user, part in [(ben, "on_call"), (cleo, "support")]:
        who = contents.involve(incident=incident, by=ana, user=user, name="", part=part)
        contents.write_event(incident=incident, by=ana, at=AT, what=f"{user} looks", people=(who, None))
    contents.write_event(incident=incident, by=ana, at=None, what="Somebody rang")
    return incident


@pytest.fixture
def talk(ana: User, ben: User, cleo: User, outage: Incident) -> Incident:
    people = {"name:ben": ben.pk, "name:cleo": cleo.pk}
    options = {"begins": "2026-03-02T00:00", "zone": "Europe/Berlin"}
    evidence_case.brought(outage, ana, TALK, "pasted", options=options, people=people)
    return outage


def page(browser: Client, incident: Incident, **query: str | list[str]) -> str:
    return unescape(browser.get(reverse("incidents:lanes", args=[incident.uid]), query).content.decode())


def cells(found: lanes.View) -> list[tuple[str, str, list[str], int]]:
    """What stands where: clock, lane, moments, number of messages."""
    return [
        (
            row.clock if row.timed else "",
            cell.lane.title,
            [event.what for event in cell.events],
            cell.said.count if cell.said else 0,
        )
        for row in found.rows
        for cell in row.cells
        if not cell.is_empty
    ]


def test_what_happened_at_one_time_stands_side_by_side(talk: Incident) -> None:
    found = view(talk, Wanted(evidence=True))
    assert [lane.title for lane in found.lanes] == ["Ben", "Cleo", ""]
    assert cells(found) == [
        ("10:05", "Ben", ["Ben looks"], 1),
        ("10:05", "Cleo", ["Cleo looks"], 0),
        ("", "", ["Somebody rang"], 0),
        ("10:06", "Cleo", [], 1),
        ("12:40", "", [], 1),
    ]


def test_the_page_shows_words_and_leads_to_the_moment_and_to_the_messages(
    ana: User, as_user: SignIn, talk: Incident
) -> None:
    shown = page(as_user(ana), talk)
    assert "The queue is long" in shown
    event = talk.events.get(what="Ben looks")
    assert f"#event-{event.pk}" in shown
    link = re.search(r'href="([^"]*evidence/\?at=2026-03-02T10%3A05[^"]*)"', shown)
    assert link
    assert "The queue is long" in as_user(ana).get(link[1]).content.decode()


def test_by_part_people_of_one_part_share_a_lane(ana: User, otto: User, outage: Incident) -> None:
    contents.involve(incident=outage, by=ana, user=otto, name="", part="support")
    titles = [(lane.title, lane.note) for lane in view(outage, Wanted(by="part")).lanes]
    assert titles == [("on call", "Ben"), ("support", "Cleo, Otto"), ("", "")]


def test_chosen_lanes_stand_alone_and_a_phone_shows_one(
    ana: User, cleo: User, as_user: SignIn, outage: Incident
) -> None:
    key = str(outage.involvements.get(user=cleo).pk)
    assert cells(view(outage, Wanted(chosen=(key,)))) == [("10:05", "Cleo", ["Cleo looks"], 0)]
    shown = page(as_user(ana), outage, here=key)
    assert re.search(r'<th scope="col" class="lane-off">Ben', shown)
    assert re.search(r'<th scope="col">Cleo', shown)
    assert f'here={key}#lanes" aria-current="true"' in shown


def test_messages_are_for_those_who_read_the_evidence(otto: User, as_user: SignIn, talk: Incident) -> None:
    shown = page(as_user(otto), talk)
    assert "Ben looks" in shown
    for words in ("The queue is long", "1 message", "12:40", "between"):
        assert words not in shown


def test_withdrawn_words_are_not_shown_here_either(ana: User, ben: User, as_user: SignIn, talk: Incident) -> None:
    assert "The queue is long" in page(as_user(ana), talk)
    evidence_citing.withdraw(item=EvidenceItem.objects.get(text="The queue is long"), by=ben)
    assert "The queue is long" not in page(as_user(ana), talk)


def test_of_very_many_messages_the_numbers_are_told(talk: Incident, monkeypatch: pytest.MonkeyPatch) -> None:
    before = cells(view(talk, Wanted(evidence=True)))
    monkeypatch.setattr(lanes, "MOST_WITH_WORDS", 2)
    found = view(talk, Wanted(evidence=True))
    assert cells(found) == before
    assert not any(cell.said and cell.said.words for row in found.rows for cell in row.cells)


def test_a_long_story_has_longer_lines(ana: User, outage: Incident) -> None:
    contents.write_event(incident=outage, by=ana, at=AT + timedelta(days=3), what="Over")
    found = view(outage, Wanted())
    assert (found.minutes, [row.clock for row in found.rows if row.timed]) == (30, ["10:00", "10:00"])


def test_a_line_of_a_whole_day_is_no_night_and_has_no_clock(ana: User, as_user: SignIn, outage: Incident) -> None:
    contents.write_event(incident=outage, by=ana, at=AT + timedelta(hours=14), what="Late")
    timed = [row for row in view(outage, Wanted()).rows if row.timed]
    assert [(row.clock, row.at_night) for row in timed] == [("10:00", False), ("00:00", True)]
    contents.write_event(incident=outage, by=ana, at=AT + timedelta(days=300), what="Over")
    timed = [row for row in view(outage, Wanted()).rows if row.timed]
    assert {(row.clock, row.at_night) for row in timed} == {("", False)}
    assert "that day" in page(as_user(ana), outage)


def test_a_gap_is_said_across_the_lanes(ana: User, as_user: SignIn, outage: Incident) -> None:
    for minutes in (3, 6, 9, 400):
        contents.write_event(incident=outage, by=ana, at=AT + timedelta(minutes=minutes), what=f"At {minutes}")
    assert "Nothing is written between 10:14 and 16:45 CET." in page(as_user(ana), outage)


def test_lanes_ask_as_often_for_2_as_for_20(ana: User, talk: Incident) -> None:
    def look() -> int:
        with CaptureQueriesContext(connection) as asked:
            page = view(talk, Wanted(evidence=True))
            assert all(str(event.perspective_of) for row in page.rows for cell in row.cells for event in cell.events)
        return len(asked)

    look()  # when something is written at all is kept
    few = look()
    for n in range(18):
        who = contents.involve(incident=talk, by=ana, user=None, name=f"Person {n}", part="support")
        contents.write_event(incident=talk, by=ana, at=AT, what=f"{n}", people=(who, None))
    assert look() == few
