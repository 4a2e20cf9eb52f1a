"""What chats refused for good or could not be told in time, for those who look after the webhooks: until something arrives again."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from outbox.kinds import label_of
from outbox.models import Message
from reviews.models import Webhook

LATELY = timedelta(days=30)
State = Message.State
LOST = (State.FAILED, State.EXPIRED)


@dataclass(frozen=True)
class Refused:
    """The newest notice that did not arrive, and how many since one did. `label` names the event, never the review."""

    label: str
    at: datetime
    why: str
    count: int


def refused(hooks: Collection[Webhook]) -> dict[int, Refused]:
    """By the webhook's number; those whose last notice arrived are not in it. One query.

    A webhook that was changed begins anew, and one that was stopped says so itself.
    """
    by_uid = {str(hook.uid): hook for hook in hooks if not hook.stopped_at}
    rows = Message.objects.filter(
        channel=Message.Channel.CHAT,
        state__in=(State.SENT, *LOST),
        due_at__gt=timezone.now() - LATELY,
        payload__webhook__in=list(by_uid),
    )
    found: dict[int, Refused] = {}
    for message in rows.order_by("due_at", "pk"):
        hook = by_uid[message.payload["webhook"]]
        if message.state == State.SENT:
            found.pop(hook.pk, None)
        elif message.created_at > hook.listens_since:
            before = found.get(hook.pk)
            found[hook.pk] = _one(message, before.count + 1 if before else 1)
    return found


def _one(message: Message, count: int) -> Refused:
    why = message.last_error or _("It was tried until it was of no use any more.")
    return Refused(label_of(message.kind), message.due_at, why, count)
