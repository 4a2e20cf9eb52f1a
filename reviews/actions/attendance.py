"""When people were in the meeting: kept from signs of life of their pages, added for the physical room, corrected afterwards."""

from datetime import datetime, timedelta
from enum import Enum, auto

from django.db import transaction
from django.db.models import F, Max, Min
from django.db.models.functions import Greatest
from django.utils import timezone

import live
from accounts.actions import audit
from accounts.models import User
from reviews.actions import records
from reviews.intervals import GRACE
from reviews.models import Attendance, AttendanceSpan, GuestVote, Poll, Review, RoomGuest, Stage

WORTH_KEEPING = timedelta(seconds=15)  # pages say every 25 s that they are open; votes in between change nothing


class Sign(Enum):
    """What a sign of life means: the first of this person, the first after a silence, or one of many."""

    FIRST = auto()
    BACK = auto()
    STILL_HERE = auto()


def seen(*, review: Review, user: User) -> Sign:
    """Keep a sign of life. One after a gap within the grace goes on with the same stretch."""
    now = timezone.now()
    if Attendance.objects.filter(review=review, user=user, last_seen_at__gt=now - WORTH_KEEPING).exists():
        return Sign.STILL_HERE
    with transaction.atomic():
        found, new = Attendance.objects.get_or_create(
            review=review, user=user, defaults={"came_at": now, "last_seen_at": now}
        )
        if not new:
            # Two tabs at once: the second waits here, and goes on with what the first began.
            found = Attendance.objects.select_for_update().get(pk=found.pk)
            was_gone = now - found.last_seen_at > GRACE
            found.last_seen_at = now
            found.save(update_fields=["last_seen_at"])
        _go_on(found, now)
    if new:
        return Sign.FIRST
    return Sign.BACK if was_gone else Sign.STILL_HERE


def _go_on(attendance: Attendance, now: datetime) -> None:
    last = attendance.spans.last()
    if last is None or (last.to_at and now - last.to_at > GRACE):
        attendance.spans.create(from_at=now, to_at=now)
    elif last.to_at:
        last.to_at = now
        last.save(update_fields=["to_at"])


def finish(*, review: Review, at: datetime) -> None:
    """The meeting ends: whoever is there, in the room or heard from a moment ago, was there until then."""
    for rows in (AttendanceSpan.objects.filter(attendance__review=review), review.room_guests.all()):
        rows.filter(to_at=None).update(to_at=Greatest(F("from_at"), at))
        rows.filter(to_at__gte=at - GRACE, to_at__lt=at).update(to_at=at)


@transaction.atomic
def add_person(*, review: Review, user: User, by: User) -> Attendance:
    """Somebody with an account is in the physical room; from the beginning, which can be corrected."""
    begins, ends = _whole(review)
    found, _new = Attendance.objects.get_or_create(
        review=review, user=user, defaults={"came_at": begins, "last_seen_at": ends or timezone.now()}
    )
    if not found.spans.exists():
        found.spans.create(from_at=begins, to_at=ends)
    audit.record(by=by, did="attendance.added", subject=review, person=user.pk)
    _tell(review)
    return found


@transaction.atomic
def add_others(*, review: Review, by: User, name: str = "", people: int = 1) -> RoomGuest:
    """People in the physical room without an account, by name or by number."""
    begins, ends = _whole(review)
    guest = RoomGuest.objects.create(review=review, name=name, people=people, from_at=begins, to_at=ends)
    audit.record(by=by, did="attendance.added", subject=review, people=people)
    _tell(review)
    return guest


def _whole(review: Review) -> tuple[datetime, datetime | None]:
    return review.started_at or review.meets_at, review.ended_at


def _tell(review: Review) -> None:
    records.renew(review)
    live.publish(f"room:{review.uid}", "poll", "people", "agreed", "recording")


@transaction.atomic
def add_span(*, attendance: Attendance, by: User, from_at: datetime, to_at: datetime) -> None:
    attendance.spans.create(from_at=from_at, to_at=to_at)
    _corrected(attendance, by)


@transaction.atomic
def correct_span(*, span: AttendanceSpan, by: User, from_at: datetime, to_at: datetime | None) -> None:
    """Other times for one stretch; `to_at` None while the meeting is on: still there."""
    span.from_at, span.to_at = from_at, to_at
    span.save(update_fields=["from_at", "to_at"])
    _corrected(span.attendance, by)


@transaction.atomic
def remove_span(*, span: AttendanceSpan, by: User) -> None:
    """It was not so. With their last stretch the person was not there at all, and is not asked in the survey."""
    attendance = span.attendance
    span.delete()
    if attendance.spans.exists():
        _corrected(attendance, by)
        return
    audit.record(by=by, did="attendance.removed", subject=attendance.review, person=attendance.user_id)
    attendance.delete()
    _tell(attendance.review)


def _corrected(attendance: Attendance, by: User) -> None:
    review = attendance.review
    ends = attendance.spans.aggregate(first=Min("from_at"), last=Max("to_at"))
    attendance.came_at = ends["first"]
    if review.stage != Stage.MEETING:  # while it is on, this is when their page was last heard from
        attendance.last_seen_at = ends["last"] or attendance.last_seen_at
    attendance.save(update_fields=["came_at", "last_seen_at"])
    records.renew(review)
    audit.record(by=by, did="attendance.corrected", subject=review, person=attendance.user_id)


@transaction.atomic
def remove_others(*, guest: RoomGuest, by: User) -> None:
    """Guests on a device lose the room with it, and their vote."""
    guest.removed_at = timezone.now()
    guest.save(update_fields=["removed_at"])
    GuestVote.objects.filter(guest=guest, poll__state=Poll.State.OPEN).delete()
    audit.record(by=by, did="attendance.removed", subject=guest.review, people=guest.people)
    _tell(guest.review)
    live.revoke(f"room:{guest.review.uid}")
