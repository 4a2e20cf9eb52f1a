"""Where somebody was mentioned and has not looked yet."""

from django.db.models import QuerySet

from accounts.models import User
from reviews.models import Mention, Participation


def waiting(user: User) -> QuerySet[Mention]:
    """Unseen mentions in reviews that this person takes part in now; not in comments taken back or threads settled."""
    mine = Participation.objects.filter(user=user, removed_at=None).values("review")
    return (
        Mention.objects.filter(
            user=user,
            seen_at=None,
            comment__taken_back_at=None,
            comment__thread__resolved_at=None,
            comment__thread__document__review__in=mine,
        )
        .select_related("comment__by", "comment__thread__document__review__incident")
        .order_by("pk")
    )
