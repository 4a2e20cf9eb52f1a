"""Adding evidence: a file or pasted text, kept for its preview; or a single note."""

from pathlib import PurePath

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import UserRequest
from incidents import permissions
from incidents.access import for_incident
from incidents.actions import evidence_citing, evidence_imports
from incidents.evidence_formats import formats, safe_zip
from incidents.evidence_formats.found import Refused
from incidents.forms.evidence import FileForm, NoteForm
from incidents.models import EvidenceImport, Incident


@require_http_methods(["GET", "HEAD", "POST"])
@for_incident(permissions.edit)
def evidence_add(request: UserRequest, incident: Incident) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    form = FileForm(sent, request.FILES if sent is not None else None)
    if sent is not None and form.is_valid():
        try:
            brought = _keep(request, incident, form)
            return redirect("incidents:evidence_import", uid=incident.uid, pk=brought.pk)
        except Refused as refusal:
            form.add_error("file", str(refusal))
    context = {"incident": incident, "form": form, "title": _("Bring evidence in")}
    return render(request, "incidents/evidence_add.html", context, status=422 if form.is_bound else 200)


def _keep(request: UserRequest, incident: Incident, form: FileForm) -> EvidenceImport:
    """Raises Refused for what is not even kept."""
    file, text = form.cleaned_data["file"], form.cleaned_data["text"].encode()
    if not file:
        title = _("Channel, copied")
        return evidence_imports.keep(
            incident=incident,
            by=request.user,
            pieces=[text],
            size=len(text),
            name="",
            format_name="pasted",
            title=title,
        )
    name = PurePath(file.name or "").name
    format_name = formats.told(file, name)
    if format_name == "slack":
        safe_zip.opened(file).close()
        file.seek(0)
    return evidence_imports.keep(
        incident=incident,
        by=request.user,
        pieces=file.chunks(),
        size=file.size,
        name=name,
        format_name=format_name,
        title=PurePath(name).stem or _("Evidence"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_incident(permissions.edit)
def evidence_note(request: UserRequest, incident: Incident) -> HttpResponse:
    form = NoteForm(request.POST if request.method == "POST" else None, incident=incident)
    if form.is_bound and form.is_valid():
        evidence_citing.keep_note(incident=incident, by=request.user, **form.cleaned_data)
        messages.success(request, _("The note is among the evidence."))
        return redirect("incidents:evidence", uid=incident.uid)
    context = {"incident": incident, "form": form, "title": _("Keep a note or a link")}
    return render(request, "incidents/evidence_note.html", context, status=422 if form.is_bound else 200)
