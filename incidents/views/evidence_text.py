"""Mending the text that a preview is about, without pasting it once more."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import UserRequest
from incidents import permissions
from incidents.access import for_incident
from incidents.actions import evidence_imports
from incidents.forms.evidence import TextForm
from incidents.models import EvidenceImport, Incident
from incidents.queries import evidence_preview


@require_http_methods(["GET", "HEAD", "POST"])
@for_incident(permissions.edit)
def evidence_text(request: UserRequest, incident: Incident, pk: int) -> HttpResponse:
    brought = get_object_or_404(EvidenceImport.objects.select_related("incident"), incident=incident, pk=pk)
    to_preview = redirect("incidents:evidence_import", uid=incident.uid, pk=pk)
    if brought.state != EvidenceImport.State.PREVIEW or not evidence_preview.is_text(brought):
        return to_preview
    sent = request.POST if request.method == "POST" else None
    form = TextForm(sent, initial={"text": evidence_preview.text(brought)})
    if form.is_bound and form.is_valid():
        evidence_imports.change_text(brought=brought, by=request.user, text=form.cleaned_data["text"])
        return to_preview
    context = {"incident": incident, "brought": brought, "form": form, "title": _("Change the text")}
    return render(request, "incidents/evidence_text.html", context, status=422 if form.is_bound else 200)
