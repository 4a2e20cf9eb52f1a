"""Plans the mails about comments: to those who were called by name, and to those who wrote in the thread before."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from outbox.actions import messages
from outbox.models import Message
from outbox.planning import Planned
from outbox.wanted import people_without
from reviews.comment_news import Batch, Mailed, batch
from reviews.models import Comment, Review, Stage

COMMENTS = "review.comments"
NEWS_FOR = timedelta(days=3)
State = Message.State


def subject_of(review: Review) -> str:
    """Apart from the review's own messages, which are looked through at every planning."""
    return f"comments:{review.uid}"


@transaction.atomic
def tell(comment: Comment) -> int:
    """Put a comment into the next mail of everyone whom it concerns, once; answers how many. A second call does nothing."""
    review = comment.thread.document.review
    if review.stage == Stage.CANCELLED:
        return 0
    people = _concerned(comment, review)
    before, now = _mailed(review, people), timezone.now()
    batches = {person: batch(comment.pk, before[person.pk], now) for person in people}
    rows = [_row(review, person, found) for person, found in batches.items() if found]
    if rows:
        messages.plan(subject=subject_of(review), rows=rows)
    return len(rows)


def _concerned(comment: Comment, review: Review) -> list[User]:
    """Who is in the review, may sign in, wants such mails, and is called here or wrote in this thread before."""
    called = comment.mentions.values("user")
    wrote = comment.thread.comments.filter(pk__lt=comment.pk, taken_back_at=None).values("by")
    here = review.participations.filter(removed_at=None).values("user")
    people = User.objects.filter(pk__in=here, is_active=True).exclude(pk=comment.by_id or 0)
    found = list(people.filter(Q(pk__in=called) | Q(pk__in=wrote)).order_by("pk"))
    off = people_without(COMMENTS, [person.pk for person in found])
    return [person for person in found if person.pk not in off]


def _mailed(review: Review, people: Iterable[User]) -> dict[int, list[Mailed]]:
    """Their mails so far, by person (id), locked: one that is being written must not be told of more than it can say."""
    found: dict[int, list[Mailed]] = defaultdict(list)
    rows = Message.objects.filter(subject=subject_of(review), kind=COMMENTS, recipient__in=people)
    for row in rows.select_for_update().order_by("pk"):
        waits = row.state in (State.PENDING, State.HELD)
        at = row.due_at if waits or row.state == State.CLAIMED else row.sent_at
        mailed = Mailed(at, frozenset(row.payload["comments"]), waits, row.payload["part"])
        found[row.recipient_id or 0].append(mailed)
    return found


def _row(review: Review, person: User, found: Batch) -> Planned:
    return Planned(
        kind=COMMENTS,
        due_at=found.due_at,
        expires_at=found.due_at + NEWS_FOR,
        recipient=person,
        part=found.part,
        payload={"review": str(review.uid), "comments": sorted(found.comments), "part": found.part},
    )
