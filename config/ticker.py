"""The embedded mode's clockwork: one thread that runs every sweep of the timetable when its time has come, and on the bell."""

import logging
import time
from collections.abc import Sequence
from threading import Thread

from django.db import connections
from django.utils.module_loading import import_string

from config.timetable import SWEEPS, Sweep
from outbox import bell

logger = logging.getLogger(__name__)
SECONDS_TO_STOP = 10


class Ticker:
    """Sweeps run one after the other; one that fails is logged and has its next turn as planned."""

    def __init__(self, sweeps: Sequence[Sweep] = SWEEPS) -> None:
        self.sweeps = sweeps
        self.thread: Thread | None = None

    def start(self) -> None:
        bell.stopping.clear()
        self.thread = Thread(target=self._run, name="ticker", daemon=True)
        self.thread.start()

    def stop(self) -> None:
        """Lets the mail in hand be finished; answers within SECONDS_TO_STOP."""
        bell.stopping.set()
        bell.rung.set()
        if self.thread:
            self.thread.join(SECONDS_TO_STOP)

    def _run(self) -> None:
        turns = {sweep: time.monotonic() for sweep in self.sweeps}
        while not bell.stopping.is_set():
            for sweep in [s for s in self.sweeps if turns[s] <= time.monotonic()]:
                run(sweep.task)
                turns[sweep] = next_turn(turns[sweep], sweep.every, time.monotonic())
            if bell.rung.wait(max(0.0, min(turns.values()) - time.monotonic())):
                bell.rung.clear()
                run(bell.SEND_TASK)


def next_turn(last: float, every: int, now: float) -> float:
    """Counted from when the last turn should have been, so that turns do not drift; turns that were missed are not made up."""
    return last + every * (int(max(now - last, 0) // every) + 1)


def run(task: str) -> None:
    """One sweep, whatever happens in it."""
    if bell.stopping.is_set():
        return
    try:
        import_string(task)()
    except Exception:
        logger.exception("The sweep %s failed; it has its next turn as planned.", task)
    finally:
        connections.close_all()
