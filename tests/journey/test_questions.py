"""In a browser: a question and a wish to hear it, a rabbit hole, and a close that asks before it ends."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey
PATIENCE = 20_000  # milliseconds


def test_what_is_asked_and_parked_on_phones_is_not_lost_at_the_desk(
    be: Callable[..., Page], look: Callable[[Page, str], None]
) -> None:
    ana, ben, cleo = be("ana"), be("ben", phone=True), be("cleo", phone=True)
    ana.goto("/reviews/")
    ana.get_by_role("link", name="GitLab.com database outage").first.click()
    review = ana.url
    ana.get_by_role("button", name="the meeting", exact=True).click()
    ana.goto(f"{review}room/desk/")
    cleo.goto(f"{review}room/")
    expect(cleo.get_by_role("button", name="Park", exact=True)).to_have_count(0)
    ana.get_by_role("button", name="Open the room").click()
    ben.goto(f"{review}room/")
    has_a_private_word(ana, cleo)
    asks_and_wishes(ben, cleo)
    look(cleo, "cleo-questions")
    parks(ben, cleo)
    closes(ana, cleo, look)


def has_a_private_word(ana: Page, cleo: Page) -> None:
    """Cleo's page waited for the opening, and has since what the meeting brings."""
    expect(cleo.get_by_role("button", name="Park", exact=True)).to_be_visible()
    cleo.get_by_role("button", name="A private word").click()
    cleo.get_by_role("button", name="Slow down").click()
    expect(cleo.get_by_text("The facilitators see this now")).to_be_visible()
    expect(ana.get_by_text("Private, for facilitators")).to_be_visible()
    cleo.get_by_role("button", name="Close", exact=True).click()


def asks_and_wishes(ben: Page, cleo: Page) -> None:
    cleo.get_by_role("button", name="Ask", exact=True).click()
    cleo.get_by_label("Your question").fill("Why did both prompts look the same?")
    cleo.get_by_role("button", name="Ask it", exact=True).click()
    expect(cleo.locator("dialog[open]")).to_have_count(0)
    wish = ben.locator("[data-question]")
    for pressed, count in [("true", "1"), ("false", "0"), ("true", "1")]:
        wish.click()
        expect(wish).to_have_attribute("aria-pressed", pressed)
        expect(wish.locator("b")).to_have_text(count)


def parks(ben: Page, cleo: Page) -> None:
    """One tap asks, one answers; after ten seconds the result comes by itself."""
    cleo.get_by_role("button", name="Is this a rabbit hole?").click()
    expect(cleo.locator("#rabbit-point")).to_be_focused()
    ben.locator("#rabbit-park").click()
    expect(ben.locator("#rabbit-park")).to_have_attribute("aria-pressed", "true")
    for page in (ben, cleo):
        expect(page.get_by_text("The room parked it.")).to_be_visible(timeout=PATIENCE)


def closes(ana: Page, cleo: Page, look: Callable[[Page, str], None]) -> None:
    ana.get_by_role("button", name="End the meeting").first.click()
    ana.locator("dialog[open]").get_by_role("button", name="Go to the close").click()
    ana.get_by_role("button", name="was yours answered?").click()
    look(ana, "ana-closing")
    cleo.get_by_role("button", name="Yes, it was").click()
    expect(ana.get_by_text("its author says: answered")).to_be_visible()
    ana.get_by_role("button", name="Decide later").click()
    expect(ana.get_by_role("heading", name="Record of the meeting")).to_be_visible()
    look(ana, "ana-record")
