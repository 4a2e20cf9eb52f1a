"""After a backup was put back: a person says whether the messages that were due before then go out, or were sent already."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.actions import audit
from accounts.models import User
from outbox import bell
from outbox.models import Message

State = Message.State


@transaction.atomic
def send_all(*, by: User) -> int:
    """They were not sent: each goes out when it is due, unless it is no longer wanted. Answers how many."""
    count = _held().update(state=State.PENDING, last_error="")
    audit.record(by=by, did="messages.restored_sent", subject=by, count=count)
    bell.ring()
    return count


@transaction.atomic
def send_none(*, by: User) -> int:
    """They were sent after the backup was made. Answers how many."""
    count = _held().update(state=State.CANCELLED, last_error=_("it was sent before the backup was put back"))
    audit.record(by=by, did="messages.restored_dropped", subject=by, count=count)
    return count


def _held() -> QuerySet[Message]:
    return Message.objects.filter(state=State.HELD, last_error=Message.RESTORED)
