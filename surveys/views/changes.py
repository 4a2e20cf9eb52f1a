"""One format change: what was tried and why, and how meetings were rated before and after."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.access import allowed
from accounts.permissions import see_trends
from accounts.requests import UserRequest
from surveys.models import FormatChange
from surveys.queries import changes as queries


@require_safe
@allowed(see_trends)
def change(request: UserRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(FormatChange.objects.select_related("series", "made_by"), pk=pk)
    return render(request, "surveys/change.html", {"page": queries.page(found)})
