"""The sample story in Chromium: Ana prepares a review, Ben comments, the document goes out in time, Cleo votes on a phone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journey import after, meeting, suggestion

pytestmark = pytest.mark.journey
Be = Callable[..., Page]
Look = Callable[[Page, str], None]
TITLE = "GitLab.com database outage"
SELECT = """p => { const r = document.createRange(); r.selectNodeContents(p); const s = getSelection();
    s.removeAllRanges(); s.addRange(r); document.dispatchEvent(new Event('selectionchange')); }"""


def review_of(page: Page) -> str:
    page.goto("/reviews/")
    page.get_by_role("link", name=TITLE).first.click()
    return page.url


def looks_at_the_incident(ana: Page, look: Look) -> None:
    look(ana, "ana-home")
    ana.goto("/incidents/")
    ana.get_by_role("link", name=TITLE).click()
    expect(ana.get_by_role("heading", name="Narrative")).to_be_visible()
    expect(ana.get_by_role("heading", name="Learning review")).to_be_visible()
    look(ana, "ana-incident")


def looks_at_the_review(ana: Page, look: Look, review: str) -> None:
    look(ana, "ana-review")
    ana.goto(f"{review}agenda/")
    look(ana, "ana-agenda")
    ana.goto(f"{review}document/")
    expect(ana.get_by_role("heading", level=1)).to_contain_text(TITLE)
    ana.get_by_role("link", name="Write", exact=True).click()
    look(ana, "ana-editor")


def writes_on_a_train(ana: Page) -> None:
    """What is typed while the connection is lost stays in the page, whatever is pressed, and is saved once it is back."""
    ana.context.set_offline(True)
    ana.locator("#id_text").press("Control+End")
    ana.keyboard.type("\n\nWritten on a train.\n")
    ana.get_by_role("button", name="Save and read").click()
    expect(ana.get_by_text("What you typed is still here and is tried again.")).to_be_visible()
    expect(ana.locator("#id_text")).to_have_value(re.compile(r"Written on a train\.\s*$"))
    ana.context.set_offline(False)
    ana.get_by_role("button", name="Save and read").click()
    expect(ana.locator("#text")).to_contain_text("Written on a train.")


def comments(ben: Page, look: Look, review: str) -> None:
    ben.goto(f"{review}document/")
    expect(ben.get_by_role("link", name="Write", exact=True)).to_have_count(0)
    ben.locator("#text p").first.evaluate(SELECT)
    ben.keyboard.press("c")
    field = ben.locator("textarea[name=text]:visible").first
    field.fill("From where I sat this looked different.")
    ben.context.set_offline(True)
    field.press("Control+Enter")
    expect(ben.get_by_text("What you wrote is still here; try again in a moment.")).to_be_visible()
    expect(field).to_have_value("From where I sat this looked different.")
    ben.context.set_offline(False)
    field.press("Control+Enter")
    expect(ben.locator("#margin").get_by_role("paragraph").filter(has_text="From where I sat")).to_be_visible()
    look(ben, "ben-comment")


def sends_it(ana: Page, look: Look, review: str) -> None:
    ana.goto(f"{review}ready/")
    look(ana, "ana-ready")
    ana.get_by_role("button", name="Send to 9 people").click()
    ana.get_by_role("button", name="3 days before").click()
    sees_that_all_was_sent(ana, review)
    look(ana, "ana-people")


def sees_that_all_was_sent(ana: Page, review: str) -> None:
    """The page does not change by itself, and when it is loaded the last mail may still be in the server's hand."""
    sent = ana.locator(".badge-ok", has_text="sent")
    for _look in range(20):
        ana.goto(f"{review}people/")
        if sent.count() == 9:
            return
    expect(sent).to_have_count(9)


def reads_on_a_phone(cleo: Page, look: Look, review: str) -> None:
    expect(cleo.get_by_text("Read the document and comment on it")).to_be_visible()
    look(cleo, "cleo-home")
    cleo.goto(f"{review}document/")
    expect(cleo.locator("#text")).to_be_visible()
    look(cleo, "cleo-document")
    cleo.goto("/messages/mail/")
    expect(cleo.get_by_text("To read before the meeting").first).to_be_visible()


def test_a_review_is_prepared_sent_and_held(be: Be, look: Look) -> None:
    ana = be("ana")
    looks_at_the_incident(ana, look)
    review = review_of(ana)
    looks_at_the_review(ana, look, review)
    writes_on_a_train(ana)
    ben = be("ben")
    comments(ben, look, review)
    suggestion.suggests(ben, look, review, SELECT)
    suggestion.accepts(ana, ben, look, review)
    sends_it(ana, look, review)
    cleo = be("cleo", phone=True)
    reads_on_a_phone(cleo, look, review)
    meeting.opens_the_room(ana, review)
    meeting.votes(ana, cleo, look, review, others=6)
    meeting.reveals_and_ends(ana, cleo, look)
    after.answers_on_a_phone(cleo, look)
    after.sees_the_result(ana, look, review)
    after.sees_the_trends(be("mira"), look)


def test_the_report_is_a_pdf(be: Be) -> None:
    ana = be("ana")
    answer = ana.context.request.get(f"{review_of(ana)}document/document.pdf")
    assert answer.body()[:5] == b"%PDF-"
