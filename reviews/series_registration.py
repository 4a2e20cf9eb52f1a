"""Hands the outbox the messages about second readings, facilitators in turn and kind invitations back."""

from django.utils.translation import gettext_lazy as _

from outbox.kinds import Kind, register
from reviews import mails_second_reading, series_messages


def series_kinds() -> None:
    register(
        Kind(
            series_messages.SECOND_READING,
            _("asked to read it with fresh eyes"),
            mails_second_reading.asked,
            mails_second_reading.asked_wanted,
        )
    )
    register(
        Kind(
            series_messages.SECOND_READ,
            _("read with fresh eyes"),
            mails_second_reading.answered,
            mails_second_reading.answered_wanted,
        )
    )
