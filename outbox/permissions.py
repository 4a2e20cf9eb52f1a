"""Who may read the embedded mode's mail: each person their own; in the demo, where anyone may be anyone, everybody's."""

from django.conf import settings

from accounts.models import User
from outbox.mailbox import Envelope


def mail_is_shown() -> bool:
    """In production mail leaves the house, and nothing of it is shown."""
    return not settings.PRODUCTION


def may_read(user: User, envelope: Envelope) -> bool:
    return bool(settings.DEMO) or envelope.is_for(user.email)
