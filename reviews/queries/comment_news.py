"""Which comments of a mail are still news to its reader."""

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import User
from reviews.models import Comment, LastLook, Mention, Review


@dataclass(frozen=True)
class News:
    """`called`: the reader is mentioned in it; otherwise it answers in a thread of theirs."""

    comment: Comment
    called: bool


def unseen(review: Review, user: User, comments: Iterable[int]) -> list[News]:
    """In the order in which they were written, without what was taken back, settled, or seen. Four queries.

    Somebody whose name was taken out of a comment again, and who has no part in its thread, is not told of it.
    """
    rows = Comment.objects.filter(pk__in=comments, taken_back_at=None, thread__resolved_at=None)
    found = list(rows.select_related("by", "thread").order_by("pk"))
    mentions = dict(Mention.objects.filter(user=user, comment__in=found).values_list("comment", "seen_at"))
    threads = Comment.objects.filter(by=user, thread__in=[comment.thread_id for comment in found])
    own = set(threads.values_list("thread_id", flat=True))
    look = LastLook.objects.filter(document__review=review, user=user).first()
    return [
        News(comment, comment.pk in mentions)
        for comment in found
        if (
            not mentions[comment.pk]
            if comment.pk in mentions
            else comment.thread_id in own and (look is None or look.at < comment.made_at)
        )
    ]
