"""Makes each page the reader's own: their time zone, and nothing of it kept in shared or browser caches."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.models import User


def reader_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        user = request.user
        zone = user.zone if isinstance(user, User) else ZoneInfo(settings.DEFAULT_ZONE)
        with timezone.override(zone):
            response = get_response(request)
        # A page of someone who lost the right must not come back from the browser's cache (attack 13).
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware
