"""Whether the installation is ready, and its counters: for a load balancer and for a scraper."""

from hmac import compare_digest

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.access import public
from outbox import watch


@require_safe
@public("a load balancer asks whether all is well; the answer has no detail")
def ready(request: HttpRequest) -> HttpResponse:
    """503 when the database is gone, or mail has not gone out for minutes (outbox.watch)."""
    connection.ensure_connection()
    well = not watch.trouble()
    return HttpResponse("ok" if well else "not well", content_type="text/plain", status=200 if well else 503)


@require_safe
@public("a scraper has no account; it brings the token that the installation was given")
def metrics(request: HttpRequest) -> HttpResponse:
    """Numbers of messages, nothing about any of them. Without a token in the settings there is no such page."""
    if not settings.METRICS_TOKEN:
        raise Http404
    given = request.headers.get("Authorization", "")
    if not compare_digest(given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode()):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    text = watch.exposition(watch.measures())
    return HttpResponse(text, content_type="text/plain; version=0.0.4; charset=utf-8")
