"""Codes, links and word of a new password go out at once, by the outbox: not lost when the mail server is away, forgotten when they are over."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import mails
from accounts.actions import invitations
from accounts.models import User
from outbox import choices
from outbox.actions import at_once, messages, sending
from outbox.models import Message
from tests.outbox.sink import Sink

pytestmark = pytest.mark.django_db
State = Message.State
AsUser = Callable[[User], Client]
ASK, CONFIRM = reverse("account_request_login_code"), reverse("account_confirm_login_code")
ROOT = Path(__file__).resolve().parents[2]


def code_in(sink: Sink) -> str:
    part = sink.mails[-1].get_body(("plain",))
    found = re.search(r"^ +(\S+)\s*$", part.get_content() if part else "", re.M)
    assert found
    return found[1]


def row(kind: str) -> Message:
    return Message.objects.get(kind=kind)


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_code_has_left_before_the_page_is_there_and_is_kept_nowhere(client: Client, ben: User, sink: Sink) -> None:
    client.post(ASK, {"email": "ben@example.org"})
    sent, code = row(mails.CODE), code_in(sink)
    assert (sent.state, sent.recipient, sent.answer[:3], sent.payload) == (State.SENT, ben, "250", {})
    assert code not in str(Message.objects.values_list())
    assert sink.mails[0]["Message-ID"] == sent.message_id
    client.post(CONFIRM, {"code": code})
    assert signed_in(client)


def test_while_the_mail_server_is_away_the_page_goes_on_and_the_code_comes_later(
    client: Client, ben: User, sink: Sink
) -> None:
    sink.stop()
    assert client.post(ASK, {"email": "ben@example.org"}).status_code == 302
    assert row(mails.CODE).state == State.PENDING
    sink.start()
    sending.send_due(now=timezone.now() + timedelta(minutes=1))
    assert (row(mails.CODE).state, row(mails.CODE).payload) == (State.SENT, {})
    client.post(CONFIRM, {"code": code_in(sink)})
    assert signed_in(client)


def test_a_code_that_came_to_nobody_in_time_is_forgotten(client: Client, ben: User, sink: Sink) -> None:
    sink.stop()
    client.post(ASK, {"email": "ben@example.org"})
    assert row(mails.CODE).payload["code"]
    sending.send_due(now=timezone.now() + timedelta(minutes=4))
    assert (row(mails.CODE).state, row(mails.CODE).payload) == (State.EXPIRED, {})


def test_a_refused_one_is_forgotten_too(client: Client, ben: User, sink: Sink) -> None:
    sink.answer = lambda address: "550 no such user"
    client.post(ASK, {"email": "ben@example.org"})
    assert (row(mails.CODE).state, row(mails.CODE).payload) == (State.FAILED, {})


def test_the_link_for_a_new_password_stands_in_no_row(client: Client, ben: User, sink: Sink) -> None:
    sink.stop()
    client.post(reverse("account_reset_password"), {"email": "ben@example.org"})
    assert row(mails.RESET).payload == {"name": "password_reset_key"}
    sink.start()
    sending.send_due(now=timezone.now() + timedelta(minutes=1))
    part = sink.mails[0].get_body(("plain",))
    link = re.search(r"http://127\.0\.0\.1:8000(\S+)", part.get_content() if part else "")
    assert link
    assert client.get(link[1]).status_code == 302, "it leads to the form"


def test_an_address_without_an_account_has_its_mail_and_its_row_for_a_day(client: Client, sink: Sink) -> None:
    client.post(ASK, {"email": "nobody@example.org"})
    assert row("account.unknown_account").address == "nobody@example.org"
    assert sink.addresses == ["nobody@example.org"]
    now = timezone.now()
    assert at_once.forget(now=now + timedelta(hours=23)) == 0
    assert at_once.forget(now=now + timedelta(hours=25)) == 1
    assert not Message.objects.exists()


def test_what_waits_and_what_can_be_sent_again_is_not_forgotten(client: Client, ben: User, sink: Sink) -> None:
    mails.send_invitation(invitations.invite(email="eve@example.org", by=ben))
    sink.stop()
    client.post(ASK, {"email": "ben@example.org"})
    assert at_once.forget(now=timezone.now() + timedelta(days=3)) == 0


def test_those_who_run_the_installation_see_that_it_left_and_cannot_send_it_again(
    client: Client, ben: User, sink: Sink, person: Callable[..., User], as_user: AsUser
) -> None:
    client.post(ASK, {"email": "ben@example.org"})
    ada = as_user(person("Ada", is_admin=True))
    page = ada.get(reverse("outbox:desk")).content.decode()
    assert "account: sign-in code" in page
    assert "Send again" not in page
    again = ada.post(reverse("outbox:desk_change", args=[row(mails.CODE).pk]), {"do": "resend"})
    assert (again.status_code, len(sink.mails)) == (404, 1)


def test_after_a_restored_backup_nobody_is_asked_about_old_codes(client: Client, ben: User, sink: Sink) -> None:
    sink.stop()
    client.post(ASK, {"email": "ben@example.org"})
    assert messages.hold_before(timezone.now() + timedelta(minutes=1)) == 0
    assert row(mails.CODE).state == State.PENDING
    sending.send_due(now=timezone.now() + timedelta(hours=1))
    assert row(mails.CODE).state == State.EXPIRED


def test_an_invitation_that_was_withdrawn_meanwhile_is_not_sent(ben: User, sink: Sink) -> None:
    sink.stop()
    invitation = invitations.invite(email="eve@example.org", by=ben)
    assert not mails.send_invitation(invitation)
    invitations.withdraw(invitation=invitation, by=ben)
    sink.start()
    assert messages.send_due(now=timezone.now() + timedelta(minutes=1)) == 0
    assert row(mails.INVITATION).state == State.CANCELLED


def test_each_says_the_same_in_both_parts_and_has_what_mail_programs_expect(ben: User, sink: Sink) -> None:
    for name in ("login_code", "password_reset_key", "password_changed", "password_reset", "password_set"):
        mails.send_allauths(name, "ben@example.org", "K7M2QX" if name == "login_code" else "")
    mails.send_allauths("unknown_account", "zoe@example.org", "")
    mails.send_invitation(invitations.invite(email="eve@example.org", by=ben))
    mails.send_already_here(ben)
    assert len(sink.mails) == 8
    for letter in sink.mails:
        text, html = (str(part.get_content()).replace("\r", "") for part in letter.walk() if not part.is_multipart())
        addresses = re.findall(r"https?://\S+", text)
        assert addresses == re.findall(r'class="button" href="([^"]+)"', html), letter["Subject"]
        assert text.rstrip().endswith("-- \nSent by Debrief.")
        assert "K7M2QX" not in letter["Subject"]
        assert (letter["Auto-Submitted"], bool(letter["Date"])) == ("auto-generated", True)
        assert letter["Message-ID"] not in letter["References"]
    assert '<p class="code">K7M2QX</p>' in str(sink.mails[0].get_body(("html",)))
    assert '<h1 class="title">Your sign-in code</h1>' in str(sink.mails[0].get_body(("html",)))


def test_they_cannot_be_switched_off() -> None:
    for kind in mails.LABELS:
        choice = choices.of_kind(kind)
        assert choice
        assert choice.fixed


def test_no_mail_leaves_but_by_the_outbox() -> None:
    """Nothing else hands anything to Django's mail."""
    ways = re.compile(
        r"send_mail\(|send_mass_mail|mail_admins|mail_managers|get_connection\(|\bmail\.send\(|msg\.send\("
    )
    found = [
        str(path.relative_to(ROOT))
        for app in ("accounts", "config", "demo", "incidents", "live", "outbox", "reviews", "surveys")
        for path in (ROOT / app).rglob("*.py")
        if ways.search(path.read_text())
    ]
    assert sorted(found) == ["accounts/adapter.py", "outbox/post.py"], (
        "the adapter's send_mail is the way to the outbox"
    )
