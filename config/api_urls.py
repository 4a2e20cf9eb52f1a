"""Addresses of the JSON interface: those of each app, its description, and a plain word for everything else."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path, re_path
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from accounts import api_document, api_told
from accounts.access import public

app_name = "api"


@require_safe
@public("how programs speak with it is no secret, and holds nothing of this installation")
def described(request: HttpRequest) -> HttpResponse:
    return api_told.fresh(request, api_document.document(operations))


@csrf_exempt
@public("that an address is unknown is told to anybody alike")
def unknown(request: HttpRequest, rest: str) -> HttpResponse:
    return api_told.problem(api_told.Problem(404, _("There is no such address.")))


operations = [path("", include("incidents.api_urls")), path("", include("reviews.api_urls"))]
urlpatterns = [
    *operations,
    path("openapi.json", described, name="openapi"),
    re_path(r"^(?P<rest>.*)$", unknown, name="unknown"),
]
