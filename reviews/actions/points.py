"""What a facilitator does with written-in points (merge, hide, bring back), and takes up from the series' last meeting."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

import live
from accounts.actions import audit
from accounts.models import User
from reviews.actions.polls import STILL_COMING, NotOpen
from reviews.actions.room import topic
from reviews.models import Poll, TalkingPoint, Vote


class NotThisPoint(Exception):
    """Only written-in points are put aside, and only into another point that stands in the same poll."""


def _locked(poll: Poll) -> Poll:
    """Raises NotOpen once the result is shown."""
    held = Poll.objects.select_for_update().select_related("review").get(pk=poll.pk)
    if held.state == Poll.State.REVEALED:
        raise NotOpen
    return held


def _standing(poll: Poll, point: TalkingPoint) -> TalkingPoint:
    """A written-in point that is not put aside already. Raises NotThisPoint."""
    found = poll.points.filter(pk=point.pk, kind=TalkingPoint.Kind.OTHER, aside_at=None).first()
    if found is None:
        raise NotThisPoint
    return found


def _aside(point: TalkingPoint, because: str, into: TalkingPoint | None = None) -> None:
    point.aside_at, point.aside_because, point.merged_into = timezone.now(), because, into
    point.save(update_fields=["aside_at", "aside_because", "merged_into"])
    # What had been merged into it goes along.
    point.merged.update(merged_into=into)


@transaction.atomic
def hide(*, point: TalkingPoint, by: User, because: str) -> None:
    """Take a written-in point off, with a reason that everybody can read; votes on it are free again. Raises NotOpen, NotThisPoint."""
    held = _locked(point.poll)
    found = _standing(held, point)
    held.votes.filter(point=found).delete()
    held.guest_votes.filter(point=found).delete()
    _aside(found, because)
    audit.record(by=by, did="poll.hid", subject=held.review, point=found.pk)
    live.publish(topic(held.review), "poll")


@transaction.atomic
def merge(*, point: TalkingPoint, into: TalkingPoint, by: User, because: str) -> None:
    """Two points that say the same become one; votes move along, and who had voted for both has one free. Raises NotOpen, NotThisPoint."""
    held = _locked(point.poll)
    found, target = _standing(held, point), held.points.filter(pk=into.pk, aside_at=None).first()
    if target is None or target == found:
        raise NotThisPoint
    votes = Vote.objects.filter(poll=held, point=found)
    votes.filter(voter__in=list(held.votes.filter(point=target).values_list("voter", flat=True))).delete()
    votes.update(point=target)
    of_guests = held.guest_votes.filter(point=found)
    of_guests.filter(guest__in=list(held.guest_votes.filter(point=target).values_list("guest", flat=True))).delete()
    of_guests.update(point=target)
    _aside(found, because, target)
    audit.record(by=by, did="poll.merged", subject=held.review, point=found.pk, into=target.pk)
    live.publish(topic(held.review), "poll")


@transaction.atomic
def bring_back(*, point: TalkingPoint, by: User) -> None:
    """The point stands for choice again; votes that moved or went do not come back. Raises NotOpen."""
    held = _locked(point.poll)
    back = held.points.filter(pk=point.pk).exclude(aside_at=None)
    if back.update(aside_at=None, aside_because="", merged_into=None):
        audit.record(by=by, did="poll.brought_back", subject=held.review, point=point.pk)
        live.publish(topic(held.review), "poll")


@transaction.atomic
def carry(*, poll: Poll, by: User, point: TalkingPoint) -> TalkingPoint:
    """Offer again what the series' last meeting did not come to; twice is once. Raises NotOpen once the vote has begun."""
    held = _locked(poll)
    if held.state != Poll.State.DRAFT or held.review.stage not in STILL_COMING:
        raise NotOpen
    known = held.points.filter(carried_from=point).first() or held.points.filter(text__iexact=point.text).first()
    if known:
        return known
    last = held.points.aggregate(last=Max("position"))["last"] or 0
    made = TalkingPoint.objects.create(
        poll=held,
        kind=TalkingPoint.Kind.COMMON,
        text=point.text,
        theme=point.theme,
        offered_by=by,
        position=last + 1,
        carried_from=point,
    )
    audit.record(by=by, did="poll.carried", subject=held.review, point=made.pk)
    live.publish(topic(held.review), "poll")
    return made
