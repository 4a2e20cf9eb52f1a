"""The page on which evidence is read: filtered by person, time and words, with a time axis to jump along."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
from incidents import permissions
from incidents.access import for_incident
from incidents.forms.evidence import ReaderForm, items_of
from incidents.models import Incident
from incidents.queries import evidence as queries
from incidents.queries.evidence_axis import axis


@require_safe
@for_incident(permissions.read_evidence)
def evidence(request: UserRequest, incident: Incident) -> HttpResponse:
    form = ReaderForm(request.GET)
    wanted = form.wanted(incident.zone)
    page, days = queries.read(incident, wanted, request.GET.get("page"))
    marked = queries.marked(incident, items_of(request.GET))
    context = {
        "incident": incident,
        "form": form,
        "wanted": wanted,
        "page": page,
        "days": days,
        "here": 0 if request.GET.get("page") else queries.first_at(days, wanted),
        "marked": marked,
        "elsewhere": sorted(marked - queries.on_page(days)),
        "authors": queries.authors(incident),
        "counted": queries.counted(incident),
        "imports": queries.imports(incident, request.user)[:20],
        "axis": axis(incident),
        "may_edit": permissions.edit(request.user, incident),
    }
    return render(request, "incidents/evidence.html", context)
