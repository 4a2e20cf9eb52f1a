"""The sample story on production's processes: four browsers, PostgreSQL, Redis, worker, beat, and a mail server."""

import re
from collections.abc import Callable, Iterator
from email.message import EmailMessage

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.journey import meeting
from tests.outbox.sink import Sink
from tests.production.stack import ROOT, Stack

pytestmark = pytest.mark.services
Be = Callable[..., Page]
TITLE = "GitLab.com database outage"
INVITED = 7
PICTURES = ROOT / "var" / "journey"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
SELECT = """p => { const r = document.createRange(); r.selectNodeContents(p); const s = getSelection();
    s.removeAllRanges(); s.addRange(r); document.dispatchEvent(new Event('selectionchange')); }"""
WAIT = 20_000  # milliseconds; a sweep comes every ten seconds


def python(stack: Stack, code: str) -> None:
    """In the environment of the pages, as an operator would."""
    stack.run("web", ["python", "manage.py", "shell", "--verbosity", "0", "--command", code])


def bring_near(stack: Stack, step: str) -> None:
    """Move the dates of the story, so that the sweeps find what is due."""
    python(
        stack,
        "from demo.actions import clock; from reviews.models import Review\n"
        f"review = Review.objects.get(incident__title={TITLE!r})\n"
        f"clock.bring_near(review=review, before=clock.STEPS[{step!r}])",
    )


@pytest.fixture(scope="module")
def story(stack: Stack) -> Stack:
    python(stack, "from demo.actions import story; story.load()")
    return stack


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def be(chromium: Browser, story: Stack, mails: Sink) -> Be:
    """A browser of somebody's own, signed in with the code that came by mail: be("ana"), be("cleo", phone=True)."""

    def sign_in(name: str, phone: bool = False) -> Page:
        # The proxy's certificate is one that only this machine vouches for.
        context = chromium.new_context(
            viewport=PHONE if phone else DESKTOP, base_url=story.address, ignore_https_errors=True
        )
        page = context.new_page()
        page.set_default_timeout(WAIT)
        page.goto("/accounts/login/")
        before = len(mails.mails)
        page.locator("#code_email").fill(f"{name}@example.org")
        page.get_by_role("button", name="Mail me a code").click()
        mails.wait_for(before + 1)
        page.locator("input[name=code]").fill(code_in(mails.mails[-1]))
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(f"{story.address}/")
        return page

    return sign_in


def plain(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body
    return str(body.get_content())


def code_in(mail: EmailMessage) -> str:
    found = re.search(r"^ +(\S+)\s*$", plain(mail), re.M)
    assert found, plain(mail)
    return found[1]


def review_of(page: Page) -> str:
    page.goto("/reviews/")
    page.get_by_role("link", name=TITLE).first.click()
    page.wait_for_url("**/reviews/*-*/")
    return page.url


def picture(page: Page, name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=str(PICTURES / f"production-{name}.png"), full_page=True)


def all_were_sent(page: Page, review: str) -> bool:
    page.goto(f"{review}people/")
    return page.locator(".badge-ok", has_text="sent").count() == INVITED


def is_offered_a_comment(ana: Page, ben: Page, review: str) -> None:
    """From a gunicorn process over Redis to the live process, and through the proxy to Ana's open page."""
    ana.goto(f"{review}document/")
    ben.goto(f"{review}document/")
    ben.locator("#text p").first.evaluate(SELECT)
    ben.keyboard.press("c")
    ben.locator("textarea[name=text]:visible").first.fill("From where I sat this looked different.")
    ben.keyboard.press("Control+Enter")
    expect(ana.get_by_text("There is a new comment.")).to_be_visible(timeout=WAIT)
    picture(ana, "ana-is-offered-a-comment")


def sends_the_document(ana: Page, review: str, stack: Stack, mails: Sink) -> None:
    """Beat finds what is due, the worker sends it: the link, with the meeting for everyone's calendar."""
    before = len(mails.mails)
    ana.goto(f"{review}ready/")
    ana.get_by_role("button", name=f"Send to {INVITED} people").click()
    bring_near(stack, "three_days")
    mails.wait_for(before + INVITED)
    told = [mail for mail in mails.mails[before:] if f"{review}document/" in plain(mail)]
    assert len({str(mail["To"]) for mail in told}) == INVITED
    assert all("text/calendar" in [part.get_content_type() for part in mail.walk()] for mail in told)
    stack.wait_until("word of the last mail", lambda: all_were_sent(ana, review))
    picture(ana, "everyone-was-told")


def test_the_story_runs_on_production(be: Be, stack: Stack, mails: Sink) -> None:
    ana, ben, cleo = be("ana"), be("ben"), be("cleo", phone=True)
    review = review_of(ana)
    is_offered_a_comment(ana, ben, review)
    sends_the_document(ana, review, stack, mails)
    cleo.goto(f"{review}document/")
    expect(cleo.locator("h1")).to_contain_text(TITLE)
    picture(cleo, "cleo-reads-on-a-phone")
    bring_near(stack, "meeting")
    meeting.prepares_the_vote(ana, review)
    meeting.votes(ana, cleo, picture, review)
    meeting.reveals_and_ends(ana, cleo, picture)
    assert mails.duplicates == 0
