"""A webhook: the door through which notices reach one channel of a chat, for a series or for a team."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from outbox import chat, targets
from outbox.chat import Door


class Webhook(models.Model):
    """Its address is a secret: whoever knows it can write into the channel. Pages, logs and the audit show `masked`."""

    class Service(models.TextChoices):
        SLACK = chat.SLACK, _("Slack")
        MATTERMOST = chat.MATTERMOST, _("Mattermost")
        SIGNED = chat.SIGNED, _("a program of your own (signed JSON)")

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    series = models.ForeignKey("reviews.Series", null=True, on_delete=models.CASCADE, related_name="webhooks")
    team = models.ForeignKey("accounts.Team", null=True, on_delete=models.CASCADE, related_name="webhooks")
    service = models.CharField(_("where to"), max_length=12, choices=Service.choices, default=Service.SLACK)
    name = models.CharField(_("name"), max_length=80)
    url = models.CharField(_("address of the webhook"), max_length=targets.LONGEST)
    secret = models.CharField(max_length=80, default="")
    # Names of events, as in chat_events.
    events = models.JSONField(default=list)
    # What happened before is not told: set when it is added, and anew when it goes on after a pause.
    listens_since = models.DateTimeField(default=timezone.now)
    paused_at = models.DateTimeField(null=True)
    # The chat said that this webhook no longer exists; only a new one helps.
    stopped_at = models.DateTimeField(null=True)
    stopped_because = models.CharField(max_length=300, default="")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(series__isnull=True, team__isnull=False) | Q(series__isnull=False, team__isnull=True),
                name="webhook_of_a_series_or_a_team",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def masked(self) -> str:
        return targets.masked(self.url)

    @property
    def shown(self) -> str:
        """As it stands in lists of messages, where mail has an address."""
        return f"{self.name} ({self.get_service_display()})"[:254]

    @property
    def door(self) -> Door:
        return Door(self.service, self.url, self.secret)

    @property
    def topic(self) -> str:
        """The subject of messages about this webhook itself."""
        return f"webhook:{self.uid}"

    @property
    def is_listening(self) -> bool:
        return self.paused_at is None and self.stopped_at is None
