"""Takes the room through the timeline, and keeps what was said at each event."""

from django.db import transaction
from django.utils import timezone

import live
from accounts.actions import audit
from accounts.models import User
from incidents.models import TimelineEvent
from reviews.actions.room import NotNow, topic
from reviews.models import EventNote, Review, Stage, Telling, Willingness


def _in_meeting(review: Review) -> Review:
    held = Review.objects.select_for_update().get(pk=review.pk)
    if held.stage != Stage.MEETING:
        raise NotNow
    return held


@transaction.atomic
def show(*, review: Review, by: User, event: TimelineEvent) -> None:
    """The room is at this event now; a second click on an old page changes nothing. Raises NotNow."""
    held = _in_meeting(review)
    telling, _made = Telling.objects.get_or_create(review=held)
    if telling.event_id == event.pk:
        return
    telling.event = event
    telling.save(update_fields=["event"])
    audit.record(by=by, did="narrative.shown", subject=held, event=event.pk)
    live.publish(topic(held), "narrative", "rabbit")


@transaction.atomic
def note(*, review: Review, by: User, event: TimelineEvent, text: str) -> EventNote:
    """Add to the event what was said about it; the same words of the same person twice stay one. Raises NotNow."""
    held = _in_meeting(review)
    made, new = EventNote.objects.get_or_create(
        review=held, event=event, by=by, text=text, defaults={"about": event.what}
    )
    if new:
        audit.record(by=by, did="narrative.noted", subject=held, event=event.pk)
        live.publish(topic(held), "narrative")
    return made


@transaction.atomic
def take_back(*, note: EventNote, by: User) -> None:
    audit.record(by=by, did="narrative.note_taken_back", subject=note.review)
    note.delete()
    live.publish(topic(note.review), "narrative")


@transaction.atomic
def asked(*, willingness: Willingness, by: User) -> None:
    """A facilitator has talked with them in private. The record says neither with whom nor about what."""
    willingness.asked_at = timezone.now()
    willingness.save(update_fields=["asked_at"])
    audit.record(by=by, did="willingness.asked", subject=willingness.review)
