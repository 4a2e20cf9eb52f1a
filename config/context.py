"""What every page knows of the installation."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.models import User
from outbox import watch as outbox_watch
from reviews import permissions


def installation(request: HttpRequest) -> dict[str, object]:
    """`demo`: anyone may sign in as anyone, loudly marked; `version`; `production`: mail really leaves."""
    return {"demo": settings.DEMO, "version": settings.VERSION, "production": settings.PRODUCTION}


def watch(request: HttpRequest) -> dict[str, object]:
    """`mail_trouble`: what keeps messages from going out, for those who have promised something to somebody.

    Asked by whole pages alone, by one query; a second one only when there is trouble.
    """
    return {"mail_trouble": SimpleLazyObject(lambda: _trouble(getattr(request, "user", None)))}


def _trouble(user: object) -> outbox_watch.Trouble | None:
    if not isinstance(user, User):
        return None
    trouble = outbox_watch.trouble()
    return trouble if trouble and (user.is_admin or permissions.facilitates_any(user)) else None
