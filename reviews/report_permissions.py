"""Who may write a report, who may read it, and who may have a link for people outside."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.verdicts import YES, Verdict, no
from reviews import permissions
from reviews.models import Report, Review, Stage


def write_report(user: User, review: Review) -> Verdict:
    """Once the meeting was held: what the room adds belongs into it."""
    early = review.stage != Stage.HELD
    return permissions.facilitate(user, review).unless(early, _("The report is written after the meeting."))


def report_of(review: Review) -> Report | None:
    return Report.objects.filter(review=review).first()


def read_report(user: User, review: Review) -> Verdict:
    """Those who are in the review; everybody who may see it, if a facilitator published it for the company."""
    if permissions.take_part(user, review):
        return YES
    report = report_of(review)
    if report and report.latest_number and not report.for_company:
        return no(_("This report is for the people who were invited to its meeting."))
    return permissions.see(user, review)


def is_private(review: Review) -> bool:
    """A restricted review never leaves its circle (decision 5)."""
    return review.restricted or review.incident.restricted


def may_leave(report: Report) -> bool:
    """Whether people outside may have it at all: whom it is for only gets wider."""
    return bool(report.latest_number) and report.for_company and not is_private(report.review)


def link_outside(user: User, review: Review) -> Verdict:
    report = report_of(review)
    narrow = report is None or not may_leave(report)
    return (
        write_report(user, review)
        .unless(is_private(review), _("A restricted review has no link for people outside."))
        .unless(narrow, _("Publish it for the company first: people outside do not read what the company may not."))
    )


def choose_name(user: User, review: Review) -> Verdict:
    """One's own name is one's own word, at any time."""
    return permissions.take_part(user, review)
