"""One incident: what happened, to whom, seen by whom, in what order; opening it and changing its facts."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import signed_in
from accounts.requests import UserRequest
from incidents import permissions, queries
from incidents.access import for_incident
from incidents.actions import incidents
from incidents.forms import IncidentForm, held
from incidents.models import Incident
from incidents.queries.timeline import narrative


@require_safe
@for_incident()
def incident(request: UserRequest, incident: Incident) -> HttpResponse:
    may_read = permissions.read_evidence(request.user, incident)
    context = {
        "incident": incident,
        "narrative": narrative(incident, with_evidence=bool(may_read)),
        "people": queries.people(incident),
        "sightings": queries.sightings(incident, request.user),
        "may_edit": permissions.edit(request.user, incident),
        "may_read_evidence": may_read,
    }
    return render(request, "incidents/incident.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def incident_new(request: UserRequest) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    form = IncidentForm(sent, initial={"time_zone": request.user.time_zone or settings.DEFAULT_ZONE})
    if sent is not None and form.is_valid():
        opened = incidents.open_incident(by=request.user, **form.fields_for())
        return redirect("incidents:incident", uid=opened.uid)
    status = 422 if sent is not None else 200
    return render(request, "incidents/edit.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_incident(permissions.edit)
def incident_edit(request: UserRequest, incident: Incident) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    form = IncidentForm(sent, initial=held(incident), incident=incident)
    if sent is not None and form.is_valid():
        incidents.edit(incident=incident, by=request.user, **form.fields_for())
        return redirect("incidents:incident", uid=incident.uid)
    status = 422 if sent is not None else 200
    return render(request, "incidents/edit.html", {"form": form, "incident": incident}, status=status)
