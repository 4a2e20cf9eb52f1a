"""The expected times of an open page, which hears nothing while time goes by, are those of a fresh one."""

import re
from datetime import UTC, datetime, timedelta
from random import Random

from playwright.sync_api import Page, expect

from reviews.pacing import MINUTE, Planned, pace, slots

BEGIN = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)
ALL = """async (cases) => {
    const { ahead } = await import("/static/js/pacing.js");
    return cases.map(([pace, now]) => ahead(pace, now).map(({ key, begins, minutes }) => [key, begins, minutes]));
}"""


def milliseconds(at: datetime) -> int:
    return round(at.timestamp() * 1000)


def meetings() -> list[tuple[list[Planned], datetime]]:
    """Any that there may be, and a moment in each: before it, in time, in an overrun, too late."""
    chance, found = Random(4), []
    for _one in range(200):
        minutes = [chance.randint(1, 40) for _part in range(chance.randint(1, 7))]
        began = BEGIN + timedelta(seconds=chance.randint(0, 1200)) if chance.random() < 0.8 else None
        items = [Planned(key, each, started_at=None if key else began) for key, each in enumerate(minutes)]
        found.append((items, BEGIN + timedelta(seconds=chance.randint(-600, 5400))))
    return found


def counts_as_a_fresh_page(page: Page) -> None:
    """What the script makes of a meeting is what reviews/pacing.py does."""
    cases, wanted = [], []
    for items, now in meetings():
        left = pace(items, BEGIN, BEGIN + 60 * MINUTE)
        told = {
            "pace": left.told,
            "from": left.free_from.isoformat(),
            "until": left.until.isoformat(),
        }
        cases.append([told | ({"begun": ""} if left.begun else {}), milliseconds(now)])
        shown = slots(items, BEGIN, BEGIN + 60 * MINUTE, now)
        wanted.append([[str(s.key), milliseconds(s.begins_at), s.minutes] for s in shown if s.state == "next"])
    assert page.evaluate(ALL, cases) == wanted


def shows_an_overrun_while_it_lasts(desk: Page, review: str) -> None:
    """On desk, stage and the attendee's page, in pages of their own whose clocks are put forward."""
    pages = {name: desk.context.new_page() for name in ("room/desk/", "room/stage/", "room/")}
    for name, page in pages.items():
        page.goto(f"{review}{name}")
        begins = page.locator("time[data-part]").first.get_attribute("datetime")
        assert begins
        later = datetime.fromisoformat(begins) + timedelta(minutes=20)
        page.evaluate("at => { Date.now = () => at; }", milliseconds(later))
        at = re.compile(f"{later.astimezone(UTC):%Y-%m-%dT%H:%M}")
        expect(page.locator("time[data-part]").first).to_have_attribute("datetime", at)
        expect(page.get_by_text("20 min over, taken from what is left")).to_be_visible()
    expect(pages["room/desk/"].locator(".room-agenda .room-next del").first).to_be_visible()
    counts_as_a_fresh_page(pages["room/"])
    for page in pages.values():
        page.close()
