"""The part of the story after the meeting: Cleo answers on her phone, the result is sealed, Mira looks at the trends."""

import csv
import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journey.meeting import PATIENCE

Look = Callable[[Page, str], None]


def answers_on_a_phone(cleo: Page, look: Look) -> None:
    """One question a screen; a tap chooses and goes on. What is left open is said at once, and a lost connection loses nothing."""
    mail = cleo.get_by_role("link", name="How was the learning review?")
    until = time.monotonic() + 60
    while not mail.count():  # the survey is opened by a sweep; the mailbox does not change by itself
        assert time.monotonic() < until, "the survey's mail did not come within a minute"
        cleo.goto("/messages/mail/?to=cleo@example.org")
    mail.first.click()
    link = cleo.frame_locator(".mail-frame").get_by_role("link", name="Answer").first
    cleo.goto(link.get_attribute("href") or "")
    expect(cleo.get_by_text("1 of 5")).to_be_visible()
    look(cleo, "cleo-survey")
    cleo.get_by_role("button", name="Next").click()
    expect(cleo.locator("fieldset:visible .field-error")).to_have_text("Choose one of the five.")
    expect(cleo.get_by_text("1 of 5")).to_be_visible()
    for number in range(1, 5):
        expect(cleo.get_by_text(f"{number} of 5")).to_be_visible()
        cleo.locator("fieldset:visible input[value='4']").click()
    cleo.get_by_label("Anything else?").fill("I learned what the others saw.")
    look(cleo, "cleo-survey-text")
    cleo.context.set_offline(True)
    cleo.get_by_role("button", name="Send my answer").click()
    expect(cleo.get_by_text("The server cannot be reached.")).to_be_visible()
    expect(cleo.get_by_label("Anything else?")).to_have_value("I learned what the others saw.")
    cleo.context.set_offline(False)
    cleo.get_by_role("button", name="Send my answer").click()
    expect(cleo.get_by_role("heading", name="Thank you")).to_be_visible()
    look(cleo, "cleo-thanks")


def sees_the_result(ana: Page, look: Look, review: str) -> None:
    ana.goto(review)
    expect(ana.get_by_text("Nothing is shown before")).to_be_visible(timeout=PATIENCE)
    with ana.expect_navigation():
        ana.get_by_role("button", name="survey closed").click()
    ana.goto(review)
    ana.get_by_role("link", name="The whole result").click()
    expect(ana.get_by_text("7 answers of 8 who were there")).to_be_visible()
    expect(ana.get_by_text("I learned what the others saw.")).to_be_visible()
    look(ana, "ana-result")


def sees_the_trends(mira: Page, look: Look) -> None:
    mira.get_by_role("link", name="Trends").click()
    expect(mira.get_by_text("from 56 answers")).to_be_visible()
    expect(mira.get_by_text("Days from incident to report").first).to_be_visible()
    expect(mira.locator("svg.chart")).to_have_count(15)
    mark = mira.locator(".chart-mark").last
    mark.focus()
    look(mira, "mira-trends")
    mira.get_by_text("As a table").first.click()
    expect(mira.get_by_role("columnheader", name="Mean of 5").first).to_be_visible()
    with mira.expect_download() as download:
        mira.get_by_role("link", name="Download CSV").click()
    rows = list(csv.DictReader(download.value.path().read_text().splitlines()))
    assert len([row for row in rows if row["what"] == "score"]) == 8
