"""The cookie that binds a guest to one device and one room: signed, out of reach of scripts, and worthless once the meeting is over."""

from collections.abc import Collection, Iterable
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from reviews import permissions
from reviews.models import RoomGuest, Stage

NAME = "__Host-guest" if settings.PRODUCTION else "guest"
SALT = "reviews.guest"
LONGEST = 12 * 3600  # seconds; a meeting takes four hours at most


def give(answer: HttpResponse, guest: RoomGuest) -> None:
    answer.set_cookie(
        NAME, signing.dumps(guest.pk, salt=SALT), httponly=True, secure=settings.PRODUCTION, samesite="Lax"
    )


def take_away(answer: HttpResponse) -> None:
    answer.delete_cookie(NAME, samesite="Lax")


def number(carried: str) -> int | None:
    """The guest's number in the cookie's value; None if it was not given out here, or too long ago."""
    try:
        found = signing.loads(carried, salt=SALT, max_age=LONGEST)
    except signing.BadSignature:
        return None
    return found if isinstance(found, int) else None


def guest_of(request: HttpRequest) -> RoomGuest | None:
    """The guest on this device, if their room is still open to them."""
    mine = number(request.COOKIES.get(NAME, ""))
    return _welcome([mine]).get(mine)


def was_here(request: HttpRequest) -> bool:
    """Whether this device was let into a meeting that ended within twelve hours."""
    since = timezone.now() - timedelta(seconds=LONGEST)
    rows = RoomGuest.objects.filter(
        by_device=True, removed_at=None, review__stage=Stage.HELD, review__ended_at__gte=since
    )
    mine = number(request.COOKIES.get(NAME, ""))
    return mine is not None and rows.filter(pk=mine).exists()


def rooms(passes: Collection[str]) -> dict[str, str]:
    """Pass → the live topic of the room that is open to it, in one query; passes that open nothing are left out."""
    numbers = {each: number(each) for each in passes}
    found = _welcome(numbers.values())
    return {each: f"room:{found[pk].review.uid}" for each, pk in numbers.items() if pk in found}


def _welcome(numbers: Iterable[int | None]) -> dict[int | None, RoomGuest]:
    rows = RoomGuest.objects.select_related("review__incident", "review__poll", "review__led_by")
    found = rows.filter(pk__in=[each for each in numbers if each], by_device=True, removed_at=None)
    return {guest.pk: guest for guest in found if permissions.guests_welcome(guest.review)}
