"""Hands the chat notices of reviews to the outbox."""

from django.utils.translation import gettext_lazy as _

from outbox.kinds import NOTICE, OPTIONAL, Kind, register
from reviews import chat_events, chat_notes
from reviews.actions.chat import STOPPED


def chat_kinds() -> None:
    """A chat comes after every mail: it is slow when it is in trouble, and nothing in it was promised."""
    for event, label, write, wanted in (
        (
            chat_events.DOCUMENT_SHARED,
            _("chat: document shared"),
            chat_notes.document_shared,
            chat_notes.document_wanted,
        ),
        (chat_events.ROOM_OPEN, _("chat: room open"), chat_notes.room_open, chat_notes.room_wanted),
        (
            chat_events.REPORT_PUBLISHED,
            _("chat: report published"),
            chat_notes.report_published,
            chat_notes.report_wanted,
        ),
        (chat_events.WEEKLY_DIGEST, _("chat: weekly digest"), chat_notes.digest, chat_notes.digest_wanted),
    ):
        register(
            Kind(
                chat_events.kind_of(event), label, write, wanted, optional=True, priority=OPTIONAL, gone=chat_notes.gone
            )
        )
    register(Kind(STOPPED, _("chat notices stopped"), chat_notes.stopped, chat_notes.stopped_wanted, priority=NOTICE))
