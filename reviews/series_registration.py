"""Hands the outbox the messages about second readings, facilitators in turn and kind invitations back."""

from django.utils.translation import gettext_lazy as _

from outbox.kinds import Kind, register
from reviews import mails_second_reading, mails_series, series_messages


def series_kinds() -> None:
    seconds, kinds = mails_second_reading, series_messages
    asked, read = _("asked to read it with fresh eyes"), _("read with fresh eyes")
    register(Kind(kinds.SECOND_READING, asked, seconds.asked, seconds.asked_wanted))
    register(Kind(kinds.SECOND_READ, read, seconds.answered, seconds.answered_wanted))
    wanted, found = _("asked to facilitate"), _("a facilitator was found")
    register(Kind(kinds.FACILITATOR_WANTED, wanted, mails_series.wanted_mail, mails_series.wanted_still))
    register(Kind(kinds.FACILITATOR_FOUND, found, mails_series.found_mail, mails_series.found_still))
    back = _("invited back by a facilitator")
    register(Kind(kinds.INVITED_BACK, back, mails_series.invited_back, mails_series.invited_back_still))
