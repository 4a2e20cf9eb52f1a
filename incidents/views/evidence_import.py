"""One import: its preview with what it asks, how far it is, what could not be read, and cancelling it."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import UserRequest
from incidents import permissions
from incidents.access import for_incident
from incidents.actions import evidence_imports
from incidents.evidence_formats.formats import FORMATS
from incidents.forms.evidence import Accounts, AnswerForm, field_of, held, machine_field_of
from incidents.models import EvidenceImport, Incident
from incidents.queries import evidence_out, evidence_preview

PAGE = 100


@require_http_methods(["GET", "HEAD", "POST"])
@for_incident(permissions.edit)
def evidence_import(request: UserRequest, incident: Incident, pk: int) -> HttpResponse:
    brought = get_object_or_404(
        EvidenceImport.objects.select_related("incident", "by", "taken_out_by"), incident=incident, pk=pk
    )
    if brought.state == EvidenceImport.State.PREVIEW:
        return _preview(request, brought)
    if request.method == "POST":
        return redirect("incidents:evidence_import", uid=incident.uid, pk=pk)
    context = {"incident": incident, "brought": brought, "stayed": evidence_out.left(brought)}
    return render(request, "incidents/evidence_import.html", context)


def _form(
    request: UserRequest, brought: EvidenceImport, people: list[evidence_preview.Person], accounts: Accounts
) -> AnswerForm:
    asks = FORMATS[brought.format].asks
    return AnswerForm(
        request.POST if request.method == "POST" else None,
        initial=held(brought, people, accounts),
        brought=brought,
        people=people,
        channels=evidence_preview.channels(brought) if "channels" in asks else [],
        columns=evidence_preview.header(brought) if "columns" in asks else [],
    )


def _preview(request: UserRequest, brought: EvidenceImport) -> HttpResponse:
    """Looked at again with each answer; brought in when that is what the button said."""
    preview = evidence_preview.look(brought)
    accounts = Accounts()
    form = _form(request, brought, preview.people, accounts)
    if form.is_bound and form.is_valid():
        evidence_imports.answer(
            brought=brought,
            by=request.user,
            title=form.cleaned_data["title"],
            options=form.options(brought.incident.time_zone),
            people=brought.people | form.accounts,
        )
        if request.POST.get("do") == "bring":
            evidence_imports.bring_in(brought=brought, by=request.user)
        return redirect("incidents:evidence_import", uid=brought.incident.uid, pk=brought.pk)
    is_text = evidence_preview.is_text(brought)
    context = {
        "incident": brought.incident,
        "brought": brought,
        "preview": preview,
        "form": form,
        "asked": [field for field in form if not field.name.startswith(("who_", "machine_"))],
        "people": [(each, form[field_of(each.key)], form[machine_field_of(each.key)]) for each in preview.people],
        "accounts": list(accounts.by_label),
        "text_can_be_changed": is_text,
        "fold_questions": is_text and preview.is_empty and preview.problems_n,
        "zone": brought.options.get("zone") or brought.incident.time_zone,
    }
    return render(request, "incidents/evidence_preview.html", context, status=422 if form.is_bound else 200)


@require_safe
@for_incident(permissions.edit)
def evidence_progress(request: UserRequest, incident: Incident, pk: int) -> HttpResponse:
    """The bar by itself; it asks for itself again until the import has ended."""
    brought = get_object_or_404(EvidenceImport, incident=incident, pk=pk)
    return render(request, "incidents/evidence_progress.html", {"incident": incident, "brought": brought})


@require_POST
@for_incident(permissions.edit)
def evidence_cancel(request: UserRequest, incident: Incident, pk: int) -> HttpResponse:
    brought = get_object_or_404(EvidenceImport, incident=incident, pk=pk)
    evidence_imports.cancel(brought=brought, by=request.user)
    return redirect("incidents:evidence_import", uid=incident.uid, pk=pk)


@require_safe
@for_incident(permissions.edit)
def evidence_problems(request: UserRequest, incident: Incident, pk: int) -> HttpResponse:
    """The rows that could not be read, with where they stand and why."""
    done = EvidenceImport.State.DONE
    brought = get_object_or_404(EvidenceImport, incident=incident, pk=pk, state=done)
    page = Paginator(brought.problems.all(), PAGE).get_page(request.GET.get("page"))
    context = {"incident": incident, "brought": brought, "page": page, "title": _("Rows that could not be read")}
    return render(request, "incidents/evidence_problems.html", context)
