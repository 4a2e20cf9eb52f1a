"""What an app hands over when it wants something sent: one planned row for one recipient."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from accounts.models import User
from outbox.models import Message


@dataclass(frozen=True, kw_only=True)
class Planned:
    """Times are aware. `recipient` or, for someone without an account, `address`. `part` sets two rows of one kind and version apart.

    On the chat channel `address` is the name of the webhook as people may read it, never the webhook's own address.
    """

    kind: str
    due_at: datetime
    expires_at: datetime
    recipient: User | None = None
    address: str = ""
    deadline_at: datetime | None = None
    version: int = 1
    payload: dict[str, Any] = field(default_factory=dict)
    part: str = ""
    channel: str = Message.Channel.EMAIL

    def key(self, subject: str) -> str:
        """The same key twice is the same message, whoever plans it and however often."""
        to = str(self.recipient.pk) if self.recipient else self.address.strip().lower()
        return "|".join([self.kind, subject, to, str(self.version), *([self.part] if self.part else [])])
