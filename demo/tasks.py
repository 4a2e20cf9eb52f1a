"""The demo's own sweep: the people whom nobody plays take part in the story's meeting."""

from celery import shared_task

from demo.actions import others, story


@shared_task(ignore_result=True)
def others_do() -> None:
    review = story.review()
    if review:
        others.come_and_vote(review)
