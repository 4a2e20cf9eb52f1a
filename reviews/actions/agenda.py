"""Builds and changes the agenda of a meeting."""

from django.db import transaction
from django.db.models import Max

import live
from accounts.actions import audit
from accounts.models import User
from reviews import timing
from reviews.actions import part_near, room
from reviews.models import AgendaItem, Coming, Review, Stage
from reviews.queries import series_format


class Begun(Exception):
    """The part of the meeting has begun, so it keeps its place."""


def _changed(review: Review) -> None:
    part_near.plan(review)
    live.publish(f"room:{review.uid}", "agenda", "now", "narrative", "rabbit")


@transaction.atomic
def build(*, review: Review, by: User) -> None:
    """The format of its series, or six parts from the review's slot, timeline, speakers and themes; replaces what was there."""
    coming = list(Coming.objects.filter(item__review=review).values_list("item__kind", "user"))
    review.agenda.all().delete()
    shares = series_format.shares(review) or timing.agenda(review.minutes, **_what_is_told(review))
    AgendaItem.objects.bulk_create(
        AgendaItem(
            review=review,
            kind=share.kind,
            title=AgendaItem.Kind(share.kind).label.capitalize(),
            minutes=share.minutes,
            position=position,
        )
        for position, share in enumerate(shares, start=1)
    )
    _come_again(review, coming)
    audit.record(by=by, did="agenda.built", subject=review)
    _changed(review)


def _what_is_told(review: Review) -> dict[str, int]:
    """How much there is to tell, and by how many: whose view the timeline holds, or who tells a moment of it."""
    incident = review.incident
    told = {person for pair in incident.events.values_list("perspective_of", "teller") for person in pair if person}
    themes = incident.sightings.values("theme").distinct().count()
    return {"events": incident.events.count(), "themes": themes, "speakers": len(told)}


def _come_again(review: Review, coming: list[tuple[str, int]]) -> None:
    """Who came for a part of a kind comes for the new one of that kind."""
    by_kind = {item.kind: item for item in review.agenda.all()}
    again = [Coming(item=by_kind[kind], user_id=user) for kind, user in coming if kind in by_kind]
    Coming.objects.bulk_create(again, ignore_conflicts=True)


@transaction.atomic
def edit(*, item: AgendaItem, by: User, title: str, minutes: int, notes: str) -> AgendaItem:
    item.title, item.minutes, item.notes = title, minutes, notes
    item.save(update_fields=["title", "minutes", "notes"])
    audit.record(by=by, did="agenda.edited", subject=item.review, item=item.pk)
    _changed(item.review)
    return item


@transaction.atomic
def add(*, review: Review, by: User, title: str, minutes: int, notes: str = "") -> AgendaItem:
    """At the end; when the meeting has come through all its parts, the new one begins at once."""
    last = review.agenda.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem.objects.create(review=review, title=title, minutes=minutes, notes=notes, position=last + 1)
    audit.record(by=by, did="agenda.added", subject=review, item=item.pk)
    if review.stage == Stage.MEETING and room.current(review) is None:
        room.begin(item)
    _changed(review)
    return item


@transaction.atomic
def remove(*, item: AgendaItem, by: User) -> None:
    """Raises Begun."""
    review = item.review
    if AgendaItem.objects.filter(pk=item.pk, started_at__isnull=False).exists():
        raise Begun
    audit.record(by=by, did="agenda.removed", subject=review, item=item.pk)
    item.delete()
    _changed(review)


@transaction.atomic
def move(*, item: AgendaItem, by: User, up: bool) -> None:
    """Swap places with the neighbour; at the end of the list nothing happens. Raises Begun for it or the neighbour."""
    items = list(item.review.agenda.select_for_update())
    here = items.index(item)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(items):
        return
    if items[here].started_at or items[there].started_at:
        raise Begun
    items[here], items[there] = items[there], items[here]
    for position, each in enumerate(items, start=1):
        each.position = position
    AgendaItem.objects.bulk_update(items, ["position"])
    audit.record(by=by, did="agenda.reordered", subject=item.review)
    _changed(item.review)
