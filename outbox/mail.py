"""Writes a mail: text and HTML from the same words, the headers that mail programs expect, and the calendar entry."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from email.utils import formataddr
from hashlib import sha256

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string

from outbox import calendar
from outbox.calendar import Calendar
from outbox.links import host
from outbox.models import Message


@dataclass(frozen=True, kw_only=True)
class Mail:
    """What a kind's `render` answers. Mails of one `thread` (empty: the message's subject) are shown together by mail programs.

    `unsubscribe` is an absolute link that stops this kind by one POST (RFC 8058), for digests and reminders only.
    """

    subject: str
    text: str
    html: str = ""
    calendar: Calendar | None = None
    reply_to: Sequence[str] = field(default_factory=tuple)
    thread: str = ""
    unsubscribe: str = ""


def compose(  # noqa: PLR0913 — the parts of a letter, each by name
    *,
    subject: str,
    lines: Sequence[str],
    button: tuple[str, str] | None = None,
    facts: Sequence[tuple[str, str]] = (),
    links: Sequence[tuple[str, str]] = (),
    note: str = "",
    calendar: Calendar | None = None,
    reply_to: Sequence[str] = (),
    thread: str = "",
    unsubscribe: str = "",
) -> Mail:
    """A mail in the shared layout: paragraphs, a few facts, one button (label, absolute link), more links, and why it came."""
    words = {
        "subject": subject,
        "lines": lines,
        "facts": facts,
        "button": button,
        "links": links,
        "note": note,
        "unsubscribe": unsubscribe,
    }
    return Mail(
        subject=subject,
        text=render_to_string("outbox/mail.txt", words),
        html=render_to_string("outbox/mail.html", words),
        calendar=calendar,
        reply_to=reply_to,
        thread=thread,
        unsubscribe=unsubscribe,
    )


def build(message: Message, mail: Mail, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    """The mail as it travels to the message's address of now."""
    built = EmailMultiAlternatives(
        subject=one_line(mail.subject),
        body=mail.text,
        to=[formataddr((one_line(message.to_name) if message.recipient else "", message.to_address))],
        reply_to=list(mail.reply_to),
        headers=_headers(message, mail),
        connection=connection,
    )
    if mail.html:
        built.attach_alternative(mail.html, "text/html")
    if mail.calendar:
        entry = calendar.written(mail.calendar, (message.to_name, message.to_address))
        # Some programs read only the part, with its method in the type; others only the file.
        built.attach_alternative(entry, f"text/calendar; method={mail.calendar.method}")
        built.attach("invite.ics", entry, "application/ics")
    return built


def _headers(message: Message, mail: Mail) -> dict[str, str]:
    first = f"<{sha256((mail.thread or message.subject).encode()).hexdigest()[:32]}@{host()}>"
    headers = {
        "Message-ID": message.message_id,
        "In-Reply-To": first,
        "References": first,
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "OOF, DR, NDR, RN, NRN, AutoReply",
        "List-Id": f"Debrief <debrief.{host()}>",
    }
    if mail.unsubscribe:
        headers["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def one_line(words: str) -> str:
    """A title typed by a person may hold a line break; a header must not."""
    return " ".join(words.split())
