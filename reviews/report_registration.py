"""Hands the mails about reports to the outbox, with what people may decide about them."""

from django.utils.translation import gettext_lazy as _

from outbox import choices
from outbox.choices import Choice
from outbox.kinds import NOTICE, OPTIONAL, Kind, register
from reviews import mails_by_address, mails_report
from reviews.actions.reports import LATE, PUBLISHED
from reviews.mails_by_address import either


def report_kinds() -> None:
    register(
        Kind(
            PUBLISHED,
            _("report published"),
            either(mails_report.published, mails_by_address.published),
            either(mails_report.published_wanted, mails_by_address.published_wanted),
            optional=True,
            priority=OPTIONAL,
        )
    )
    register(
        Kind(LATE, _("report awaited"), mails_report.late, mails_report.late_wanted, optional=True, priority=NOTICE)
    )
    choices.register(
        Choice(
            "report",
            _("A report is published"),
            _("The report of a review that you are part of, and new versions of it."),
            (PUBLISHED,),
            one_click=True,
        )
    )
    choices.register(
        Choice(
            "report_late",
            _("A report of yours is awaited"),
            _("When you facilitate, the morning after the day for which a report was promised."),
            (LATE,),
            one_click=True,
        )
    )
