"""What every page knows of the installation."""

from django.conf import settings
from django.http import HttpRequest


def installation(request: HttpRequest) -> dict[str, object]:
    """`demo`: anyone may sign in as anyone, loudly marked; `version`; `production`: mail really leaves."""
    return {"demo": settings.DEMO, "version": settings.VERSION, "production": settings.PRODUCTION}
