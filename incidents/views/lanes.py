"""Points of view side by side: what each saw and wrote, on one clock."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
from incidents import permissions
from incidents.access import for_incident
from incidents.models import Incident
from incidents.queries import lanes as queries

MOST_CHOSEN = 50


@require_safe
@for_incident()
def lanes(request: UserRequest, incident: Incident) -> HttpResponse:
    """`by` is person or part, `lane` (several) what is shown, `here` the lane of a phone. Messages are for those who read evidence."""
    wanted = queries.Wanted(
        by="part" if request.GET.get("by") == "part" else "person",
        chosen=tuple(request.GET.getlist("lane")[:MOST_CHOSEN]),
        here=request.GET.get("here", ""),
        evidence=bool(permissions.read_evidence(request.user, incident)),
    )
    context = {"incident": incident, "wanted": wanted, "view": queries.view(incident, wanted)}
    return render(request, "incidents/lanes.html", context)
