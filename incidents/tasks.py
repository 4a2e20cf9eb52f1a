"""Sweeps of incidents: the full-text index, should something have been written past it."""

from celery import shared_task

from incidents.actions import index


@shared_task(ignore_result=True)
def heal_index() -> None:
    """Write anew what differs from the things themselves."""
    index.reindex()
