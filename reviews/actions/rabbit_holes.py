""" "Is this a rabbit hole?": asking the room, answering within ten seconds, and counting when they are over."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import live
from accounts.actions import audit
from accounts.models import User
from reviews.actions import parked, whose
from reviews.actions.room import NotNow, topic
from reviews.models import ParkedItem, RabbitAnswer, RabbitHole, Review, Stage
from reviews.queries import whereabouts
from reviews.queries.agenda import current

LASTS = timedelta(seconds=10)


class Over(Exception):
    """The ten seconds are over; nothing was changed."""


@transaction.atomic
def ask(*, review: Review, by: User) -> RabbitHole:
    """Ask everyone *go on or park*; while that runs a second tap asks nothing new. Raises NotNow when the room is not open."""
    held = Review.objects.select_for_update().get(pk=review.pk)
    if held.stage != Stage.MEETING:
        raise NotNow
    running = held.rabbit_holes.filter(state=RabbitHole.State.ASKING).first()
    now = timezone.now()
    if running and now < running.ends_at:
        return running
    if running:
        _count(running)
    hole = RabbitHole.objects.create(review=held, about=_about(held), asked_at=now, ends_at=now + LASTS)
    audit.record(by=by, did="rabbit_hole.asked", subject=held, hole=hole.pk)
    live.publish(topic(held), "rabbit")
    return hole


def _about(review: Review) -> str:
    """What the room is at, so that whoever reads "parked" at the end knows what: the moment that is told, the point that is discussed."""
    here = current(review)
    if here is None:
        return _("What was being talked about")
    what = whereabouts.told(review, here)
    return f"{here.title}: {what}" if what else here.title


@transaction.atomic
def answer(*, hole: RabbitHole, by: whose.Person, park: bool) -> None:
    """One answer a person, changed by answering again. Leaves no record of who said what. Raises Over."""
    held = RabbitHole.objects.select_for_update().get(pk=hole.pk)
    if held.state != RabbitHole.State.ASKING or timezone.now() >= held.ends_at:
        raise Over
    RabbitAnswer.objects.bulk_create(
        [RabbitAnswer(hole=held, park=park, **whose.columns(by, "person"))],
        update_conflicts=True,
        unique_fields=["hole", *whose.columns(by, "person")],
        update_fields=["park"],
    )


def settle(*, review: Review | None = None) -> None:
    """Count every question whose ten seconds are over by its recorded time: of one review, or wherever there are any."""
    due = RabbitHole.objects.filter(state=RabbitHole.State.ASKING, ends_at__lte=timezone.now())
    for hole in due.filter(review=review) if review else due:
        _settle(hole)


@transaction.atomic
def _settle(hole: RabbitHole) -> None:
    """The review is locked before the question, as in `ask`; whoever comes second finds it counted."""
    Review.objects.select_for_update().get(pk=hole.review_id)
    held = RabbitHole.objects.select_for_update().get(pk=hole.pk)
    if held.state == RabbitHole.State.ASKING:
        _count(held)


def _count(hole: RabbitHole) -> None:
    """More for park than for going on: it is parked. The answers themselves are deleted."""
    hole.park_counted = hole.answers.filter(park=True).count()
    hole.go_on_counted = hole.answers.filter(park=False).count()
    parks = hole.park_counted > hole.go_on_counted
    hole.state = RabbitHole.State.PARK if parks else RabbitHole.State.GO_ON
    if parks and hole.review.stage == Stage.MEETING:
        hole.parked_item = parked.park(review=hole.review, by=None, text=hole.about, kind=ParkedItem.Kind.DETAIL)
    hole.save(update_fields=["state", "park_counted", "go_on_counted", "parked_item"])
    hole.answers.all().delete()
    live.publish(topic(hole.review), "rabbit")
