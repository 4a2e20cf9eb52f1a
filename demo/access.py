"""The access rule of the demo: its addresses exist in demo mode only."""

from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase

from accounts.access import View, marked


def demo_only(view: View) -> View:
    """Anyone, but only where the installation runs as a demo; elsewhere the address does not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return marked(guarded, "public: demo mode only; 404 elsewhere")
