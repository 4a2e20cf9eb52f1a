"""Says "look now" after a commit: to Celery in production, to the server's own ticker otherwise. Losing a ring loses no message."""

import logging
from threading import Event

from celery import current_app
from django.conf import settings
from django.db import transaction

logger = logging.getLogger(__name__)
# Set when something is due now, and when the process is told to stop; both are only used inside one server process.
rung = Event()
stopping = Event()
SEND_TASK = "outbox.tasks.send_due"


def ring() -> None:
    """Have what is due sent soon after the transaction is committed; if nobody hears it, the next sweep finds it."""
    transaction.on_commit(_ring, robust=True)


def _ring() -> None:
    if settings.OUTBOX_BELL != "celery":
        rung.set()
        return
    try:
        current_app.send_task(SEND_TASK, retry=False, ignore_result=True)
    except Exception:  # the broker may be gone in many ways; rows wait for the sweep, the page must not fail
        logger.warning("The broker could not be told that messages are due; the next sweep sends them.", exc_info=True)
