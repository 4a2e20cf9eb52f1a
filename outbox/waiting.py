"""Why a message waits, or what became of it, in words for those who run the installation."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.templatetags.face import moment
from outbox.models import Message

State = Message.State


def why(message: Message, now: datetime, *, known: bool = True) -> str:
    """`known`: the reader may know what it is about; what went wrong in writing it might tell others."""
    if not known and message.last_error.startswith(_("It could not be written: %(e)s").partition("%")[0]):
        return _("It could not be written. The facilitators of the review see why.")
    match message.state:
        case State.PENDING:
            return _pending(message, now)
        case State.CLAIMED:
            return _claimed(message, now)
        case State.HELD:
            why = _(Message.RESTORED) if message.last_error == Message.RESTORED else message.last_error
            return _joined(_("Held back until somebody sends it after all."), why)
        case State.FAILED:
            return _joined(message.last_error, _("It is not tried again by itself."))
        case State.EXPIRED:
            given_up = _("It could not be sent before %(time)s, and after that it was of no use.")
            return _joined(given_up % {"time": moment(message.expires_at)}, message.last_error)
        case State.CANCELLED:
            return _("Not needed: %(reason)s") % {"reason": message.last_error or _("it was taken back")}
    return message.answer


def _pending(message: Message, now: datetime) -> str:
    if message.due_at > now:
        return _("Waits until it is due.")
    if message.attempts and message.next_attempt_at > now:
        tried = ngettext("Tried once.", "Tried %(count)d times.", message.attempts) % {"count": message.attempts}
        again = _("The next attempt is at %(time)s.") % {"time": moment(message.next_attempt_at)}
        return _joined(tried, again, message.last_error)
    return _joined(_("Due; it goes out with the next turn of the sweep."), message.last_error)


def _claimed(message: Message, now: datetime) -> str:
    if message.lease_until and message.lease_until > now:
        return _("A worker has it in hand.")
    return _("The worker that had it in hand is gone; the next turn of the sweep takes it up again.")


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
