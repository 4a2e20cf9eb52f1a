"""One row for every message: to whom, when, and what became of it; and one that says when messages were last looked for."""

from outbox.models.heartbeat import Heartbeat
from outbox.models.message import Message, new_message_id

__all__ = ["Heartbeat", "Message", "new_message_id"]
