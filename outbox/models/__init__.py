"""One row for every message: to whom, when, and what became of it; and what people do not want to get."""

from outbox.models.message import Message, new_message_id
from outbox.models.switched_off import SwitchedOff

__all__ = ["Message", "SwitchedOff", "new_message_id"]
