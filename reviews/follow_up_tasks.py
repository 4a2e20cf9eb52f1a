"""Sweeps of follow-ups: reminders and questions to the group left unplanned, and what became of them where they are tracked."""

from celery import shared_task

from reviews.actions import choosing, follow_up_news, tracked


@shared_task(ignore_result=True)
def heal() -> None:
    choosing.heal()
    follow_up_news.heal()


@shared_task(ignore_result=True)
def read_tracked() -> None:
    tracked.read_due()
