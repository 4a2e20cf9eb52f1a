"""Sweeps: meetings that were held and have no survey yet, surveys whose time is over."""

from celery import shared_task
from django.utils import timezone

from reviews.models import Review, Stage
from surveys.actions import surveys
from surveys.models import Survey


@shared_task(ignore_result=True)
def open_due() -> None:
    """Ask after every meeting that was held."""
    for review in Review.objects.filter(stage=Stage.HELD, survey=None):
        surveys.open_for(review)


@shared_task(ignore_result=True)
def seal_due() -> None:
    """Seal what is past its time, then forget physically what was deleted."""
    due = list(Survey.objects.filter(state=Survey.State.OPEN, closes_at__lte=timezone.now()))
    for survey in due:
        surveys.seal(survey)
    if due:
        surveys.vacuum()
