"""One row for every message: to whom, when, and what became of it; what people do not want to get; and when messages were last looked for."""

from outbox.models.heartbeat import Heartbeat
from outbox.models.message import Message, new_message_id
from outbox.models.switched_off import SwitchedOff

__all__ = ["Heartbeat", "Message", "SwitchedOff", "new_message_id"]
