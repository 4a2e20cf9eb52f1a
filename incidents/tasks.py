"""Sweeps of incidents: evidence to bring in, previews that nobody confirmed, and the full-text index should something have been written past it."""

from threading import Lock, Thread

from celery import shared_task
from django.conf import settings
from django.db import connections

from incidents.actions import evidence_imports, evidence_running, index

working = Lock()


@shared_task(ignore_result=True)
def bring_evidence_in() -> None:
    """In production in the worker; in the embedded server beside the ticker, so that mail does not wait for a long file."""
    if settings.OUTBOX_BELL == "celery":
        evidence_running.run_due()
    elif not working.locked() and evidence_running.anything_due():
        Thread(target=_work, name="evidence", daemon=True).start()


def _work() -> None:
    if not working.acquire(blocking=False):
        return
    try:
        evidence_running.run_due()
    finally:
        working.release()
        connections.close_all()


@shared_task(ignore_result=True)
def forget_previews() -> None:
    evidence_imports.forget_previews()


@shared_task(ignore_result=True)
def heal_index() -> None:
    """Write anew what differs from the things themselves."""
    index.reindex()
