"""The opening poll: composing it, voting, revealing. No record says who chose what."""

from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone

import live
from accounts.actions import audit
from accounts.models import User
from incidents.models import Theme
from reviews.actions import records
from reviews.actions.room import topic
from reviews.models import Poll, Stage, TalkingPoint, Thread, Vote


class NotOpen(Exception):
    """The poll is not in the state this needs: not yet open, or already revealed."""


def _locked(poll: Poll, *states: str) -> Poll:
    held = Poll.objects.select_for_update().select_related("review").get(pk=poll.pk)
    if held.state not in states:
        raise NotOpen
    return held


@transaction.atomic
def offer(
    *, poll: Poll, by: User, kind: str, text: str, theme: Theme | None = None, from_thread: Thread | None = None
) -> TalkingPoint:
    """A talking point; written-in ones may come while the poll is open. The same text twice stays one. Raises NotOpen."""
    states = (Poll.State.DRAFT, Poll.State.OPEN)
    held = _locked(poll, *(states if kind == TalkingPoint.Kind.OTHER else states[:1]))
    known = held.points.filter(text__iexact=text).first()
    if known:
        return known
    last = held.points.aggregate(last=Max("position"))["last"] or 0
    point = TalkingPoint.objects.create(
        poll=held, kind=kind, text=text, theme=theme, from_thread=from_thread, offered_by=by, position=last + 1
    )
    audit.record(by=by, did="poll.offered", subject=held.review, point=point.pk)
    live.publish(topic(held.review), "poll")
    return point


@transaction.atomic
def withdraw(*, point: TalkingPoint, by: User) -> None:
    """Take a point off while the poll is being composed. Raises NotOpen."""
    held = _locked(point.poll, Poll.State.DRAFT)
    audit.record(by=by, did="poll.withdrew", subject=held.review, point=point.pk)
    point.delete()
    live.publish(topic(held.review), "poll")


@transaction.atomic
def open_poll(*, poll: Poll, by: User) -> None:
    """Raises NotOpen when it was opened already, or has no points."""
    held = _locked(poll, Poll.State.DRAFT)
    if not held.points.exists():
        raise NotOpen
    held.state, held.opened_at = Poll.State.OPEN, timezone.now()
    held.save(update_fields=["state", "opened_at"])
    audit.record(by=by, did="poll.opened", subject=held.review)
    live.publish(topic(held.review), "poll")


@transaction.atomic
def vote(*, poll: Poll, by: User, point: TalkingPoint) -> None:
    """One vote a person, changed by voting again; fifty clicks at once are one vote. Raises NotOpen, also when the meeting is over.

    Leaves no record of who chose what beside the vote itself (design decision 4).
    """
    held = _locked(poll, Poll.State.OPEN)
    if held.review.stage != Stage.MEETING:
        raise NotOpen
    Vote.objects.bulk_create(
        [Vote(poll=held, voter=by, point=point)],
        update_conflicts=True,
        unique_fields=["poll", "voter"],
        update_fields=["point"],
    )
    live.publish(topic(held.review), "poll")


@transaction.atomic
def reveal(*, poll: Poll, by: User) -> None:
    """Freeze the counts and the order; the point with most votes is first in the themes. Raises NotOpen."""
    held = _locked(poll, Poll.State.OPEN)
    points = list(held.points.annotate(n=Count("votes")).order_by("-n", "position"))
    for rank, point in enumerate(points, start=1):
        point.rank, point.votes_counted = rank, point.n
    TalkingPoint.objects.bulk_update(points, ["rank", "votes_counted"])
    held.state, held.revealed_at = Poll.State.REVEALED, timezone.now()
    held.save(update_fields=["state", "revealed_at"])
    audit.record(by=by, did="poll.revealed", subject=held.review)
    records.renew(held.review)
    live.publish(topic(held.review), "poll", "now")


@transaction.atomic
def discussed(*, point: TalkingPoint, by: User) -> None:
    point.discussed_at = timezone.now()
    point.save(update_fields=["discussed_at"])
    audit.record(by=by, did="poll.discussed", subject=point.poll.review, point=point.pk)
    live.publish(topic(point.poll.review), "poll", "now")
