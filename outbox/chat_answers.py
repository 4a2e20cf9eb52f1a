"""What an answer of a chat service means, in words that a facilitator understands: delivered, to be tried again, or gone for good."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from outbox import chat_post
from outbox.chat import Parcel
from outbox.chat_post import Answer, Inside, Unreachable
from outbox.chat_words import plain
from outbox.refusals import Refusal, Undelivered
from outbox.targets import BadTarget

GONE = (404, 410)
LATER = (408, 425, 429)
LONGEST_WAIT = timedelta(hours=6)


def target_words(why: str) -> str:
    """Why an address cannot be used, as it stands beside the field."""
    return {
        "form": _("This is not an address of a webhook. Copy the whole of it, as the chat shows it."),
        "long": _("This address is too long for a webhook."),
        "scheme": _("The address must begin with https://."),
        "credentials": _("The address must not hold a user name or a password."),
        "host": _("The host in this address is not written as a name."),
        "port": _("Debrief does not post to this port."),
        "service": _("An incoming webhook of Slack begins with https://hooks.slack.com/."),
    }[why]


def inside_words() -> str:
    return _(
        "This address leads into the network in which Debrief itself runs, and is not allowed. "
        "Whoever runs the installation can allow it (DEBRIEF_CHAT_INSIDE)."
    )


def unreachable_words(why: str) -> str:
    known = {
        "name": _("No host of this name was found."),
        "demo": _("In the demo nothing leaves this machine."),
        "slow": _("It did not answer within ten seconds."),
        "tls": _("A secure connection could not be made."),
        "http": _("What it answered is not HTTP."),
    }
    return known.get(why) or _("It could not be reached: %(why)s") % {"why": plain(why)}


def deliver(parcel: Parcel) -> Answer:
    """The answer if it says that the notice arrived. Raises Undelivered with what it means otherwise."""
    try:
        answer = chat_post.post(parcel)
    except BadTarget as error:
        raise Undelivered(Refusal(True, False, target_words(error.why))) from None
    except Inside:
        raise Undelivered(Refusal(True, False, inside_words())) from None
    except Unreachable as error:
        raise Undelivered(Refusal(False, False, unreachable_words(str(error)))) from None
    if 200 <= answer.status < 300:
        return answer
    raise Undelivered(meaning(answer, timezone.now()))


def first_words(answer: Answer) -> str:
    """What a person may want to read of the body."""
    return plain(answer.words)[:120]


def meaning(answer: Answer, now: datetime) -> Refusal:
    """Of a status that is not a success."""
    said = {"said": f"{answer.status} {first_words(answer)}".strip()}
    if answer.status in GONE:
        return Refusal(True, False, _("The chat says that this webhook no longer exists: %(said)s") % said, gone=True)
    if answer.status in LATER or answer.status >= 500:
        wait = _wait(answer.retry_after, now)
        return Refusal(False, False, _("The chat asked to try later: %(said)s") % said, after=wait)
    if 300 <= answer.status < 400:
        return Refusal(True, False, _("It answered with a redirect, which is not followed: %(said)s") % said)
    return Refusal(True, False, _("The chat refused it: %(said)s") % said)


def _wait(retry_after: str, now: datetime) -> timedelta:
    """Seconds or a date (RFC 9110 10.2.3); nothing where it cannot be read."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return min(timedelta(seconds=int(text[:9])), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return timedelta(0)
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max(until - now, timedelta(0)), LONGEST_WAIT)


class Chats:
    """The chats of one run. One that made trouble is not knocked at again in the same run: its other notices wait likewise."""

    def __init__(self) -> None:
        self._troubled: dict[str, Refusal] = {}

    def send(self, parcel: Parcel) -> None:
        """Raises Undelivered."""
        if parcel.door.url in self._troubled:
            raise Undelivered(self._troubled[parcel.door.url])
        try:
            deliver(parcel)
        except Undelivered as error:
            if not error.refusal.final or error.refusal.gone:
                self._troubled[parcel.door.url] = error.refusal
            raise
