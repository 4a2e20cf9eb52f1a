"""In a browser: one meeting at the desk, on two phones and on the stage at once, and what is private stays where it belongs."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.journey import meeting, pacing

pytestmark = pytest.mark.journey
Look = Callable[[Page, str], None]
SLEEP, REST, GOSSIP = "Sleep in long nights", "Rest after long nights", "Who was careless"
PRIVATE = (
    "You are next",
    "which you come for",
    "This feels like blame",
    "asked in private",
    "Private, for facilitators",
)


@dataclass
class Pages:
    """The desk is Ana's, the stage her second page; Ben and Cleo have phones."""

    review: str
    desk: Page
    stage: Page
    ben: Page
    cleo: Page


def shows_nothing_private(page: Page, *more: str) -> None:
    shown = page.locator("body").inner_text()
    assert [words for words in (*PRIVATE, *more) if words in shown] == []


@pytest.fixture
def pages(be: Callable[..., Page]) -> Pages:
    ana, ben, cleo = be("ana"), be("ben", phone=True), be("cleo", phone=True)
    ana.get_by_role("button", name="the meeting").click()
    ana.goto("/reviews/")
    ana.get_by_role("link", name="GitLab.com database outage").first.click()
    return Pages(ana.url, ana, ana.context.new_page(), ben, cleo)


def test_a_whole_meeting(pages: Pages, look: Look) -> None:
    they_say_who_tells_what(pages)
    opens(pages)
    pacing.shows_an_overrun_while_it_lasts(pages.desk, pages.review)
    thoughts_are_merged_and_hidden(pages)
    a_private_word(pages)
    the_connection_is_lost_and_found(pages)
    the_narrative_is_told(pages, look)
    hands_over(pages)
    ends_with_something_open(pages, look)


def they_say_who_tells_what(on: Pages) -> None:
    """Ben would tell his first moment, and be asked in private about his second; Cleo comes for the narrative."""
    on.ben.goto(f"{on.review}your-part/")
    for number, answer in enumerate(("yes", "ask")):
        button = on.ben.locator(f".willing button[id$='-{answer}']").nth(number)
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
    on.cleo.goto(f"{on.review}room/")
    on.cleo.get_by_text("Come for a part of the meeting").click()
    narrative = on.cleo.get_by_role("button", name="I come for this Narrative")
    narrative.click()
    expect(narrative).to_have_attribute("aria-pressed", "true")


def opens(on: Pages) -> None:
    meeting.prepares_the_vote(on.desk, on.review)
    expect(on.desk.get_by_text("Cleo Martin comes for Narrative.")).to_be_visible()
    expect(on.desk.get_by_role("heading", name="Ask privately before the meeting")).to_be_visible()
    on.desk.get_by_role("button", name="Open the room").click()
    on.stage.goto(f"{on.review}room/stage/")
    on.ben.goto(f"{on.review}room/")
    expect(on.stage.get_by_role("heading", name="Opening remarks")).to_be_visible()
    expect(on.stage.get_by_text("min in all")).to_be_visible()
    on.desk.get_by_role("button", name="Open the vote").click()
    # The button that did its work is another one now, and whoever works by keyboard is still at it.
    expect(on.desk.get_by_role("button", name="Reveal the result")).to_be_focused()


def thoughts_are_merged_and_hidden(on: Pages) -> None:
    for page, text in ((on.cleo, SLEEP), (on.ben, REST), (on.cleo, GOSSIP)):
        page.get_by_text("Something else").click()
        page.get_by_label("Talking point").fill(text)
        page.get_by_role("button", name="Add it for everyone").click()
        expect(page.locator(".room-choice", has_text=text)).to_be_visible()
    puts_aside(on.desk, SLEEP, "It says the same.", into=REST)
    puts_aside(on.desk, GOSSIP, "It names a person instead of the work.")
    expect(on.cleo.locator(".room-choice")).to_have_count(5)
    on.cleo.get_by_text("2 points were put aside").click()
    expect(on.cleo.get_by_text("It names a person instead of the work.")).to_be_visible()
    expect(on.cleo.locator(".room-choice", has_text=REST).get_by_text("came late")).to_be_visible()
    for words in (SLEEP, REST, GOSSIP):
        shows_nothing_private(on.stage, words)
    asked: list[str] = []
    on.ben.on("request", lambda request: asked.append(request.url))
    voted = on.stage.locator("[data-region='poll'] .room-count").inner_text()
    on.cleo.locator(".room-choice", has_text=REST).click()
    expect(on.cleo.locator(".room-choice", has_text=REST)).to_have_attribute("aria-pressed", "true")
    for page in (on.stage, on.ben):
        expect(page.locator("[data-region='poll'] .room-count").first).not_to_have_text(voted)
    # The count came by the stream; hundreds of pages do not each ask for their own part at every vote of somebody.
    assert [url for url in asked if url.endswith("/vote/mine/")] == []


def puts_aside(desk: Page, text: str, because: str, into: str = "") -> None:
    desk.get_by_role("link", name=f"Hide or merge {text}").click()
    desk.get_by_label("Why", exact=True).fill(because)
    if into:
        desk.get_by_label("Goes into").select_option(label=into)
    desk.get_by_role("button", name="Hide it, or merge").click()
    expect(desk.get_by_role("link", name=f"Hide or merge {text}")).to_have_count(0)


def a_private_word(on: Pages) -> None:
    on.cleo.get_by_role("button", name="A private word").click()
    on.cleo.get_by_role("button", name="This feels like blame").click()
    expect(on.cleo.get_by_text("The facilitators see this now")).to_be_visible()
    on.cleo.get_by_role("button", name="Close", exact=True).click()
    expect(on.desk.locator("#desk-signals").get_by_text("This feels like blame", exact=True)).to_be_visible()
    expect(on.desk.get_by_role("link", name="1 private word")).to_be_visible()
    shows_nothing_private(on.stage)
    shows_nothing_private(on.ben, "Cleo Martin")
    on.desk.get_by_role("button", name="I have seen it").click()
    expect(on.desk.get_by_role("link", name="1 private word")).to_have_count(0)


def the_connection_is_lost_and_found(on: Pages) -> None:
    """What could not be sent is said, and the word goes when the connection is back; what could not be fetched is fetched then."""
    said = on.cleo.locator("#toasts .notice")
    on.cleo.context.set_offline(True)
    on.cleo.get_by_role("button", name="Is this a rabbit hole?").click()
    expect(said).to_have_count(1)
    with on.cleo.expect_event("requestfailed", lambda request: request.url.endswith("/vote/mine/")):
        on.cleo.evaluate("document.body.dispatchEvent(new CustomEvent('room:ballot'))")
    with on.cleo.expect_response(lambda response: response.url.endswith("/vote/mine/")):
        on.cleo.context.set_offline(False)
    expect(said).to_have_count(0)


def the_narrative_is_told(on: Pages, look: Look) -> None:
    on.desk.get_by_role("button", name="Reveal the result").click()
    on.desk.get_by_role("button", name="Reveal it all the same").click()  # Ben has not voted
    expect(on.stage.locator(".room-result li", has_text=REST)).to_be_visible()
    for part in ("Overview of the analysis", "Narrative"):
        on.desk.get_by_role("button", name=f"Move on to {part}").click()
        expect(on.stage.get_by_role("heading", name=part)).to_be_visible()
        expect(on.cleo.locator(".room-result").filter(visible=True)).to_have_count(1)
    expect(on.cleo.get_by_text("which you come for, is on now")).to_be_visible()
    expect(on.ben.get_by_text("You are next.")).to_be_visible()
    for page in (on.stage, on.desk):
        expect(page.get_by_text("Moment 1 of 14")).to_be_visible()
    shows_nothing_private(on.stage)
    assert "You are next" not in on.cleo.locator("body").inner_text()
    on.desk.get_by_role("button", name="Next moment").click()
    expect(on.stage.get_by_text("Ben Okafor tells it.")).to_be_visible()
    expect(on.ben.get_by_text("This moment is yours to tell.")).to_be_visible()
    on.desk.get_by_role("button", name="Next moment").click()
    expect(on.desk.get_by_text("Wants to be asked in private first: Ben Okafor").first).to_be_visible()
    expect(on.stage.get_by_text("Moment 3 of 14")).to_be_visible()
    shows_nothing_private(on.stage, "Ben Okafor")  # nobody is shown as if expected who did not agree
    look(on.desk, "desk-narrative")
    look(on.stage, "stage-narrative")
    look(on.ben, "ben-narrative")


DRAW_ANEW = """() => new Promise((done) => {
    document.getElementById("desk-people").addEventListener("htmx:afterSettle", () => done(true), { once: true });
    document.body.dispatchEvent(new CustomEvent("live:people", { bubbles: true }));
})"""


def hands_over(on: Pages) -> None:
    on.desk.get_by_text("Co-facilitators, and handing over").click()
    on.desk.get_by_role("button", name=re.compile("Hand over.*Ben Okafor")).click()
    on.desk.evaluate(DRAW_ANEW)  # what the question is about is drawn anew while it stands there
    on.desk.locator("dialog[open]").get_by_role("button", name="Hand over").click()
    expect(on.cleo.get_by_text("Ben Okafor leads.")).to_be_visible()
    expect(on.ben.locator("#toasts").get_by_text("You lead this meeting now. To the desk")).to_be_visible()
    on.ben.goto(f"{on.review}room/desk/")
    on.ben.get_by_role("button", name="Move on to Themes").click()
    expect(on.stage.get_by_role("heading", name="Themes")).to_be_visible()
    expect(on.stage.locator(".room-points li").first).to_be_visible()


def ends_with_something_open(on: Pages, look: Look) -> None:
    on.cleo.get_by_role("button", name="Ask", exact=True).click()
    on.cleo.get_by_label("Your question").fill("Who tries out the backups from now on?")
    on.cleo.get_by_role("button", name="Ask it", exact=True).click()
    expect(on.ben.locator("#desk-questions").get_by_text("Who tries out the backups").first).to_be_visible()
    on.ben.get_by_role("button", name="End the meeting").click()
    on.ben.locator("dialog[open]").get_by_role("button", name="Go to the close").click()
    on.ben.get_by_role("button", name="Ask the room: was yours answered?").click()
    on.cleo.get_by_role("button", name="Not yet").click()
    expect(on.ben.get_by_text("its author says: not yet")).to_be_visible()
    on.ben.get_by_role("button", name="Decide later").click()
    record = on.ben.locator("section", has=on.ben.get_by_role("heading", name="Record of the meeting"))
    for words in (REST, "Who tries out the backups from now on?", "became a follow-up", "people were there"):
        expect(record.get_by_text(words).first).to_be_visible()
    expect(on.stage.get_by_text("The meeting is over")).to_be_visible()
    for words in (SLEEP, GOSSIP, "blame"):
        assert words not in record.inner_text()
    look(on.ben, "ben-record")
