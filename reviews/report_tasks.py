"""Sweeps of reports: PDFs that wait to be made, and promises whose day has passed."""

from threading import Thread

from celery import shared_task
from django.conf import settings
from django.db import connection

from reviews.actions import report_pdfs, report_promises
from reviews.models import ReportPdf


@shared_task(ignore_result=True)
def make_pdfs() -> None:
    """The next one. Where one process does everything, beside its clockwork, so that mail does not wait for a printer."""
    pdf = report_pdfs.claim()
    if pdf is None:
        return
    if settings.PRODUCTION:
        report_pdfs.make(pdf)
    else:
        Thread(target=_beside, args=(pdf,), name="press", daemon=True).start()


def _beside(pdf: ReportPdf) -> None:
    try:
        report_pdfs.make(pdf)
    finally:
        connection.close()


@shared_task(ignore_result=True)
def heal_reports() -> None:
    report_promises.heal()
