"""Which messages people want: the page, the link in a mail, and that both are kept until the last moment."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from outbox import choices, kinds, stopping
from outbox.actions import choices as actions
from outbox.actions import messages, sending
from outbox.choices import Choice
from outbox.kinds import Kind
from outbox.links import absolute
from outbox.mail import Mail, compose
from outbox.models import Message, SwitchedOff
from outbox.planning import Planned
from tests.outbox import samples
from tests.outbox.conftest import SUBJECT
from tests.outbox.sink import Sink

REMINDERS = Choice("reminders", "Reminders", "the day before", ("test.survey",), one_click=True)
CHANGES = Choice("changes", "Changes", "when you have read it", ("test.moved",))
PROMISED = Choice("promised", "The document", "because you were promised it", ("test.notice",), fixed=True)


@pytest.fixture(autouse=True)
def three_choices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choices, "_choices", {each.name: each for each in (REMINDERS, CHANGES, PROMISED)})
    kinds.register(Kind("test.survey", "survey", stoppable, samples.wanted))


def stoppable(message: Message) -> Mail:
    return compose(subject="Until tomorrow", lines=["It closes."], unsubscribe=stopping.link(message))


def off(user: User, choice: str) -> bool:
    return SwitchedOff.objects.filter(user=user, choice=choice).exists()


# ---- the page


def test_everything_is_wanted_until_somebody_says_otherwise(ana: User, as_user: Callable[[User], Client]) -> None:
    page = as_user(ana).get(reverse("outbox:wanted")).content.decode()
    assert page.count("checked") == 2
    assert "Always sent" in page
    assert "because you were promised it" in page
    assert 'name="promised"' not in page


def test_what_is_left_out_is_switched_off_and_comes_back(ana: User, as_user: Callable[[User], Client]) -> None:
    browser, address = as_user(ana), reverse("outbox:wanted")
    assert browser.post(address, {"changes": "on"}).status_code == 302
    assert (off(ana, "reminders"), off(ana, "changes")) == (True, False)
    assert browser.get(address).content.decode().count("checked") == 1
    browser.post(address, {"changes": "on", "reminders": "on"})
    assert not SwitchedOff.objects.exists()
    assert [entry.did for entry in AuditEntry.objects.order_by("pk")] == ["messages.stopped", "messages.wanted"]


def test_one_persons_choice_is_nobody_elses(ana: User, ben: User, as_user: Callable[[User], Client]) -> None:
    as_user(ana).post(reverse("outbox:wanted"), {})
    assert off(ana, "reminders")
    assert not off(ben, "reminders")


def test_what_was_promised_cannot_be_switched_off(ana: User, as_user: Callable[[User], Client]) -> None:
    as_user(ana).post(reverse("outbox:wanted"), {"promised": ""})
    actions.switch(person=ana, choice=PROMISED, on=False)
    assert not off(ana, "promised")


# ---- what comes of it


def test_it_is_asked_at_the_last_moment(plan: Callable[..., int], ana: User, ben: User, sink: Sink) -> None:
    plan([ana, ben], kind="test.survey", replace=())
    actions.switch(person=ana, choice=REMINDERS, on=False)
    assert sending.send_due() == 1
    assert sink.addresses == ["ben@example.org"]
    assert Message.objects.get(recipient=ana).last_error == "they do not want messages of this kind"


def test_what_was_promised_goes_out_whatever_stands_in_the_table(
    plan: Callable[..., int], ana: User, sink: Sink
) -> None:
    SwitchedOff.objects.create(user=ana, choice="promised")
    plan([ana])
    assert sending.send_due() == 1


def test_the_planner_leaves_out_what_is_not_wanted_and_brings_it_back(
    plan: Callable[..., int], ana: User, ben: User
) -> None:
    every = ("test.moved",)
    plan([ana, ben], kind="test.moved", replace=every)
    actions.switch(person=ana, choice=CHANGES, on=False)
    plan([ana, ben], kind="test.moved", replace=every)
    waiting = Message.objects.filter(state=Message.State.PENDING)
    assert [message.recipient for message in waiting] == [ben]
    actions.switch(person=ana, choice=CHANGES, on=True)
    assert plan([ana, ben], kind="test.moved", replace=every) == 1
    assert waiting.all().count() == 2


def test_a_message_without_an_account_is_nobodys_choice(planned: Callable[..., Planned], sink: Sink, db: None) -> None:
    row = planned(kind="test.survey", address="new@example.org")
    messages.plan(subject=SUBJECT, rows=[row], replace=("test.survey",))
    assert sending.send_due() == 1
    assert sink.mails[0]["List-Unsubscribe"] is None


# ---- the link in a mail


@pytest.fixture
def link(plan: Callable[..., int], ana: User, sink: Sink) -> str:
    """The path of the link in the header of a mail that was really sent."""
    plan([ana], kind="test.survey", replace=())
    sending.send_due()
    header = sink.mails[0]["List-Unsubscribe"].strip().strip("<>")
    assert sink.mails[0]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert header in sink.mails[0].get_body(("plain",)).get_content()
    return str(header.removeprefix(absolute("")))


def test_a_mail_program_stops_it_by_one_post(link: str, ana: User) -> None:
    """Without signing in, without a cookie and without a token of the page; and without being led elsewhere."""
    machine = Client(enforce_csrf_checks=True)
    assert machine.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert off(ana, "reminders")
    assert AuditEntry.objects.get(did="messages.stopped").detail == {"choice": "reminders", "by_link": True}
    assert machine.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200


def test_a_scanner_that_opens_the_link_stops_nothing(link: str, ana: User) -> None:
    page = Client().get(link)
    assert "Stop these messages?" in page.content.decode()
    assert Client().head(link).status_code == 200
    assert not off(ana, "reminders")


def test_a_person_stops_it_by_the_pages_button_and_can_undo_that(link: str, ana: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    assert "These messages are stopped" in browser.post(link).content.decode()
    assert "These messages are stopped" in browser.get(link).content.decode()
    assert "come again" in browser.post(link, {"again": "1"}).content.decode()
    assert not off(ana, "reminders")


def test_the_page_behind_the_link_does_not_tell_whose_it_is(link: str, ana: User) -> None:
    page = Client().get(link).content.decode()
    assert ana.email not in page
    assert "Ana" not in page


@pytest.mark.parametrize("alter", [lambda t: t[:-1] + ("a" if t[-1] != "a" else "b"), lambda t: "x", lambda t: t + "é"])
def test_an_altered_link_stops_nothing(link: str, ana: User, alter: Callable[[str], str]) -> None:
    token = link.rstrip("/").rpartition("/")[2]
    assert Client().post(reverse("outbox:stop", args=[alter(token)])).status_code == 404
    assert not off(ana, "reminders")


@pytest.mark.parametrize("choice", [CHANGES, PROMISED])
def test_only_digests_and_reminders_are_stopped_by_one_click(choice: Choice, ana: User) -> None:
    address = reverse("outbox:stop", args=[stopping.token(ana.pk, choice)])
    assert Client().post(address).status_code == 404
    assert not SwitchedOff.objects.exists()


def test_a_notice_carries_no_such_link(plan: Callable[..., int], ana: User, sink: Sink, monkeypatch: Any) -> None:
    kinds.register(Kind("test.notice", "notice", stoppable, samples.wanted))
    kinds.register(Kind("test.moved", "moved", stoppable, samples.wanted))
    plan([ana])
    plan([ana], kind="test.moved", replace=())
    sending.send_due()
    assert len(sink.mails) == 2
    assert not any(mail["List-Unsubscribe"] for mail in sink.mails)


def test_the_link_of_an_account_that_is_gone_leads_nowhere(link: str, ana: User) -> None:
    ana.delete()
    assert Client().get(link).status_code == 404
