"""Taking an import out again: what goes and what stays is shown first. And taking out a single note."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import UserRequest
from incidents import permissions
from incidents.access import for_incident
from incidents.actions import evidence_out as actions
from incidents.forms.evidence_out import OutForm
from incidents.models import EvidenceImport, EvidenceItem, Incident
from incidents.queries import evidence_out as queries


@require_http_methods(["GET", "HEAD", "POST"])
@for_incident(permissions.edit)
def evidence_take_out(request: UserRequest, incident: Incident, pk: int) -> HttpResponse:
    found = EvidenceImport.objects.select_related("incident", "by")
    brought = get_object_or_404(found, incident=incident, pk=pk)
    if brought.state != EvidenceImport.State.DONE:
        return redirect("incidents:evidence_import", uid=incident.uid, pk=pk)
    out = queries.out(brought, request.user)
    form = OutForm(request.POST if request.method == "POST" else None, cited=out.cited)
    if form.is_bound and form.is_valid():
        try:
            actions.take_out(brought=brought, by=request.user, with_cited=form.with_cited)
            return redirect("incidents:evidence_import", uid=incident.uid, pk=pk)
        except actions.Busy:
            form.add_error(None, _("Another file is being brought in just now. Try again when it is there."))
    context = {"incident": incident, "brought": brought, "out": out, "form": form}
    return render(request, "incidents/evidence_take_out.html", context, status=422 if form.is_bound else 200)


@require_POST
@for_incident(permissions.edit)
def evidence_note_out(request: UserRequest, incident: Incident, pk: int) -> HttpResponse:
    item = get_object_or_404(EvidenceItem, incident=incident, pk=pk, brought_by=None, withdrawn_at=None)
    try:
        actions.take_note_out(item=item, by=request.user)
        messages.success(request, _("The note is taken out."))
    except actions.StillCited:
        messages.info(request, _("A moment or a theme rests on this note. Take the citation off there first."))
    return redirect("incidents:evidence", uid=incident.uid)
