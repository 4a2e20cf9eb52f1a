"""One row for every message: to whom, when, and what became of it."""

from outbox.models.message import Message, new_message_id

__all__ = ["Message", "new_message_id"]
