"""Pages for requests that cannot be answered: no trace, a plain word, and what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long or the request came from elsewhere; nothing was changed."""
    return render(request, "403_csrf.html", status=403)
