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
INVITED = 9
PRESENT = 5  # as many as a survey needs
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
        page.locator("#code_email").fill(f"{name}@example.org")
        page.get_by_role("button", name="Mail me a code").click()
        [mail] = wait_for_mails(story, mails, 1, "sign-in code", to=f"{name}@example.org")
        page.locator("input[name=code]").fill(code_in(mail))
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(f"{story.address}/")
        return page

    return sign_in


@pytest.fixture
def nobody(chromium: Browser, story: Stack) -> Page:
    """A browser in which nobody has signed in."""
    return chromium.new_context(base_url=story.address, ignore_https_errors=True).new_page()


def plain(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body
    return str(body.get_content())


def wait_for_mails(stack: Stack, mails: Sink, count: int, subject: str, to: str = "") -> list[EmailMessage]:
    """Those whose subject has these words, as soon as there are so many; other mails may come between them."""

    def found() -> list[EmailMessage]:
        return [mail for mail in mails.mails if subject in str(mail["Subject"]) and to in str(mail["To"])]

    stack.wait_until(f"{count} mails about {subject}", lambda: len(found()) >= count)
    return found()


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
    ana.goto(f"{review}ready/")
    ana.get_by_role("button", name=f"Send to {INVITED} people").click()
    bring_near(stack, "three_days")
    told = wait_for_mails(stack, mails, INVITED, "To read before the meeting")
    assert len({str(mail["To"]) for mail in told}) == len(told) == INVITED
    assert all(f"{review}document/" in plain(mail) for mail in told)
    assert all("text/calendar" in [part.get_content_type() for part in mail.walk()] for mail in told)
    stack.wait_until("word of the last mail", lambda: all_were_sent(ana, review))
    picture(ana, "everyone-was-told")


def answers_the_survey(page: Page, mail: EmailMessage) -> None:
    """By the link in the mail; whoever opens it needs no sign-in."""
    link = re.search(r"https://\S+/surveys/a/\S+", plain(mail))
    assert link, plain(mail)
    page.goto(link[0])
    for statement in page.locator("fieldset").all():
        statement.locator("input[value='4']").check()
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()


def is_asked_after_the_meeting(nobody: Page, stack: Stack, mails: Sink) -> None:
    """Beat finds the meeting that is over, the worker asks everyone who was there."""
    asked = wait_for_mails(stack, mails, PRESENT, "How was the learning review")
    assert len({str(mail["To"]) for mail in asked}) == len(asked) == PRESENT
    for mail in asked:
        answers_the_survey(nobody, mail)


def closes_the_survey(stack: Stack) -> None:
    """Its days pass at once; the sweep that seals it is asked to look now, as beat would within a minute."""
    python(
        stack,
        "from django.utils import timezone; from surveys.models import Survey\n"
        "Survey.objects.update(closes_at=timezone.now())",
    )
    stack.run("worker", ["celery", "--app", "config.celery", "call", "surveys.tasks.seal_due"])


def shows_the_result(page: Page, review: str) -> bool:
    page.goto(f"/surveys/of/{review.rstrip('/').rsplit('/', 1)[1]}/panel/")
    return page.get_by_text("this meeting felt safe", exact=False).count() == 1


def test_the_story_runs_on_production(be: Be, nobody: Page, stack: Stack, mails: Sink) -> None:
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
    for page in (ben, be("dev"), be("emil")):
        page.goto(f"{review}room/")
    meeting.reveals_and_ends(ana, cleo, picture, all_voted=False)
    is_asked_after_the_meeting(nobody, stack, mails)
    closes_the_survey(stack)
    stack.wait_until("the result", lambda: shows_the_result(ana, review))
    picture(ana, "the-survey-is-sealed")
    assert mails.duplicates == 0
