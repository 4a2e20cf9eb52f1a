"""All regions of a topic at once, for pages whose stream is dead: they ask every few seconds."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.http import require_safe

from accounts.access import View, marked
from accounts.models import User
from live.regions import snapshot


def for_listeners(view: View) -> View:
    """Asked by a script, so 401 without a redirect; the view itself answers strangers with 404."""
    return marked(view, "live: those who may listen to the topic")


def _regions(request: HttpRequest, topic: str) -> HttpResponseBase:
    if not isinstance(request.user, User):
        return HttpResponse(status=401)
    regions = snapshot(request.user, topic)
    return JsonResponse({"regions": regions}) if regions else HttpResponse(status=404)


regions = require_safe(for_listeners(_regions))
