"""The outbox's sweeps: safe to run twice, at once, and in several processes."""

import time

from celery import shared_task

from outbox import bell, watch
from outbox.actions import at_once, heartbeats, sending

# Short enough that a worker told to stop has finished within its grace; what is left is found by the next ring.
SECONDS_A_RUN = 15


@shared_task(ignore_result=True)
def send_due() -> None:
    until = time.monotonic() + SECONDS_A_RUN
    sending.send_due(stop=lambda: bell.stopping.is_set() or time.monotonic() > until)
    heartbeats.beat(name=watch.SWEEP)
    if time.monotonic() > until and not bell.stopping.is_set():
        bell.ring()


@shared_task(ignore_result=True)
def forget_fleeting() -> None:
    """Codes and the like, a day after they were of use."""
    at_once.forget()
