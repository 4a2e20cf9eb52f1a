"""The cookie that binds a guest to one device and one room: signed, out of reach of scripts, and worthless once the meeting is over."""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from reviews import permissions
from reviews.models import RoomGuest

NAME = "__Host-guest" if settings.PRODUCTION else "guest"
SALT = "reviews.guest"
LONGEST = 12 * 3600  # seconds; a meeting takes four hours at most


def give(answer: HttpResponse, guest: RoomGuest) -> None:
    answer.set_cookie(
        NAME, signing.dumps(guest.pk, salt=SALT), httponly=True, secure=settings.PRODUCTION, samesite="Lax"
    )


def take_away(answer: HttpResponse) -> None:
    answer.delete_cookie(NAME, samesite="Lax")


def guest_of(request: HttpRequest) -> RoomGuest | None:
    """The guest on this device, if their room is still open to them."""
    try:
        number = signing.loads(request.COOKIES.get(NAME, ""), salt=SALT, max_age=LONGEST)
    except signing.BadSignature:
        return None
    rows = RoomGuest.objects.select_related("review__incident", "review__poll", "review__led_by")
    found = rows.filter(pk=number, by_device=True, removed_at=None).first()
    return found if found and permissions.guests_welcome(found.review) else None
