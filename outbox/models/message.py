"""A message: one e-mail (with or without a calendar entry) or one chat notice to one address, with the time it is due and the time it was promised."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from outbox.links import host


def new_message_id() -> str:
    """Made once, when the row is planned, so that a mail sent twice by an accident is recognised as one."""
    return f"<{uuid4()}@{host()}>"


class Message(models.Model):
    """What is planned is kept here and nowhere else; a broker only says "look now"."""

    class State(models.TextChoices):
        PENDING = "pending", _("waiting")
        CLAIMED = "claimed", _("in hand")
        SENT = "sent", _("sent")
        FAILED = "failed", _("could not be delivered")
        CANCELLED = "cancelled", _("no longer needed")
        EXPIRED = "expired", _("not sent in time")
        HELD = "held", _("held back")

    class Channel(models.TextChoices):
        EMAIL = "email", _("e-mail")
        CHAT = "chat", _("chat")

    # The reason of those that are held because a restored backup does not know whether they were sent.
    RESTORED = gettext_noop("A backup was put back, and it does not know whether this was sent.")
    UNSENT: ClassVar = [State.PENDING, State.CLAIMED]

    kind = models.CharField(max_length=60)
    channel = models.CharField(max_length=20, choices=Channel.choices, default=Channel.EMAIL)
    # What it is about, as text ("review:<uuid>"): the outbox knows no higher app.
    subject = models.CharField(max_length=100)
    # Kept without the account, because it is the proof that something was sent.
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="outbox_messages"
    )
    # For an account: filled when sent, with the address it went to. Without an account: given when planned.
    address = models.EmailField(max_length=254, default="")
    version = models.PositiveIntegerField(default=1)
    # Ids and values, never words: what is said is decided when it is sent.
    payload = models.JSONField(default=dict)
    key = models.CharField(max_length=400, unique=True)
    message_id = models.CharField(max_length=200, unique=True, default=new_message_id)
    priority = models.PositiveSmallIntegerField(default=5)

    due_at = models.DateTimeField()
    deadline_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    lease_until = models.DateTimeField(null=True)
    lease_token = models.UUIDField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    last_error = models.CharField(max_length=500, default="")
    sent_at = models.DateTimeField(null=True)
    # What the mail server said when it took it ("250 2.0.0 Ok: queued as 4D1"), for those who look for it there.
    answer = models.CharField(max_length=300, default="")
    created_at = models.DateTimeField(default=timezone.now)

    # Not kept: while a worker has this one in hand, which it sends next, and when it last saw that this one is still its own.
    following: "Message | None" = None
    seen_at = float("-inf")

    class Meta:
        ordering = ["due_at", "pk"]
        indexes = [
            models.Index(
                fields=["priority", "deadline_at", "due_at"],
                name="outbox_message_unsent",
                condition=Q(state__in=["pending", "claimed"]),
            ),
            models.Index(fields=["subject", "kind"], name="outbox_message_subject"),
            models.Index(fields=["lease_token"], name="outbox_message_lease", condition=Q(state="claimed")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(lease_until__isnull=True, lease_token__isnull=True)
                | Q(lease_until__isnull=False, lease_token__isnull=False),
                name="outbox_message_lease_pair",
            ),
            models.CheckConstraint(
                condition=~Q(state="claimed") | Q(lease_token__isnull=False), name="outbox_message_claimed_has_lease"
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="outbox_message_sent_pair",
            ),
            models.CheckConstraint(condition=~Q(state="sent") | ~Q(address=""), name="outbox_message_sent_has_address"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("due_at")), name="outbox_message_expires_after_due"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def to_address(self) -> str:
        """Where it goes if it is sent now: an account's address of today, not of the day it was planned."""
        return self.recipient.email if self.recipient else self.address

    @property
    def to_name(self) -> str:
        return str(self.recipient) if self.recipient else self.address
