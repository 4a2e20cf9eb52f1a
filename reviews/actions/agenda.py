"""Builds and changes the agenda of a meeting."""

from django.db import transaction
from django.db.models import Max

import live
from accounts.actions import audit
from accounts.models import User
from reviews import timing
from reviews.models import AgendaItem, Review


def _changed(review: Review) -> None:
    live.publish(f"room:{review.uid}", "agenda", "now", "narrative")


@transaction.atomic
def build(*, review: Review, by: User) -> None:
    """Six parts from the review's slot, timeline and themes; replaces what was there."""
    review.agenda.all().delete()
    events = review.incident.events.count()
    themes = review.incident.sightings.values("theme").distinct().count()
    AgendaItem.objects.bulk_create(
        AgendaItem(
            review=review,
            kind=share.kind,
            title=AgendaItem.Kind(share.kind).label.capitalize(),
            minutes=share.minutes,
            position=position,
        )
        for position, share in enumerate(timing.agenda(review.minutes, events, themes), start=1)
    )
    audit.record(by=by, did="agenda.built", subject=review)
    _changed(review)


@transaction.atomic
def edit(*, item: AgendaItem, by: User, title: str, minutes: int, notes: str) -> AgendaItem:
    item.title, item.minutes, item.notes = title, minutes, notes
    item.save(update_fields=["title", "minutes", "notes"])
    audit.record(by=by, did="agenda.edited", subject=item.review, item=item.pk)
    _changed(item.review)
    return item


@transaction.atomic
def add(*, review: Review, by: User, title: str, minutes: int, notes: str = "") -> AgendaItem:
    last = review.agenda.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem.objects.create(review=review, title=title, minutes=minutes, notes=notes, position=last + 1)
    audit.record(by=by, did="agenda.added", subject=review, item=item.pk)
    _changed(review)
    return item


@transaction.atomic
def remove(*, item: AgendaItem, by: User) -> None:
    review = item.review
    audit.record(by=by, did="agenda.removed", subject=review, item=item.pk)
    item.delete()
    _changed(review)


@transaction.atomic
def move(*, item: AgendaItem, by: User, up: bool) -> None:
    """Swap places with the neighbour; at the end of the list nothing happens."""
    items = list(item.review.agenda.select_for_update())
    here = items.index(item)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(items):
        return
    items[here], items[there] = items[there], items[here]
    for position, each in enumerate(items, start=1):
        each.position = position
    AgendaItem.objects.bulk_update(items, ["position"])
    audit.record(by=by, did="agenda.reordered", subject=item.review)
    _changed(item.review)
