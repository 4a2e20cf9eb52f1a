"""From a message of that night to a moment, to the words of the document, to a numbered note in the report and on paper."""

from collections.abc import Callable
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

pytestmark = pytest.mark.journey
TITLE = "GitLab.com database outage"
EARLIER = "Login codes refused"
Look = Callable[[Page, str], None]


def opens(page: Page, place: str, title: str) -> str:
    page.goto(place)
    page.get_by_role("link", name=title).first.click()
    return page.url


def test_a_message_becomes_a_moment_and_a_note_of_the_document(be: Callable[..., Page], look: Look) -> None:
    ana = be("ana")
    incident = opens(ana, "/incidents/", TITLE)
    ana.get_by_role("link", name="Evidence", exact=True).click()
    look(ana, "story-evidence")
    cites(ana)
    review = opens(ana, "/reviews/", TITLE)
    ana.goto(f"{review}interviews/")
    look(ana, "story-interviews")
    inserts(ana, review)
    look(ana, "story-document")
    changes(ana, incident, review)
    paper = ana.context.request.get(f"{review}document/document.pdf").body()
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages).split())
    assert "Whether the copy hangs 22:31 UTC (23:31 CET)" in text
    assert "Nobody there has seen this tool be silent before." in text
    assert "does it always do that" in text


def cites(ana: Page) -> None:
    ana.locator(".evidence-row", has_text="prints nothing").get_by_role("checkbox").first.check()
    ana.get_by_role("button", name="Make what is marked a moment").click()
    ana.get_by_label("What happened").fill("Nobody there knows whether a silent copy is a good copy.")
    ana.get_by_role("button", name="Add the moment").click()
    expect(ana.locator(".narrative-what", has_text="Nobody there knows whether")).to_be_visible()


def inserts(ana: Page, review: str) -> None:
    """With a keyboard and a script: around the words that are selected."""
    ana.goto(f"{review}document/edit/")
    ana.locator("#id_text").evaluate("field => field.setSelectionRange(field.value.length, field.value.length)")
    ana.get_by_text("Insert a moment from the timeline").click()
    chosen = ana.locator("#insert_moment option", has_text="Nobody there knows").get_attribute("value")
    ana.select_option("#insert_moment", chosen)
    ana.locator("#id_text").evaluate(
        "field => { field.setRangeText('Whether the copy hangs', field.value.length, field.value.length, 'select'); }"
    )
    ana.get_by_role("button", name="Put it into the text").click()
    assert f"[Whether the copy hangs](#from-event-{chosen})" in ana.input_value("#id_text")
    expect(ana.locator("#preview .moment-notes")).to_contain_text("does it always do that")
    ana.get_by_role("button", name="Save and read").click()
    expect(ana.locator("#text")).to_contain_text("Whether the copy hangs")
    expect(ana.locator("main .moment-notes")).to_contain_text("does it always do that")


def changes(ana: Page, incident: str, review: str) -> None:
    """On the timeline, and the document shows it."""
    ana.goto(incident)
    ana.get_by_role("link", name="Edit Nobody there knows").click()
    ana.get_by_label("What happened").fill("Nobody there has seen this tool be silent before.")
    with ana.expect_navigation():
        ana.locator("main form button.button-primary").click()
    ana.goto(f"{review}document/")
    expect(ana.locator("main .moment-notes")).to_contain_text("Nobody there has seen this tool be silent before.")
    number = ana.locator("#text .moment-now").last.get_attribute("data-note")
    ana.locator("#text .moment-now").last.click()
    expect(ana.locator(f"#note-{number}")).to_be_in_viewport()


def test_a_published_report_has_its_notes_on_the_page_and_on_paper(be: Callable[..., Page], look: Look) -> None:
    mira = be("mira", phone=True)
    review = opens(mira, "/reviews/", EARLIER)
    mira.goto(f"{review}report/")
    expect(mira.locator(".report-notes")).to_contain_text("both hosts say they are in time")
    expect(mira.locator("main")).not_to_contain_text("Ben Okafor")
    look(mira, "story-report-phone")
    mira.goto(f"{review}report/pdf/")
    make, take = mira.get_by_role("button", name="Make the PDF"), mira.get_by_role("link", name="Download the PDF")
    if make.is_visible():
        make.click()
    expect(take).to_be_visible(timeout=60_000)
    paper = mira.context.request.get(f"{review}report/report.pdf").body()
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages).split())
    assert "both hosts say they are in time" in text
