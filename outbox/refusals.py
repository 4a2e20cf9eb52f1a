"""Tells a refusal for good from a disturbance that passes, in words that a facilitator understands."""

import smtplib
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Refusal:
    """`final`: trying again would not help. `server`: the whole mail server is in trouble, not this one mail.

    `gone`: the address itself no longer exists; `after`: the least time to wait that was asked for.
    """

    final: bool
    server: bool
    reason: str
    gone: bool = False
    after: timedelta = timedelta(0)


class Undelivered(Exception):
    """For carriers other than mail: it was not accepted, and what that means is known already."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason)
        self.refusal = refusal


def read(error: Exception) -> Refusal:
    """What an exception of a mail backend means. Trouble with signing in or the sender is ours to mend and so never final."""
    if isinstance(error, Undelivered):
        return error.refusal
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
        return _answered(code, said)
    if isinstance(error, smtplib.SMTPDataError):
        return _answered(error.smtp_code, error.smtp_error)
    if isinstance(error, smtplib.SMTPResponseException):
        return Refusal(False, True, _("The mail server answered: %(said)s") % {"said": _words(error.smtp_error)})
    if isinstance(error, OSError):  # SMTPException is one: a dropped connection, a refused one, a timeout, a full disk
        return Refusal(False, True, _("The mail server could not be reached: %(said)s") % {"said": error})
    return Refusal(True, False, f"{type(error).__name__}: {error}")


def _answered(code: int, said: bytes | str) -> Refusal:
    words = f"{code} {_words(said)}"
    if 500 <= code < 600:
        return Refusal(True, False, _("The mail server refused it: %(said)s") % {"said": words})
    return Refusal(False, code == 421, _("The mail server asked to try later: %(said)s") % {"said": words})


def _words(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said
