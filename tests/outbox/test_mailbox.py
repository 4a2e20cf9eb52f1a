"""The page of mail that stays on this machine: each person reads their own, in the demo everybody's, in production nobody."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from outbox import mailbox
from outbox.actions import sending

pytestmark = pytest.mark.usefixtures("embedded")
SignIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.EMAIL_BACKEND, settings.MAIL_DIR = "outbox.mailbox.FolderBackend", tmp_path / "mail"
    return tmp_path / "mail"


@pytest.fixture
def post(plan: Callable[..., int], ana: User, ben: User) -> None:
    """One mail to Ana and one to Ben."""
    plan([ana, ben])
    assert sending.send_due() == 2


def address(envelope: mailbox.Envelope) -> str:
    return reverse("outbox:mail", args=[envelope.name])


def to(user: User) -> mailbox.Envelope:
    return next(envelope for envelope in mailbox.envelopes() if envelope.is_for(user.email))


@pytest.mark.usefixtures("post")
def test_each_person_reads_their_own_mail(as_user: SignIn, ana: User, ben: User) -> None:
    client = as_user(ana)
    page = client.get(reverse("outbox:mailbox")).content.decode()
    assert "Notice 1" in page
    assert address(to(ana)) in page
    assert address(to(ben)) not in page
    assert client.get(address(to(ana))).status_code == 200
    assert client.get(address(to(ben))).status_code == 404
    assert client.get(reverse("outbox:mail_html", args=[to(ben).name])).status_code == 404


@pytest.mark.usefixtures("post")
def test_in_the_demo_everybody_reads_everything_and_may_pick_a_person(
    as_user: SignIn, ana: User, ben: User, cleo: User, settings: Any
) -> None:
    settings.DEMO = True
    client = as_user(cleo)
    assert client.get(address(to(ben))).status_code == 200
    page = client.get(reverse("outbox:mailbox"), {"to": ben.email}).content.decode()
    assert address(to(ben)) in page
    assert address(to(ana)) not in page


@pytest.mark.usefixtures("post")
def test_in_production_there_are_no_such_pages(as_user: SignIn, ana: User, settings: Any) -> None:
    own = to(ana)
    client = as_user(ana)
    settings.PRODUCTION = True
    for name, arguments in (("mailbox", []), ("mail", [own.name]), ("mail_html", [own.name])):
        assert client.get(reverse(f"outbox:{name}", args=arguments)).status_code == 404


@pytest.mark.parametrize("name", ["..%2f..%2fmanage", "nothing", "0" * 20 + "-deadbeef"])
def test_names_that_no_mail_has(as_user: SignIn, ana: User, name: str) -> None:
    assert as_user(ana).get(f"/messages/mail/{name}/").status_code == 404


def test_a_hostile_mail_is_shown_in_a_frame_that_runs_nothing(as_user: SignIn, ana: User) -> None:
    mail = EmailMultiAlternatives("<b>Bold</b>", "text <script>", to=[ana.email], connection=get_connection())
    mail.attach_alternative("<html><head></head><body><script>alert(1)</script></body></html>", "text/html")
    mail.send()
    client = as_user(ana)
    page = client.get(address(to(ana)))
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assert "<b>Bold" not in page.content.decode()
    assert "<script>alert" not in page.content.decode()
    frame = client.get(reverse("outbox:mail_html", args=[to(ana).name]))
    assert "sandbox" in frame["Content-Security-Policy"]
    assert "allow-scripts" not in frame["Content-Security-Policy"]
    assert "default-src 'none'" in frame["Content-Security-Policy"]
    assert frame["X-Frame-Options"] == "SAMEORIGIN"


def test_files_sort_by_time_and_are_never_half_written(folder: Path, ana: User) -> None:
    for number in range(3):
        EmailMultiAlternatives(f"Mail {number}", "text", to=[ana.email], connection=get_connection()).send()
    (folder / ".unfinished.part").write_bytes(b"From: x")
    assert [envelope.subject for envelope in mailbox.envelopes()] == ["Mail 2", "Mail 1", "Mail 0"]
