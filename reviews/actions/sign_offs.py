"""Marks what is about a person, takes their word on it, and whether they are willing to speak of an event."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

import live
from accounts.actions import audit
from accounts.models import User
from incidents.models import TimelineEvent
from reviews.actions import anchors, promises
from reviews.actions.comments import NotFound, Passage
from reviews.actions.room import topic
from reviews.anchoring import map_anchors
from reviews.models import Document, MarkedPassage, PersonPart, Review, SignOff, Willingness
from reviews.queries.document import shown


class Changed(Exception):
    """It reads otherwise than it did on the page that was answered."""


class Disputed(Exception):
    """Its person disputes it, so it stays."""


@transaction.atomic
def mark_passage(*, document: Document, by: User, person: User, passage: Passage) -> PersonPart:
    """Ask the person about these words, carried to the latest revision if the page was older. Raises NotFound."""
    rendered = shown(passage.revision)
    span = rendered.to_source(passage.start, passage.end)
    if span is None:
        raise NotFound
    locked = Document.objects.select_for_update().get(pk=document.pk)
    held = _passage(locked, passage, span, rendered.quote(*span) or rendered.plain[passage.start : passage.end])
    part, made = PersonPart.objects.get_or_create(
        review=document.review, person=person, passage=held, defaults={"quote": held.quote, "marked_by": by}
    )
    if made:
        audit.record(by=by, did="part.marked", subject=part, person=person.pk)
        promises.plan(document.review)
    return part


def _passage(document: Document, passage: Passage, span: tuple[int, int], quote: str) -> MarkedPassage:
    """These words as a passage; the one that is there already, if they are marked for somebody else too."""
    number = passage.revision.number
    made = MarkedPassage(
        document=document,
        origin_revision=number,
        origin_start=span[0],
        origin_end=span[1],
        origin_quote=passage.revision.text[span[0] : span[1]],
        rendered_quote=quote,
        held_revision=number,
        start=span[0],
        end=span[1],
        quote=quote,
    )
    latest = document.latest
    if number != latest.number:
        [anchor] = map_anchors(passage.revision.text, latest.text, [span])
        anchors.follow(made, passage.revision.text, anchor, latest)
    same = document.marked_passages.filter(
        held_revision=made.held_revision, start=made.start, end=made.end, status__in=["kept", "edited", "moved"]
    ).first()
    if same and made.status != "orphaned":
        return same
    made.save()
    return made


@transaction.atomic
def mark_events(*, review: Review, by: User, person: User, events: Iterable[TimelineEvent]) -> int:
    """Ask the person about events of the timeline; how many they were not asked about yet."""
    known = set(review.person_parts.filter(person=person).values_list("event", flat=True))
    new = [event for event in events if event.pk not in known]
    PersonPart.objects.bulk_create(
        [PersonPart(review=review, person=person, event=event, quote=event.what, marked_by=by) for event in new],
        ignore_conflicts=True,
    )
    if new:
        audit.record(by=by, did="part.events_marked", subject=review, person=person.pk, events=len(new))
        promises.plan(review)
    return len(new)


@transaction.atomic
def unmark(*, part: PersonPart, by: User) -> None:
    """It is no longer about this person. Raises Disputed."""
    locked = PersonPart.objects.select_for_update(of=("self",)).get(pk=part.pk)
    if locked.answers.filter(ended_at=None, answer=SignOff.Answer.DISPUTED).exists():
        raise Disputed
    audit.record(by=by, did="part.unmarked", subject=part, person=part.person_id)
    passage = locked.passage
    locked.delete()
    if passage and not passage.parts.exists():
        passage.delete()


@transaction.atomic
def answer(*, part: PersonPart, answer: str, seen: str, reason: str = "") -> SignOff:
    """The person's word, in place of what they said before. seen: PersonPart.seen of the page. Raises Changed."""
    Document.objects.select_for_update().get(
        review=part.review_id
    )  # no save while one answers, nor two answers at once
    fresh = PersonPart.objects.select_related("passage", "event").get(pk=part.pk)
    if fresh.seen != seen:
        raise Changed
    _end(fresh)
    said = SignOff.objects.create(part=fresh, answer=answer, reason=reason, text=fresh.words, at=fresh.at)
    audit.record(by=part.person, did=f"part.{answer}", subject=part)
    return said


def _end(part: PersonPart) -> int:
    return part.answers.filter(ended_at=None).update(ended_at=timezone.now())


@transaction.atomic
def withdraw(*, part: PersonPart) -> None:
    """The person takes their answer back; they are asked again."""
    if _end(part):
        audit.record(by=part.person, did="part.withdrawn", subject=part)


@transaction.atomic
def say_willing(*, review: Review, event: TimelineEvent, person: User, answer: str) -> None:
    """Whether to be called on about this event. The record says neither the event nor the answer: facilitators alone see it."""
    said = {"answer": answer, "asked_at": None}
    Willingness.objects.update_or_create(review=review, event=event, person=person, defaults=said)
    audit.record(by=person, did="willingness.said", subject=review)
    live.publish(topic(review), "narrative")
