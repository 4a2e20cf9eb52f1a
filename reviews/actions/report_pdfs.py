"""Makes the PDFs of reports in the background: ordered once for the same pages, claimed with a lease, printed by a process of its own."""

from datetime import timedelta
from functools import partial

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language

from accounts.models import User
from reviews import report_pressing, report_print
from reviews.models import Audience, Edition, Report, ReportPdf, Review
from reviews.report_permissions import is_private, may_leave, read_report
from reviews.report_pressing import LONGEST, Failed

LEASE = timedelta(seconds=LONGEST + 60)
State = ReportPdf.State


def audiences(report: Report) -> list[str]:
    """For whom there are PDFs."""
    found = [str(Audience.THERE)]
    if report.for_company:
        found.append(str(Audience.COMPANY))
    if may_leave(report) and report.links.filter(revoked_at=None).exists():
        found.append(str(Audience.PUBLIC))
    return found


def order(edition: Edition, by: User | None) -> None:
    """One for each audience, in the language of whoever does this; earlier editions' are let go."""
    ReportPdf.objects.filter(edition__report=edition.report_id).exclude(edition=edition).delete()
    for audience in audiences(edition.report):
        ask(edition=edition, audience=audience, by=by)


def order_latest(review: Review, by: User | None) -> None:
    """After something changed that the pages show: who is named, who may read."""
    report = Report.objects.select_related("review__incident", "review__document").filter(review=review).first()
    if report and report.latest_number:
        order(report.latest, by)


@transaction.atomic
def ask(*, edition: Edition, audience: str, by: User | None) -> ReportPdf:
    """The PDF of these pages, made already or waiting its turn. One that failed or is no longer true is made anew when it is asked for."""
    language = get_language() or settings.LANGUAGE_CODE
    try:
        key = report_print.sheet(edition, audience, language).key
    except report_print.TooBig:
        key = report_print.key_of_too_big(edition, audience)
    place = {"edition": edition, "audience": audience, "language": language}
    ReportPdf.objects.filter(**place).exclude(key=key).delete()
    found, new = ReportPdf.objects.get_or_create(key=key, defaults={**place, "asked_by": by})
    if not new and found.state == State.FAILED and found.why_not != "too_big":
        found.state, found.percent, found.why_not, found.asked_by = State.WAITING, 0, "", by
        found.save(update_fields=["state", "percent", "why_not", "asked_by"])
    return found


@transaction.atomic
def claim() -> ReportPdf | None:
    """The next that waits, or whose maker did not come back, for LEASE."""
    now = timezone.now()
    waits = Q(state=State.WAITING) | Q(state=State.MAKING, leased_until__lt=now)
    rows = ReportPdf.objects.filter(waits)
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True)
    pdf = rows.defer("content").first()
    if pdf:
        pdf.state, pdf.percent, pdf.leased_until = State.MAKING, 0, now + LEASE
        pdf.save(update_fields=["state", "percent", "leased_until"])
    return pdf


def make(pdf: ReportPdf) -> None:
    """Print one that was claimed; whatever happens, it ends as done or failed."""
    edition = Edition.objects.select_related("report__review__incident", "report__review__document").get(
        pk=pdf.edition_id
    )
    try:
        _still_allowed(pdf, edition)
        handed = report_print.sheet(edition, pdf.audience, pdf.language).handed
        content = report_pressing.pressed(handed, partial(_keep_percent, pdf))
    except report_print.TooBig:
        _end(pdf, State.FAILED, why_not="too_big")
    except Failed as error:
        _end(pdf, State.FAILED, why_not=str(error))
    else:
        _end(pdf, State.DONE, content=content, percent=100)


def _end(pdf: ReportPdf, state: str, **more: object) -> None:
    ReportPdf.objects.filter(pk=pdf.pk, state=State.MAKING).update(state=state, leased_until=None, **more)


def _still_allowed(pdf: ReportPdf, edition: Edition) -> None:
    """Asked again when it is made (attack 17): the review may be restricted by now, or whoever asked has left it."""
    review = edition.report.review
    outside = pdf.audience == Audience.PUBLIC and is_private(review)
    if outside or (pdf.asked_by and not read_report(pdf.asked_by, review)):
        raise Failed("cancelled")


def _keep_percent(pdf: ReportPdf, percent: int) -> None:
    ReportPdf.objects.filter(pk=pdf.pk).update(percent=percent)
