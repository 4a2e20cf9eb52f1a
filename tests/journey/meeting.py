"""The meeting's part of the story: the room opens, Cleo votes on her phone, everyone sees it, the result is revealed."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

PATIENCE = 20_000  # milliseconds, for what a sweep does every few seconds
Look = Callable[[Page, str], None]


def opens_the_room(ana: Page, review: str) -> None:
    ana.get_by_role("button", name="the meeting").click()
    prepares_the_vote(ana, review)


def prepares_the_vote(ana: Page, review: str) -> None:
    """Two points from this incident, two common themes."""
    ana.goto(f"{review}room/desk/")
    offered = ana.locator("[id^='withdraw-']")
    for number, kind in enumerate(["From this incident"] * 2 + ["Common themes"] * 2, start=1):
        ana.locator("form", has=ana.get_by_role("heading", name=kind)).get_by_role("button").first.click()
        expect(offered).to_have_count(number)


def votes(ana: Page, cleo: Page, look: Look, review: str, others: int = 0) -> None:
    """Ana, who facilitates and does not vote, and Cleo are in the room, and `others` who come and vote by themselves."""
    cleo.goto(f"{review}room/")
    expect(cleo.get_by_text("The room opens when the meeting begins")).to_be_visible()
    ana.get_by_role("button", name="Open the room").click()
    expect(cleo.get_by_text("The room opens when")).to_have_count(0)
    ana.get_by_role("button", name="Open the vote").click()
    # Cleo, who waited for the opening, is counted.
    expect(ana.get_by_text(f"{others} of {others + 1} voted")).to_be_visible(timeout=PATIENCE)
    look(ana, "ana-desk")
    choices = cleo.locator(".room-choice")
    expect(choices).to_have_count(4)  # the vote came by itself, without a reload
    look(cleo, "cleo-vote")
    cleo.get_by_text("Something else").click()
    cleo.get_by_label("Talking point").fill("Sleep")
    choices.nth(2).click()
    expect(choices.nth(2)).to_have_attribute("aria-pressed", "true")
    expect(ana.get_by_text(f"{others + 1} of {others + 1} voted")).to_be_visible()
    expect(cleo.get_by_label("Talking point")).to_have_value("Sleep")  # what is typed outlives every vote
    hears_late(ana, review, f"{others + 1} of {others + 1} voted")
    choices.nth(1).click()
    expect(choices.nth(1)).to_have_attribute("aria-pressed", "true")
    expect(ana.locator("meter")).to_have_count(0)


def hears_late(ana: Page, review: str, voted: str) -> None:
    """A part of her desk that the server was asked for before the votes, and that comes after them, takes none of them back."""
    address = f"{review}room/desk/mine/"
    old = ana.context.request.get(address).text().replace(voted, "0 of 1 voted") + "<i id='came-late'></i>"
    assert "0 of 1 voted" in old
    ana.route(address, lambda route: route.fulfill(body=old, content_type="text/html"))
    ana.evaluate("document.body.dispatchEvent(new CustomEvent('live:agenda'))")
    expect(ana.locator("#came-late")).to_have_count(1)
    expect(ana.get_by_text(voted)).to_be_visible()
    ana.unroute(address)


def reveals_and_ends(ana: Page, cleo: Page, look: Look, all_voted: bool = True) -> None:
    """She is asked first while somebody who is there has not voted."""
    chosen = cleo.locator(".room-choice[aria-pressed=true] > span").first.inner_text()
    expect(ana.locator("#reveal:not([data-ask])" if all_voted else "#reveal[data-ask]")).to_be_visible()
    ana.get_by_role("button", name="Reveal the result").click()
    if not all_voted:
        ana.get_by_role("button", name="Reveal it all the same").click()
    expect(cleo.locator(".vote-now .room-result li", has_text=chosen)).to_be_visible()
    expect(cleo.get_by_label("Talking point")).to_have_value("Sleep")  # and stays with its form once the vote is over
    votes = [
        int(each)
        for each in cleo.locator(".vote-now .room-result meter").evaluate_all("all => all.map(each => each.value)")
    ]
    assert votes == sorted(votes, reverse=True)
    look(cleo, "cleo-result")
    ana.get_by_role("button", name="End the meeting").first.click()
    ana.locator("dialog[open]").get_by_role("button", name="End the meeting").click()
    expect(cleo.get_by_text("The meeting is over")).to_be_visible()
