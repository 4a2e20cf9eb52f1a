"""Who hears of a follow-up: its owner by a reminder before and after its day, and the chats that ask for it."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from incidents.actions import index
from outbox.actions import messages
from outbox.planning import Planned
from reviews import chat_events, soaking
from reviews.actions import chat
from reviews.models import FollowUp, Review, Webhook

DUE_SOON, STILL_OPEN = "review.follow_up_due", "review.follow_up_open"
KINDS = (DUE_SOON, STILL_OPEN)
STILL_OPEN_FOR = timedelta(days=3)
NEWS_FOR = timedelta(days=1)


def subject_of(review: Review) -> str:
    """Apart from the review's own messages, which are looked through at every planning."""
    return f"followups:{review.uid}"


@transaction.atomic
def plan(review: Review) -> None:
    """Bring the reminders in line with the follow-ups as they are; a constant number of queries, safe to do again."""
    due = review.follow_ups.filter(settled_at=None, chosen_not=False, due__isnull=False, owner__is_active=True)
    rows = [row for each in due.select_related("owner", "review") for row in _rows(each)]
    messages.plan(subject=subject_of(review), rows=rows, replace=KINDS)


def _rows(follow_up: FollowUp) -> list[Planned]:
    owner, day = follow_up.owner, follow_up.due
    assert owner
    assert day
    before, after = soaking.reminders(day, owner.zone)
    over = datetime.combine(day, time.max, tzinfo=owner.zone)
    times = [(DUE_SOON, before, over), (STILL_OPEN, after, after + STILL_OPEN_FOR)]
    return [
        Planned(
            kind=kind,
            recipient=owner,
            due_at=due_at,
            expires_at=until,
            part=f"{follow_up.pk} {day.isoformat()}",
            payload={"review": str(follow_up.review.uid), "follow_up": follow_up.pk, "due": day.isoformat()},
        )
        for kind, due_at, until in times
        if until > timezone.now()
    ]


@transaction.atomic
def agreed(follow_up: FollowUp) -> None:
    """It is new, or somebody else's now."""
    index.touch("follow-up", follow_up.pk)
    plan(follow_up.review)
    _tell_agreed(follow_up)


@transaction.atomic
def settled(follow_up: FollowUp) -> None:
    """It is done, or chosen not to be."""
    plan(follow_up.review)
    _tell_settled(follow_up, follow_up.settled_at or timezone.now())


def _tell_agreed(follow_up: FollowUp) -> None:
    part = f" {follow_up.pk} {follow_up.owner_id}"
    _tell(follow_up, chat_events.FOLLOW_UP_AGREED, follow_up.agreed_at, part)


def _tell_settled(follow_up: FollowUp, at: datetime) -> None:
    _tell(follow_up, chat_events.FOLLOW_UP_SETTLED, at, f" {follow_up.pk} {at.isoformat()}")


def _tell(follow_up: FollowUp, event: str, at: datetime, part: str) -> None:
    review = Review.objects.select_related("incident", "document").get(pk=follow_up.review_id)
    chat.tell(review, event, happened_at=at, until=at + NEWS_FOR, part=part, follow_up=str(follow_up.pk))


@transaction.atomic
def heal() -> None:
    """Plan again for every review with something that is due, or was lately, and what chats shall hear: a crash may have
    left it out."""
    lately = timezone.localdate() - soaking.AFTER - STILL_OPEN_FOR
    waiting = FollowUp.objects.filter(settled_at=None, chosen_not=False, due__gte=lately)
    for review in Review.objects.filter(pk__in=waiting.values("review")):
        plan(review)
    if Webhook.objects.exists():
        _heal_chats()


def _heal_chats() -> None:
    """Of the last day; what an archive brought in was no news."""
    since = timezone.now() - NEWS_FOR
    own = FollowUp.objects.filter(review__brought_in=None)
    for follow_up in own.filter(agreed_at__gt=since, settled_at=None, chosen_not=False):
        _tell_agreed(follow_up)
    for follow_up in own.filter(settled_at__gt=since):
        _tell_settled(follow_up, follow_up.settled_at or since)
