"""Sweeps: meetings that were held and have no survey yet, surveys whose time is over, chats that were not told of an open one."""

import logging
from collections.abc import Callable
from typing import TypeVar

from celery import shared_task
from django.utils import timezone

from reviews.models import Review, Stage
from surveys.actions import facts, surveys, trends
from surveys.models import Survey

log = logging.getLogger(__name__)
Row = TypeVar("Row")


def with_log(act: Callable[[Row], object], row: Row) -> None:
    """One that fails is written into the log, without its content, and does not stop the others."""
    try:
        act(row)
    except Exception:
        log.exception("A survey could not be opened or sealed; the next sweep tries again.")


@shared_task(ignore_result=True)
def open_due() -> None:
    """Ask after every meeting that was held."""
    for review in Review.objects.filter(stage=Stage.HELD, survey=None, brought_in=None):
        with_log(surveys.open_for, review)


@shared_task(ignore_result=True)
def seal_due() -> None:
    """Seal what is past its time, then forget physically what was deleted."""
    due = list(Survey.objects.filter(state=Survey.State.OPEN, closes_at__lte=timezone.now()))
    for survey in due:
        with_log(surveys.seal, survey)
    if due:
        surveys.vacuum()


@shared_task(ignore_result=True)
def tell_chats() -> None:
    surveys.heal_chats()


@shared_task(ignore_result=True)
def draw_due() -> None:
    """Draw the points of the weeks that are over, and keep the sums of the trends."""
    trends.draw()
    facts.take_in()
