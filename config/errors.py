"""Pages for requests that cannot be answered: no trace, a plain word, and what to do next."""

import logging
from secrets import token_hex

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from accounts import api_told
from accounts.written import page_before, texts

log = logging.getLogger(__name__)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long or the request came from elsewhere; nothing was changed."""
    if request.headers.get("HX-Request"):
        line = _("This page was open for too long. What you wrote is still here; copy it, then reload.")
        return HttpResponse(line, status=403, content_type="text/plain; charset=utf-8")
    context = {"texts": texts(request), "before": page_before(request)}
    return render(request, "403_csrf.html", context, status=403)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The reason that the rule gave; a fragment request gets it as one line, which the page shows as a notice."""
    reason = str(exception or "") or _("You may not do this.")
    if request.headers.get("HX-Request"):
        return HttpResponse(reason, status=403, content_type="text/plain; charset=utf-8")
    return render(request, "403.html", {"reason": reason}, status=403)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Asked too often; the same page whoever asks."""
    return HttpResponse(render_to_string("429.html"), status=429, headers={"Retry-After": "60"})


def broken(request: HttpRequest) -> HttpResponse:
    """A number to name when asking for help; the same number is in the log, beside the trace."""
    number = token_hex(4)
    log.error("error page %s for %s %s", number, request.method, request.path)
    if request.path.startswith("/api/"):
        return api_told.problem(
            api_told.Problem(500, _("Something went wrong here. Its number is %(number)s.") % {"number": number})
        )
    return HttpResponse(render_to_string("500.html", {"number": number}), status=500)
