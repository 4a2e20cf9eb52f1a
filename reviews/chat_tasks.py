"""The chats' sweep: what a crash left unplanned, the weekly digests, word of webhooks that stopped."""

from celery import shared_task

from reviews.actions import chat


@shared_task(ignore_result=True)
def heal_chats() -> None:
    chat.heal()
