"""Incidents like this one, for its page to fetch; also a page of its own."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
from incidents.access import for_incident
from incidents.models import Incident
from incidents.queries import resembling


@require_safe
@for_incident()
def incident_like(request: UserRequest, incident: Incident) -> HttpResponse:
    context = {"incident": incident, "likes": resembling.incidents_like(request.user, incident)}
    part = "like_list" if request.htmx else "like"
    return render(request, f"incidents/themes/{part}.html", context)
