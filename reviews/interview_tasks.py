"""The sweep that deletes the notes of interviews on the promised day."""

from celery import shared_task

from reviews.actions import interviews


@shared_task(ignore_result=True)
def delete_notes() -> None:
    """Whatever is due; each interview in a transaction of its own."""
    interviews.delete_due()
