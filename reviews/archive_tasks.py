"""The sweep that forgets archives whose preview nobody confirmed."""

from celery import shared_task

from reviews.actions import archive_previews


@shared_task(ignore_result=True)
def forget_previews() -> None:
    archive_previews.forget_old()
