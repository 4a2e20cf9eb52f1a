"""A comment on a paragraph in Chromium, by keyboard alone, and from the passage back to its comment."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey


def test_a_paragraph_is_commented_on_without_a_mouse(
    be: Callable[..., Page], look: Callable[[Page, str], None]
) -> None:
    ben = be("ben")
    review = ben.locator("main a[href^='/reviews/']").first.get_attribute("href") or ""
    ben.goto("/".join(review.split("/")[:3]) + "/document/")
    ben.keyboard.press("p")
    ben.keyboard.press("ArrowDown")
    link = ben.locator("a.block-link:focus")
    expect(link).to_have_accessible_name(
        "Comment on this paragraph: “This document tells how GitLab.com database outage looked …”"
    )
    ben.keyboard.press("Enter")
    expect(ben.locator("#new-thread [data-chosen]")).to_contain_text("This document tells how")
    ben.keyboard.type("Without a mouse")
    ben.keyboard.press("Tab")
    ben.keyboard.press("Enter")
    expect(ben.locator(".thread.active")).to_contain_text("Without a mouse")
    expect(ben.locator("#text mark").first).to_have_text("This document tells how ")
    look(ben, "ben-paragraph")
    ben.locator("a.passage-link").first.focus()
    ben.keyboard.press("Enter")
    expect(ben.locator(".thread.active")).to_be_focused()
