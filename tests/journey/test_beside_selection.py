"""The buttons beside a selection in Chromium: what they offer, to whom, and what they become while a comment waits for its words."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.journey

SELECT = """(paragraph) => {
  getSelection().selectAllChildren(paragraph);
  paragraph.scrollIntoView({ block: "center" });
}"""


def document(page: Page) -> None:
    review = page.locator("main a[href^='/reviews/']").first.get_attribute("href") or ""
    page.goto("/".join(review.split("/")[:3]) + "/document/")


def beside(page: Page, paragraph: int) -> list[str]:
    page.locator("#text p").nth(paragraph).evaluate(SELECT)
    expect(page.locator("#comment-button")).to_be_visible()
    return page.locator("#comment-button button:visible").all_inner_texts()


def more_is_on_the_screen(phone: Page) -> None:
    phone.locator("main details.menu > summary").click()
    for name in ("History", "Your part", "PDF", "Bring in comments"):
        link = phone.get_by_role("link", name=name, exact=True)
        box = link.bounding_box()
        assert box, name
        assert 0 <= box["x"] <= 390 - box["width"], name
    phone.keyboard.press("Escape")


def names_cover_no_button(ana: Page) -> None:
    """Typing @ offers names between the field and the buttons."""
    ana.keyboard.type("@")
    names = ana.locator(".names")
    expect(names).to_be_visible()
    above, below = names.bounding_box(), ana.locator("#new-thread button[type=submit]").bounding_box()
    assert above
    assert below
    assert above["y"] + above["height"] <= below["y"]
    ana.keyboard.press("Escape")
    expect(names).to_have_count(0)
    ana.keyboard.press("Backspace")


def without_its_paragraph(ana: Page) -> None:
    """Ana writes, and takes the paragraph out that was commented on."""
    gone = ana.locator("#text p").nth(1).inner_text()[:40]
    ana.get_by_role("link", name="Write", exact=True).click()
    ana.wait_for_url("**/document/edit/")  # with its scripts: what is typed before them is warned of nowhere
    field = ana.locator("#id_text")
    paragraphs = field.input_value().split("\n\n")
    kept = [one for one in paragraphs if not one.startswith(gone)]
    assert len(kept) == len(paragraphs) - 1
    field.fill("\n\n".join(kept))
    expect(ana.get_by_text("This removes the text of 1 comment:")).to_be_visible()
    ana.get_by_role("button", name="Save and read").click()
    ana.get_by_role("button", name="Save without the text of 1 comment").click()


def test_what_is_offered_beside_a_selection_and_while_a_comment_waits_for_its_words(be: Callable[..., Page]) -> None:
    ana, ben, phone = be("ana"), be("ben"), be("ana", phone=True)
    for page in (ana, ben, phone):
        document(page)
    assert beside(ben, 1) == ["Comment", "Suggest"]
    assert beside(phone, 1) == ["Comment", "Suggest", "About a person…"]
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert beside(ana, 1) == ["Comment", "Suggest", "About a person…"]
    more_is_on_the_screen(phone)
    ana.get_by_role("button", name="Comment", exact=True).click()
    names_cover_no_button(ana)
    ana.keyboard.type("Which outage is it?")
    ana.keyboard.press("Control+Enter")
    expect(ana.locator(".thread.active")).to_contain_text("Which outage is it?")
    without_its_paragraph(ana)
    ana.locator("#removed summary").first.click()
    ana.get_by_role("link", name="Attach to other words").click()
    assert beside(ana, 0) == ["Attach here"]
    ana.keyboard.press("Escape")
    assert beside(ana, 1) == ["Comment", "Suggest", "About a person…"]
    ana.get_by_role("link", name="Attach to other words").click()
    assert beside(ana, 0) == ["Attach here"]
    ana.get_by_role("button", name="Attach here").click()
    expect(ana.get_by_text("The comment is on these words now.")).to_be_visible()
    expect(ana.locator("#text p").first.locator("mark").first).to_be_visible()


def test_whoever_accepts_a_suggestion_stays_where_they_read(be: Callable[..., Page]) -> None:
    ana, ben = be("ana"), be("ben")
    document(ben)
    ben.locator("#text p").last.evaluate(SELECT)
    ben.keyboard.press("s")
    ben.get_by_label("Your wording, in Markdown").fill("What would we still like to know?")
    ben.keyboard.press("Control+Enter")
    expect(ben.locator(".change ins").first).to_be_visible()
    document(ana)
    accept = ana.get_by_role("button", name="Accept")
    accept.scroll_into_view_if_needed()
    read = ana.evaluate("scrollY")
    assert read > 600
    accept.click()
    expect(ana.locator("#toasts")).to_contain_text("Accepted.")
    expect(ana.get_by_text("What would we still like to know?")).to_be_in_viewport()


def test_a_card_that_is_exchanged_breaks_no_rule_of_the_page(be: Callable[..., Page]) -> None:
    """The answer to a reply takes the card's place; its height beside the text is not taken along as inline style."""
    ben = be("ben")
    said: list[str] = []
    ben.on("console", lambda message: said.append(message.text))
    document(ben)
    beside(ben, 2)  # the tests here share one document and run in any order: each has a paragraph of its own
    ben.get_by_role("button", name="Comment", exact=True).click()
    ben.keyboard.type("One")
    ben.keyboard.press("Control+Enter")
    card = ben.locator(".thread.active")
    expect(card).to_contain_text("One")
    expect(ben.locator(".htmx-request, .htmx-settling")).to_have_count(0)
    card.locator("details.answer > summary").click()
    ben.keyboard.press("Tab")
    ben.keyboard.type("Two")
    ben.keyboard.press("Control+Enter")
    expect(card).to_contain_text("Two")
    a_long_one_is_folded(ben, card)
    assert said == []


def a_long_one_is_folded(ben: Page, card: Locator) -> None:
    """Twelve lines of it, until somebody wants the rest."""
    expect(ben.locator(".htmx-request, .htmx-settling")).to_have_count(0)
    card.locator("details.answer > summary").click()
    ben.keyboard.press("Tab")
    ben.keyboard.insert_text("\n\n".join(f"Line {number}" for number in range(1, 31)))
    ben.keyboard.press("Control+Enter")
    last, more = card.get_by_text("Line 30", exact=True), card.get_by_text("Show all of it")
    expect(more).to_be_visible()
    expect(ben.locator(".htmx-request, .htmx-settling")).to_have_count(0)
    more.scroll_into_view_if_needed()
    expect(last).not_to_be_in_viewport()
    more.click()
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport()
