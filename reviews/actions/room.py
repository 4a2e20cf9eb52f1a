"""The meeting itself: opening the room, moving through the agenda, who came, and the end."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import live
from accounts.actions import audit
from accounts.models import User
from outbox.actions import messages
from reviews import reminders
from reviews.actions import attendance, chat, part_near, recording, records, room_people
from reviews.models import AgendaItem, Review, Stage
from reviews.queries.agenda import current as current


class NotNow(Exception):
    """The meeting is not in the state this needs, for instance because somebody else was quicker."""


def topic(review: Review) -> str:
    return f"room:{review.uid}"


def _locked(review: Review, *stages: str) -> Review:
    """The review, locked until the end of the transaction. Raises NotNow unless it is in one of the stages."""
    held = Review.objects.select_for_update().get(pk=review.pk)
    if held.stage not in stages:
        raise NotNow
    return held


@transaction.atomic
def open_room(*, review: Review, by: User) -> Review:
    """From now on people can come in; the first item of the agenda begins. Raises NotNow."""
    held = _locked(review, Stage.PREPARING)
    held.stage, held.started_at = Stage.MEETING, timezone.now()
    held.save(update_fields=["stage", "started_at"])
    room_people.begin(review=held, by=by)
    first = held.agenda.first()
    if first:
        begin(first)
    arrive(review=held, user=by)
    chat.room(held)
    audit.record(by=by, did="room.opened", subject=held)
    part_near.plan(held)
    live.publish(
        topic(held), "stage", "now", "agenda", "poll", "recording", "people", "join", "signals", "narrative", "rabbit"
    )
    return held


def begin(item: AgendaItem) -> None:
    item.started_at, item.ended_at = timezone.now(), None
    item.save(update_fields=["started_at", "ended_at"])


@transaction.atomic
def move_on(*, review: Review, by: User, item: int) -> None:
    """End the item and begin the next. `item` is the one the desk showed: a second click on an old page does nothing."""
    held = _locked(review, Stage.MEETING)
    here = current(held)
    if here is None or here.pk != item:
        return
    here.ended_at = timezone.now()
    here.save(update_fields=["ended_at"])
    following = held.agenda.filter(position__gt=here.position, started_at=None).first()
    if following:
        begin(following)
    audit.record(by=by, did="room.moved_on", subject=held, item=here.pk)
    part_near.plan(held)
    live.publish(topic(held), "now", "agenda", "rules", "agreed", "narrative", "rabbit")


@transaction.atomic
def extend(*, review: Review, by: User) -> None:
    """One more minute for the current item."""
    here = current(_locked(review, Stage.MEETING))
    if here:
        here.extended += 1
        here.save(update_fields=["extended"])
        audit.record(by=by, did="room.extended", subject=review, item=here.pk)
        part_near.plan(review)
        live.publish(topic(review), "now", "agenda", "rabbit")


@transaction.atomic
def end(*, review: Review, by: User) -> Review:
    """The meeting is over: the review is held, and what follows from that follows by itself. Raises NotNow."""
    held = _locked(review, Stage.MEETING)
    held.stage, held.ended_at = Stage.HELD, timezone.now()
    held.save(update_fields=["stage", "ended_at"])
    held.agenda.filter(started_at__isnull=False, ended_at=None).update(ended_at=timezone.now())
    room_people.finish(review=held)
    records.write(review=held)
    messages.cancel(subject=held.topic, kinds=reminders.KINDS, because=_("the meeting is over"))
    audit.record(by=by, did="room.ended", subject=held)
    part_near.plan(held)
    live.publish(
        topic(held),
        "stage",
        "now",
        "agenda",
        "poll",
        "rules",
        "agreed",
        "recording",
        "people",
        "join",
        "signals",
        "narrative",
        "questions",
        "parked",
        "rabbit",
        "closing",
    )
    live.revoke(topic(held))  # guests' passes end with the meeting
    return held


def arrive(*, review: Review, user: User) -> None:
    """Keep that this person is there; only while the meeting is on. Who comes back after a while is asked what newcomers are."""
    if review.stage != Stage.MEETING:
        return
    sign = attendance.seen(review=review, user=user)
    if sign != attendance.Sign.STILL_HERE:
        recording.came(review=review, user=user)
    if sign == attendance.Sign.FIRST:
        live.publish(topic(review), "poll", "people", "agreed")
