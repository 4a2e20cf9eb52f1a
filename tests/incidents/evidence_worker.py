"""A process of its own that brings evidence in and dies by SIGKILL: `python -m tests.incidents.evidence_worker in-the-middle|in-the-switch`."""

import os
import signal
import sys
from collections.abc import Iterator
from typing import Any

from config.wsgi import application  # isort: skip — first: it sets up Django

from incidents.actions import evidence_running, evidence_writing
from incidents.evidence_formats import slack_zip

__all__ = ["application"]


def die(*args: Any, **values: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def in_the_middle() -> None:
    """With the first batch written, and the second one read."""
    evidence_writing.BATCH = 1

    def reading(*args: Any) -> Iterator[Any]:
        for number, row in enumerate(slack_zip.read(*args)):
            if number == 2:
                die()
            yield row

    slack = evidence_running.FORMATS["slack"]
    evidence_running.FORMATS["slack"] = slack.__class__(reading, slack.kind)


def in_the_switch() -> None:
    """When all is written and the import is said to be done, before that is kept."""
    evidence_writing.audit.record = die  # type: ignore[assignment]


if __name__ == "__main__":
    {"in-the-middle": in_the_middle, "in-the-switch": in_the_switch}[sys.argv[1]]()
    evidence_running.run_due()
