"""Who comes for which part of the meeting, when each part is expected, and whether a part is near."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from accounts.models import User
from reviews import pacing, promises
from reviews.models import AgendaItem, Coming, Participation, Review, Stage
from reviews.queries import room

PRESENT = timedelta(seconds=150)  # a page in the room gives a sign of life every 25 seconds


@dataclass(frozen=True)
class Part:
    """One part of the agenda for one person: with its expected time, and whether they come for it."""

    item: AgendaItem
    slot: pacing.Slot
    coming: bool


@dataclass(frozen=True)
class Parts:
    """The parts that are still ahead or on, and the one to be told of now, if any: one's own that is on or near."""

    ahead: list[Part]
    near: Part | None

    @property
    def watched(self) -> bool:
        """The page asks again now and then, since a part comes near without anybody doing anything."""
        return any(part.coming and part.slot.state == "next" for part in self.ahead)


def parts(review: Review, user: User, now: datetime) -> Parts:
    if review.stage not in (Stage.PREPARING, Stage.MEETING):
        return Parts([], None)
    mine = set(Coming.objects.filter(item__review=review, user=user).values_list("item", flat=True))
    paced = [Part(item, slot, item.pk in mine) for item, slot in room.agenda(review) if slot.state != "done"]
    near = next((part for part in paced if part.coming and _is_near(review, part.slot, now)), None)
    return Parts(paced, near)


def _is_near(review: Review, slot: pacing.Slot, now: datetime) -> bool:
    """Before the room is open nothing is on, however late it is."""
    if review.stage != Stage.MEETING and now >= review.meets_at:
        return False
    return slot.state == "now" or now >= slot.begins_at - promises.NEAR


@dataclass(frozen=True)
class Row:
    """One part on the facilitators' desk, and who comes for it."""

    item: AgendaItem
    slot: pacing.Slot
    people: list[User]


def ahead(review: Review) -> list[Row]:
    """What is on or ahead, for the facilitators; none when the meeting is over or off."""
    if review.stage not in (Stage.PREPARING, Stage.MEETING):
        return []
    people = defaultdict(list)
    for one in _coming(review).select_related("user").order_by("user__name", "pk"):
        people[one.item_id].append(one.user)
    return [Row(item, slot, people[item.pk]) for item, slot in room.agenda(review) if slot.state != "done"]


def _coming(review: Review) -> QuerySet[Coming]:
    here = Participation.objects.filter(review=review, removed_at=None).values("user")
    return Coming.objects.filter(item__review=review, user__in=here, user__is_active=True)


def expected(review: Review) -> Iterable[tuple[Coming, pacing.Slot]]:
    """Everyone who comes for a part that is not over, with its time as it is expected now."""
    coming = list(_coming(review).select_related("user", "item"))
    slots = {item.pk: slot for item, slot in room.agenda(review)} if coming else {}
    return [(one, slots[one.item_id]) for one in coming if slots[one.item_id].state != "done"]


def in_the_room(review: Review, user: User, now: datetime) -> bool:
    return review.attendances.filter(user=user, last_seen_at__gte=now - PRESENT).exists()
