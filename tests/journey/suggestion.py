"""The suggestion's part of the story: Ben puts a passage otherwise, Ana accepts it, Ben's open page hears of it."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

Look = Callable[[Page, str], None]


def suggests(ben: Page, look: Look, review: str, select: str) -> None:
    ben.goto(f"{review}document/")
    ben.locator("#text p").nth(1).evaluate(select)
    ben.keyboard.press("s")
    field = ben.get_by_label("Your wording, in Markdown")
    expect(field).to_have_value(ben.locator("#text p").nth(1).inner_text())
    field.fill("As it looked that night: " + field.input_value())
    look(ben, "ben-suggest")
    ben.keyboard.press("Control+Enter")
    expect(ben.locator(".change ins")).to_contain_text("As it looked that night:")
    look(ben, "ben-suggested")


def accepts(ana: Page, ben: Page, look: Look, review: str) -> None:
    ana.goto(f"{review}document/")
    ana.get_by_role("button", name="Accept").click()
    expect(ana.locator("#text")).to_contain_text("As it looked that night:")
    expect(ana.get_by_text("with a suggestion by Ben")).to_be_visible()
    look(ana, "ana-accepted")
    expect(ben.get_by_text("A newer text was saved.")).to_be_visible()  # without a reload
