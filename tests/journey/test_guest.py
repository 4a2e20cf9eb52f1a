"""A guest without an account in the room: by code on a phone, asked what everybody is asked, heard with their question."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journey.conftest import PHONE

pytestmark = pytest.mark.journey
LONG = "x" * 140


def come_in(browser: Browser, address: str, code: str) -> Page:
    page = browser.new_context(viewport=PHONE, base_url=address).new_page()
    page.route("**/guest/regions/", lambda asked: asked.abort())  # the stream alone brings what is new
    page.goto("/reviews/join/")
    page.get_by_label("Code").fill(code)
    page.locator("main button").click()
    page.get_by_label("Your name").fill("Gil")
    page.locator("main button").click()
    return page


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def test_a_guest_takes_part(
    browser: Browser, address: str, be: Callable[..., Page], look: Callable[[Page, str], None]
) -> None:
    ana = be("ana")
    ana.get_by_role("button", name="the meeting").click()
    ana.goto("/reviews/")
    ana.get_by_role("link", name="GitLab.com database outage").first.click()
    ana.goto(f"{ana.url}room/desk/")
    ana.get_by_role("button", name="Open the room").click()
    ana.locator("#guests-button").click()
    guest = come_in(browser, address, ana.locator(".room-code").inner_text())
    expect(guest.get_by_text("You are here as Gil")).to_be_visible()
    ana.locator("#rules-next").click()
    expect(guest.get_by_text("Ground rule 1 of")).to_be_visible()
    ana.locator("#rules-ask").click()
    guest.locator("#rules-agree").click()
    expect(guest.get_by_text("You agreed to the ground rules")).to_be_visible()
    question = guest.locator("#guest-asks textarea")
    question.fill(f"Why {LONG}?")
    guest.locator("#guest-ask").click()
    expect(ana.locator("#desk-questions").get_by_text("Gil (guest)")).to_be_visible()
    expect(guest.locator("#guest-mine").get_by_text(LONG).first).to_be_visible()
    question.fill("half typed")
    guest.locator("[data-question]").click()
    expect(guest.locator("[data-question]")).to_have_attribute("aria-pressed", "true")
    expect(question).to_have_value("half typed")  # what is typed outlives every change
    assert fits(guest)
    look(guest, "guest")
    ana.goto(ana.url.replace("desk/", "desk/closing/"))
    ana.get_by_role("button", name="Ask the room: was yours answered?").click()
    expect(guest.get_by_text("Was yours answered?")).to_be_visible()
    assert fits(ana)
    look(ana, "closing")
