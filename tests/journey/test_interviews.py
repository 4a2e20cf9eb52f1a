"""A chat from the question to the agreed words in the document, in two people's browsers."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey
SAID = "Both prompts looked the same."


def test_a_chat_from_the_question_to_the_agreed_words(
    be: Callable[..., Page], look: Callable[[Page, str], None]
) -> None:
    ana = be("ana")
    ana.goto("/reviews/")
    ana.get_by_role("link", name="GitLab.com database outage").first.click()
    review = ana.url
    ana.get_by_role("link", name="Interviews: who to talk to next").click()
    look(ana, "interviews")
    ana.locator("li", has_text="Ben Okafor").get_by_role("link", name="Ask for a chat").click()
    ana.fill("[name=first]", f"{ana.input_value('[name=until]')}T10:00")
    ana.get_by_role("button", name="Send to Ben").click()
    ana.get_by_role("link", name="Ben Okafor").click()
    ana.get_by_role("link", name="Write notes").click()
    ana.fill("#id_text", f"{SAID}\n\nAfraid of blame.")
    ana.locator("#id_text").press("Control+End")
    for _ in "Afraid of blame.":
        ana.keyboard.press("Shift+ArrowLeft")
    ana.get_by_role("button", name="Off the record").click()
    expect(ana.locator("#saved")).to_contain_text("Saved")
    expect(ana.locator(".off-record")).to_contain_text("Afraid of blame.")
    look(ana, "interview-notes")
    ana.get_by_role("button", name="Save and read").click()
    ana.get_by_label("The words you would like to use").fill(SAID)
    ana.get_by_role("button", name="Ask Ben").click()
    look(ana, "interview")

    ben = be("ben", phone=True)
    ben.get_by_role("link", name="May I quote this?").click()
    expect(ben.locator("main")).not_to_contain_text("Afraid of blame.")
    look(ben, "my-chat")
    ben.get_by_role("button", name="Yes, without my name").click()
    expect(ben.locator("article.part .badge")).to_have_text("yes, without the name")

    ana.goto(f"{review}document/edit/")
    ana.get_by_text("2 passages that may be quoted").click()
    ana.locator("article", has_text=SAID).get_by_role("button", name="Put it where I write").click()
    assert f"> {SAID}\n>\n> somebody who was there" in ana.input_value("#id_text")
