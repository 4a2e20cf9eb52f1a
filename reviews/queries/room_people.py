"""Reads about the people in the room: who came and for how long, private signals, talking, and who could take the desk."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet, Sum
from django.utils import timezone

from accounts.models import User
from reviews import intervals
from reviews.models import (
    Attendance,
    AttendanceSpan,
    ComfortSignal,
    GuestVote,
    Participation,
    Review,
    RoomGuest,
    Stage,
    TalkSpan,
)


@dataclass(frozen=True)
class Came:
    """One person, or a number of people, with the stretches they were there. Exactly one of `attendance` and `guest` is set."""

    name: str
    people: int
    stretches: list[intervals.Interval]
    attendance: Attendance | None = None
    guest: RoomGuest | None = None

    @property
    def minutes(self) -> int:
        return intervals.minutes(self.stretches)

    @property
    def here_now(self) -> bool:
        """In the room, or heard from within the grace; asked while the meeting is on."""
        return bool(self.stretches) and timezone.now() - self.stretches[-1][1] <= intervals.GRACE


def invited(review: Review) -> "QuerySet[Participation]":
    """Who is in the review now; those taken off it are waited for by nobody."""
    return Participation.objects.filter(review=review, removed_at=None)


def came(review: Review) -> int:
    """How many people have been there, with and without an account; the same at any moment between two changes."""
    others = review.room_guests.filter(removed_at=None).aggregate(n=Sum("people"))["n"]
    return review.attendances.count() + (others or 0)


def _stretches(rows: Iterable[AttendanceSpan | RoomGuest], now: datetime) -> list[intervals.Interval]:
    return intervals.joined((row.from_at, max(row.to_at or now, row.from_at)) for row in rows)


def attendance(review: Review) -> list[Came]:
    """Everybody who was there, by name; three queries."""
    now = review.ended_at or timezone.now()
    here = review.attendances.select_related("user").prefetch_related("spans")
    known = [Came(str(one.user), 1, _stretches(one.spans.all(), now), attendance=one) for one in here]
    guests = review.room_guests.filter(removed_at=None)
    names = [(each, each.shown_name if each.by_device else each.name) for each in guests]
    others = [Came(name, each.people, _stretches([each], now), guest=each) for each, name in names]
    return [*sorted(known, key=lambda one: one.name.lower()), *others]


def not_here(review: Review) -> list[Participation]:
    """Invited, and not yet known to be there: whom the facilitator may add."""
    there = review.attendances.values("user")
    return list(review.participations.filter(removed_at=None).exclude(user__in=there).select_related("user"))


def sent(review: Review, user: User) -> bool:
    """Whether this person has a private word to take back."""
    return review.comfort_signals.filter(user=user).exists()


def signals(review: Review) -> list[ComfortSignal]:
    """Who, what and when, the newest first; for the facilitators alone."""
    return list(review.comfort_signals.select_related("user"))


def signals_marks(review: Review) -> str:
    """What changes with every signal and every look at one, and says nothing else."""
    rows = review.comfort_signals.values_list("at", "seen_at")
    return " ".join(f"{at.timestamp():.3f}{'.' if seen else ''}" for at, seen in rows)


@dataclass(frozen=True)
class Talked:
    """How much of the meeting so far one facilitator has talked."""

    minutes: int
    of: int
    percent: int
    now: bool


def talked(review: Review, user: User) -> Talked:
    now = review.ended_at or timezone.now()
    spans = list(TalkSpan.objects.filter(review=review, user=user))
    time = intervals.total((span.from_at, max(span.to_at or now, span.from_at)) for span in spans)
    passed = now - (review.started_at or now)
    minute = timedelta(minutes=1)
    talks = any(span.to_at is None for span in spans)
    return Talked(round(time / minute), round(passed / minute), intervals.share(time, passed), talks)


@dataclass(frozen=True)
class Desk:
    """Who leads, whether they are still heard from, and whether this facilitator is offered the desk."""

    leader: User | None
    silent_since: datetime | None
    offered: bool


def desk(review: Review, user: User) -> Desk:
    leader = review.led_by
    if review.stage != Stage.MEETING or leader is None or leader == user:
        return Desk(leader, None, review.stage == Stage.MEETING and leader is None)
    last = review.attendances.filter(user=leader).values_list("last_seen_at", flat=True).first()
    gone = last is None or timezone.now() - last >= intervals.GONE_AFTER
    here = review.participations.filter(user=leader, removed_at=None, role=Participation.Role.FACILITATOR).exists()
    return Desk(leader, last if gone else None, gone or not here)


def others(review: Review, user: User) -> list[Participation]:
    """Everyone else who is invited and could lead; those who are there first."""
    there = set(review.attendances.values_list("user_id", flat=True))
    places = review.participations.filter(removed_at=None).exclude(user=user).select_related("user")
    return sorted(places, key=lambda place: (place.user_id not in there, str(place.user).lower()))


def leaders_mark(review: Review) -> str:
    """What changes when somebody is made a facilitator, is one no more, or leads from now on."""
    places = review.participations.filter(removed_at=None, role=Participation.Role.FACILITATOR)
    return " ".join(str(pk) for pk in [review.led_by_id, *places.order_by("user").values_list("user", flat=True)])


def guests_here(review: Review) -> int:
    """Guests on a device who are heard from: they lose the room when guests are let in no more."""
    lately = timezone.now() - intervals.GRACE
    return review.room_guests.filter(by_device=True, removed_at=None, to_at__gte=lately).count()


def facilitators(review: Review) -> list[User]:
    """For somebody who should ask one of them."""
    places = review.participations.filter(removed_at=None, role=Participation.Role.FACILITATOR)
    return [place.user for place in places.filter(user__is_active=True).select_related("user")]


def guests_choices(review: Review, guest: RoomGuest) -> set[int]:
    """The numbers of the points this guest chose; asked for their own page alone."""
    return set(GuestVote.objects.filter(poll=review.poll, guest=guest).values_list("point", flat=True))
