"""In a browser: a channel comes in with a bar that moves by itself, becomes a moment, stands in the lanes of those who were there,
its author withdraws words from it, and it is taken out again."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.incidents.evidence_formats.cases import said, slack

pytestmark = pytest.mark.journey
PEOPLE = [
    {"id": "U1", "name": "ben", "profile": {"real_name": "Ben Okafor", "email": "ben@example.org"}},
    {"id": "U2", "name": "pat", "profile": {"real_name": "Pat Quiet"}},
]


def export() -> bytes:
    """From the afternoon into the night of the story, with a thread."""
    days = {
        "production/2017-01-31.json": [
            said("1485879600.1", "The replica lags behind"),
            said("1485879660.1", "I see it too", "U2", thread_ts="1485879600.1"),
            said("1485903600.1", "I stopped it. That was db1"),
        ],
        "random/2017-01-31.json": [said("1485879600.1", "lunch?")],
    }
    return slack(days, PEOPLE).getvalue()


def test_from_a_channel_to_a_moment_whose_words_are_withdrawn(
    be: Callable[..., Page], look: Callable[[Page, str], None]
) -> None:
    ana, ben = be("ana"), be("ben", phone=True)
    ana.goto("/incidents/")
    ana.get_by_role("link", name="Certificate of the package host expired").first.click()
    incident = ana.url
    ana.get_by_role("link", name="Evidence", exact=True).click()
    look(ana, "evidence-none")
    brings_in(ana, look)
    cites(ana, look)
    orders(ana)
    sees_lanes(ana, ben, incident, look)
    ben.goto(incident)
    ben.get_by_role("link", name="Evidence", exact=True).click()
    look(ben, "evidence-phone")
    ben.get_by_role("button", name="Withdraw my words").first.click()
    expect(ben.get_by_text("withdrawn by its author")).to_be_visible()
    ana.goto(incident)
    ana.get_by_text("message cited").click()
    expect(ana.get_by_text("withdrawn by its author")).to_be_visible()
    expect(ana.get_by_text("The replica lags behind", exact=True)).to_have_count(0)
    takes_out(ana, look)


def brings_in(ana: Page, look: Callable[[Page, str], None]) -> None:
    ana.get_by_role("link", name="Bring evidence in").first.click()
    ana.set_input_files("input[type=file]", {"name": "export.zip", "mimeType": "application/zip", "buffer": export()})
    ana.get_by_role("button", name="Show what it holds").click()
    expect(ana.get_by_text("same address")).to_be_visible()
    look(ana, "evidence-preview")
    ana.get_by_label("#production").check()
    ana.get_by_role("button", name="Show it with these answers").click()
    ana.get_by_role("button", name="Bring 3 items in").click()
    expect(ana.get_by_text("3 items are among the evidence now")).to_be_visible()
    ana.get_by_role("link", name="Read it").click()
    expect(ana.get_by_text("night", exact=True)).to_be_visible()
    look(ana, "evidence-read")


def cites(ana: Page, look: Callable[[Page, str], None]) -> None:
    ana.get_by_label("Mark what Ben Okafor said").first.check()
    expect(ana.get_by_text("1 marked")).to_be_visible()
    ana.get_by_text("Night hours, times, which evidence").click()
    ana.get_by_label("Night hours alone, 22:00 to 6:00").check()
    ana.get_by_role("button", name="Show", exact=True).click()
    expect(ana.get_by_text("I stopped it. That was db1")).to_be_visible()
    expect(ana.get_by_text("The replica lags behind")).to_have_count(0)
    expect(ana.get_by_text("1 of them on another page")).to_be_visible()
    ana.get_by_role("button", name="Make what is marked a moment").click()
    look(ana, "evidence-cite")
    ana.get_by_label("What happened").fill("They see that the replica lags.")
    ana.get_by_role("button", name="Add the moment").click()
    expect(ana.locator(".narrative-what", has_text="They see that the replica lags.")).to_be_visible()


def sees_lanes(ana: Page, ben: Page, incident: str, look: Callable[[Page, str], None]) -> None:
    """Side by side on a laptop; on a phone one lane at a time, chosen by a button."""
    ana.get_by_role("link", name="Points of view side by side").click()
    lanes = ana.get_by_role("table")
    expect(lanes.get_by_role("columnheader", name="Ben Okafor")).to_be_visible()
    moment = lanes.get_by_role("link", name="They see that the replica lags.")
    expect(moment).to_be_visible()
    look(ana, "lanes")
    ana.get_by_text("Choose whose").click()
    ana.get_by_label("Ben Okafor").check()
    ana.get_by_role("button", name="Show these").click()
    expect(lanes.get_by_role("columnheader")).to_have_count(2)
    lanes.get_by_role("link", name="1 message").first.click()
    expect(ana.locator("#here + .evidence-row")).to_contain_text("The replica lags behind")
    ben.goto(f"{incident}lanes/")
    ben.get_by_role("navigation", name="Whose lane").get_by_role("link", name="Ben Okafor").click()
    expect(ben.locator("thead th:visible")).to_have_count(2)
    expect(ben.locator("thead th:visible").last).to_contain_text("Ben Okafor")
    look(ben, "lanes-phone")


def takes_out(ana: Page, look: Callable[[Page, str], None]) -> None:
    """The wrong channel, say: what goes and what stays is told first."""
    ana.get_by_role("link", name="Evidence", exact=True).click()
    ana.get_by_role("link", name="export brought in").click()
    ana.get_by_role("link", name="Take this import out again").click()
    expect(ana.get_by_text("2 messages go.")).to_be_visible()
    expect(ana.get_by_text("1 message stays withdrawn")).to_be_visible()
    look(ana, "evidence-take-out")
    ana.get_by_role("button", name="Take it out").click()
    expect(ana.get_by_text("Ana Ferreira took it out again")).to_be_visible()
    expect(ana.get_by_text("1 message stays")).to_be_visible()


def orders(ana: Page) -> None:
    """A moment without a time finds its place by the keyboard, and by dragging it; both stay after a reload."""
    ana.get_by_role("link", name="Add a moment").click()
    ana.get_by_label("What happened").fill("Somebody rang.")
    ana.locator("main form button.button-primary").click()
    told, rang = ana.locator(".narrative-what"), ana.locator("li[data-event]", has_text="Somebody rang.")
    expect(told.last).to_have_text("Somebody rang.")
    rang.get_by_role("button", name="Earlier").press("Enter")
    expect(told.last).not_to_have_text("Somebody rang.")
    expect(ana.locator("*:focus")).to_have_text("Earlier: Somebody rang.")
    expect(rang.locator(".order-handle")).to_be_visible()
    expect(ana.locator(".htmx-request")).to_have_count(0)  # notes that still arrive would push the rows under the mouse
    place = told.all_inner_texts().index("Somebody rang.")
    rang.locator(".order-handle").drag_to(
        rang.locator("xpath=preceding-sibling::li[1]"), target_position={"x": 200, "y": 4}
    )
    expect(told.nth(place - 1)).to_have_text("Somebody rang.")
    ana.reload()
    expect(told.nth(place - 1)).to_have_text("Somebody rang.")


def test_an_incident_that_was_opened_by_mistake_is_taken_away(
    be: Callable[..., Page], look: Callable[[Page, str], None]
) -> None:
    ana = be("ana")
    ana.goto("/incidents/new/")
    ana.get_by_label("Title").fill("Opened twice")
    ana.get_by_role("button", name="Open the incident").click()
    ana.get_by_role("link", name="Edit", exact=True).click()
    ana.get_by_role("link", name="Take this incident away").click()
    expect(ana.get_by_text("Nothing but its title and facts is written down yet.")).to_be_visible()
    look(ana, "incident-take-away")
    ana.get_by_role("button", name="Take it away").click()
    expect(ana).to_have_url(re.compile(r"/incidents/$"))
    ana.reload()
    expect(ana.get_by_role("link", name="Open an incident")).to_be_visible()
    expect(ana.get_by_text("Opened twice")).to_have_count(0)
