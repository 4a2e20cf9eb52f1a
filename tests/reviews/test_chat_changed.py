"""A webhook is changed without telling anything twice; what did not arrive is shown to those who look after it; what a crash left out is healed."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, User
from outbox.actions import sending
from outbox.models import Message
from reviews import chat_events
from reviews.actions import chat, follow_up_changes, follow_up_news, follow_ups, reviews
from reviews.models import FollowUp, Series, Webhook
from tests.outbox.chat_server import ChatServer, saying
from tests.reviews import report_case
from tests.reviews.test_chat import a_review, add, address, form, told

State = Message.State
AsUser = Callable[[User], Client]


@pytest.fixture
def server(settings: Any) -> Iterator[ChatServer]:
    settings.CHAT_HTTP, settings.CHAT_INSIDE = True, ["127.0.0.1"]
    found = ChatServer()
    yield found
    found.stop()


@pytest.fixture
def tuesday(db: None) -> Series:
    return Series.objects.create(name="Tuesday review", time_zone="Europe/Berlin")


@pytest.fixture
def hook(tuesday: Series, ana: User, server: ChatServer) -> Webhook:
    a_review(tuesday, ana)
    return add(tuesday, ana, server)


def change_url(hook: Webhook) -> str:
    return reverse("reviews:chat_change", args=[hook.uid])


def changed(hook: Webhook, browser: Client, **more: Any) -> str:
    sent = {"name": hook.name, "url": "", "events": hook.events, **more}
    answer = browser.post(change_url(hook), sent, follow=True)
    hook.refresh_from_db()
    return answer.content.decode()


# ---- changing


def test_a_change_keeps_the_address_and_tells_nothing_twice(
    hook: Webhook, tuesday: Series, ana: User, server: ChatServer, as_user: AsUser
) -> None:
    reviews.mark_ready(review=a_review(tuesday, ana), by=ana)
    sending.send_due()
    browser, url = as_user(ana), hook.url
    shown = browser.get(change_url(hook)).content.decode()
    assert "Leave it empty to keep the one it has (127.0.0.1/…f-it)." in shown
    assert "s3cr3t" not in shown
    assert "“#sre” is changed" in changed(hook, browser, name="#sre", events=["document.shared"])
    assert (hook.name, hook.url, hook.events) == ("#sre", url, ["document.shared"])
    chat.heal()
    sending.send_due()
    assert len(server.posts) == 1, "the document was told under the other name"
    reviews.mark_ready(review=a_review(tuesday, ana), by=ana)
    sending.send_due()
    assert len(server.posts) == 2
    assert "s3cr3t" not in str(list(AuditEntry.objects.values_list()))


def test_what_it_does_not_ask_for_any_more_is_not_told_even_if_it_waits(
    hook: Webhook, tuesday: Series, ana: User, server: ChatServer, as_user: AsUser
) -> None:
    reviews.mark_ready(review=a_review(tuesday, ana), by=ana)
    changed(hook, as_user(ana), events=["room.open"])
    sending.send_due()
    assert (told(), server.posts) == ([("document.shared", State.CANCELLED)], [])


def test_another_address_is_checked_and_takes_up_again_one_that_was_stopped(
    hook: Webhook, tuesday: Series, ana: User, server: ChatServer, as_user: AsUser
) -> None:
    browser = as_user(ana)
    shown = browser.post(change_url(hook), {"name": "#sre", "url": "http://10.0.0.7/x", "events": ["room.open"]})
    assert shown.status_code == 422
    assert "network in which Debrief itself runs" in shown.content.decode()
    Webhook.objects.update(stopped_at=timezone.now(), stopped_because="404")
    assert browser.post(change_url(hook), {"name": "#sre", "url": "", "events": ["room.open"]}).status_code == 422
    changed(hook, browser, url=server.url + "-new")
    assert (hook.url[-4:], hook.stopped_at, hook.is_listening) == ("-new", None, True)


def test_a_new_signing_secret_is_made_when_asked_for_and_shown_once(
    tuesday: Series, ana: User, server: ChatServer, as_user: AsUser
) -> None:
    a_review(tuesday, ana)
    hook, browser = add(tuesday, ana, server, service="signed"), as_user(ana)
    old = hook.secret
    assert "whsec_" not in changed(hook, browser)
    assert hook.secret == old
    shown = changed(hook, browser, new_secret="on")
    assert hook.secret not in ("", old)
    assert hook.secret in shown.replace("&#x2B;", "+")
    assert "whsec_" not in browser.get(address(tuesday)).content.decode()


def test_others_cannot_change_it(hook: Webhook, otto: User, as_user: AsUser) -> None:
    assert as_user(otto).post(change_url(hook), form("", name="Mine")).status_code == 403
    hook.refresh_from_db()
    assert hook.name == "#reliability"


# ---- what did not arrive


def test_a_notice_that_is_refused_is_shown_to_those_who_look_after_it_until_one_arrives(
    hook: Webhook, tuesday: Series, ana: User, server: ChatServer, as_user: AsUser
) -> None:
    browser = as_user(ana)
    server.answers = [saying(403, b"action_prohibited")]
    reviews.mark_ready(review=a_review(tuesday, ana, title="Kestrel"), by=ana)
    sending.send_due()
    shown = browser.get(address(tuesday)).content.decode()
    assert "A notice did not arrive and is not tried again (chat: document shared" in shown
    assert "The chat refused it: 403 action_prohibited" in shown
    assert "Kestrel" not in shown, "the review may become restricted"
    assert "did not arrive" in browser.get(reverse("reviews:chats")).content.decode()
    assert "Notices do not arrive at “#reliability”" in browser.get("/").content.decode()
    reviews.mark_ready(review=a_review(tuesday, ana), by=ana)
    sending.send_due()
    for page in (address(tuesday), reverse("reviews:chats"), "/"):
        assert "not arrive" not in browser.get(page).content.decode()


def test_one_that_was_tried_in_vain_is_shown_and_a_mended_address_begins_anew(
    hook: Webhook, tuesday: Series, ana: User, server: ChatServer, as_user: AsUser
) -> None:
    reviews.mark_ready(review=a_review(tuesday, ana), by=ana)
    server.answers = [saying(503, b"busy")]
    sending.send_due()
    sending.send_due(now=timezone.now() + timedelta(days=30))
    assert told() == [("document.shared", State.EXPIRED)]
    browser = as_user(ana)
    assert "The chat asked to try later: 503 busy" in browser.get(address(tuesday)).content.decode()
    shown = changed(hook, browser, url=server.url + "-new")
    assert "did not arrive" not in shown


def test_nobody_else_hears_of_it_on_their_page(
    hook: Webhook, tuesday: Series, ana: User, ben: User, server: ChatServer, as_user: AsUser
) -> None:
    server.answers = [saying(403)]
    reviews.mark_ready(review=a_review(tuesday, ana, ben), by=ana)
    sending.send_due()
    assert "do not arrive" not in as_user(ben).get("/").content.decode()


# ---- healing


def test_what_a_crash_left_out_of_reports_and_follow_ups_is_told_by_the_sweep(tuesday: Series, ana: User) -> None:
    Webhook.objects.create(series=tuesday, name="Bot", url="https://8.8.8.8/", events=list(chat_events.OFFERED))
    Webhook.objects.update(listens_since=timezone.now() - timedelta(days=9))
    report = report_case.begun(ana)
    report.review.series = tuesday
    report.review.save()
    report_case.publish(report, ana)
    settled, agreed = FollowUp.objects.get(), follow_ups.agree(review=report.review, by=ana, what="Alert", owner=ana)
    follow_up_changes.done(follow_up=settled, by=ana)
    expected = sorted(told())
    Message.objects.filter(channel="chat").delete()
    for _ in range(2):
        chat.heal()
        follow_up_news.heal()
    assert (
        sorted(told())
        == expected
        == [(event, State.PENDING) for event in ("follow_up.agreed", "follow_up.settled", "report.published")]
    ), agreed
    FollowUp.objects.update(agreed_at=timezone.now() - timedelta(days=2), settled_at=timezone.now() - timedelta(days=2))
    Message.objects.filter(channel="chat").delete()
    follow_up_news.heal()
    assert told() == [], "what is two days old is no news"


def test_a_report_that_is_opened_for_the_company_later_is_told_then(tuesday: Series, ana: User) -> None:
    Webhook.objects.create(series=tuesday, name="Bot", url="https://8.8.8.8/", events=list(chat_events.OFFERED))
    report = report_case.begun(ana)
    report.review.series = tuesday
    report.review.save()
    report_case.publish(report, ana, company=False)
    assert told() == []
    report_case.publish(report, ana, company=True)
    assert told() == [("report.published", State.PENDING)]
    report_case.publish(report, ana, company=False)
    sending.send_due()
    assert told() == [("report.published", State.CANCELLED)]
