"""Gives moments their places where time leaves the order open."""

from collections.abc import Callable

from django.db import transaction

from accounts.actions import audit
from accounts.models import User
from incidents import news, ordering
from incidents.models import Incident, TimelineEvent


def step(*, event: TimelineEvent, by: User, later: bool) -> int:
    """One place earlier or later; the number it has then, from 1. Raises OutOfTime."""
    return _move(event, by, lambda keys: keys.index(event.pk) + (1 if later else -1))


def put_after(*, event: TimelineEvent, by: User, other: int) -> int:
    """Behind the moment of that key, or to the front where there is none; the number it has then. Raises OutOfTime."""

    def index(keys: list[int]) -> int:
        others = [key for key in keys if key != event.pk]
        return others.index(other) + 1 if other in others else 0

    return _move(event, by, index)


@transaction.atomic
def _move(event: TimelineEvent, by: User, index: Callable[[list[int]], int]) -> int:
    """Two people who move at once do so one after the other."""
    incident = Incident.objects.select_for_update().get(pk=event.incident_id)
    events = {each.pk: each for each in incident.events.all()}
    rows = [ordering.Placed(each.pk, each.at, each.timed, each.position) for each in events.values()]
    order = ordering.moved(rows, event.pk, max(0, index([row.key for row in rows])))
    for row in order:
        events[row.key].at, events[row.key].position = row.at, row.position
    known = {row.key: row for row in rows}
    changed = [events[row.key] for row in order if row != known[row.key]]
    TimelineEvent.objects.bulk_update(changed, ["at", "position"], batch_size=500)
    audit.record(by=by, did="incident.event_moved", subject=incident, event=event.pk)
    news.timeline_changed(incident.pk)
    return [row.key for row in order].index(event.pk) + 1
