"""Webhooks: added, changed, paused, taken up again, stopped when the chat no longer knows them, removed."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import audit
from accounts.models import Team, User
from outbox import signing
from outbox.actions import messages
from reviews import chat_events
from reviews.models import Series, Webhook


@transaction.atomic
def add(*, place: Series | Team, by: User, service: str, name: str, url: str, events: Sequence[str]) -> Webhook:
    """A door for one channel. A program of one's own gets a new signing secret, which the page shows once."""
    hook = Webhook.objects.create(
        series=place if isinstance(place, Series) else None,
        team=place if isinstance(place, Team) else None,
        service=service,
        name=name,
        url=url,
        secret=signing.new_secret() if service == Webhook.Service.SIGNED else "",
        events=[event for event in chat_events.OFFERED if event in events],
        added_by=by,
    )
    audit.record(by=by, did="webhook.added", subject=hook, service=service)
    return hook


@transaction.atomic
def change(
    *, hook: Webhook, by: User, name: str, events: Sequence[str], url: str = "", new_secret: bool = False
) -> None:
    """Another name, other events; another address (empty: as it is), which also takes up again one that was stopped.

    It hears of what happens from now on: what was told already is not told again under another name.
    """
    hook.name, hook.events = name, [event for event in chat_events.OFFERED if event in events]
    hook.listens_since = timezone.now()
    written = ["name", "events", "listens_since"]
    if url:
        hook.url, hook.stopped_at, hook.stopped_because = url, None, ""
        written += ["url", "stopped_at", "stopped_because"]
    if new_secret and hook.service == Webhook.Service.SIGNED:
        hook.secret = signing.new_secret()
        written.append("secret")
    hook.save(update_fields=written)
    audit.record(by=by, did="webhook.changed", subject=hook, address=bool(url), secret=new_secret)


@transaction.atomic
def pause(*, hook: Webhook, by: User) -> None:
    """Nothing more is told there, also not what waits already."""
    hook.paused_at = timezone.now()
    hook.save(update_fields=["paused_at"])
    _take_back(hook, _("the webhook is paused"))
    audit.record(by=by, did="webhook.paused", subject=hook)


@transaction.atomic
def go_on(*, hook: Webhook, by: User) -> None:
    """What happens from now on is told again; what happened during the pause is not."""
    hook.paused_at, hook.listens_since = None, timezone.now()
    hook.save(update_fields=["paused_at", "listens_since"])
    audit.record(by=by, did="webhook.went_on", subject=hook)


@transaction.atomic
def remove(*, hook: Webhook, by: User) -> None:
    """Its address is forgotten; the messages that went there stay as proof."""
    _take_back(hook, _("the webhook was removed"))
    audit.record(by=by, did="webhook.removed", subject=hook)
    hook.delete()


@transaction.atomic
def stop(*, hook: Webhook, because: str) -> None:
    """The chat says that it no longer exists: knocking again would only be noise. The sweep tells those who look after it."""
    stopped = Webhook.objects.filter(pk=hook.pk, stopped_at=None)
    if stopped.update(stopped_at=timezone.now(), stopped_because=because[:300]):
        _take_back(hook, _("the webhook no longer exists"))
        audit.record(by=None, did="webhook.stopped", subject=hook)


def _take_back(hook: Webhook, because: str) -> None:
    messages.cancel_of_payload(because=because, webhook=str(hook.uid))
