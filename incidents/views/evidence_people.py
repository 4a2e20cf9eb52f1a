"""Who the authors of the evidence are: their accounts, and withdrawing for those who have none."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import UserRequest
from incidents import permissions
from incidents.access import for_incident
from incidents.actions import evidence_people as actions
from incidents.forms.evidence_people import PeopleForm, field_of, machine_field_of
from incidents.models import EvidenceAuthor, Incident
from incidents.models.evidence import in_sight

MOST = 500  # on one page, those who wrote most


def _authors(incident: Incident) -> list[EvidenceAuthor]:
    """Each with `n`, what they wrote, and `withdrawn`, how much of it is."""
    seen = in_sight("items__") & Q(items__replaces=None)
    rows = EvidenceAuthor.objects.filter(incident=incident).select_related("user")
    counted = rows.annotate(
        n=Count("items", filter=seen),
        withdrawn=Count("items", filter=Q(items__withdrawn_at__isnull=False)),
    )
    return list(counted.filter(n__gt=0).order_by("-n", "name", "pk")[:MOST])


@require_http_methods(["GET", "HEAD", "POST"])
@for_incident(permissions.edit)
def evidence_people(request: UserRequest, incident: Incident) -> HttpResponse:
    authors = _authors(incident)
    settled = {author.pk for author in authors if author.user_id and author.withdrawn}  # type: ignore[attr-defined]  # annotated
    form = PeopleForm(request.POST if request.method == "POST" else None, authors=authors, settled=settled)
    if form.is_bound and form.is_valid():
        actions.match(incident=incident, by=request.user, accounts=form.accounts, machines=form.machines)
        messages.success(request, _("It is kept. Everybody finds their own messages in their menu."))
        return redirect("incidents:evidence_people", uid=incident.uid)
    context = {
        "incident": incident,
        "form": form,
        "people": [
            (author, form[field_of(author)], form[machine_field_of(author)], author.pk in settled, form.alike(author))
            for author in authors
        ],
        "accounts": list(form.known.by_label),
        "title": _("Who is who"),
    }
    return render(request, "incidents/evidence_people.html", context, status=422 if form.is_bound else 200)


@require_POST
@for_incident(permissions.edit)
def evidence_withdraw_for(request: UserRequest, incident: Incident, pk: int) -> HttpResponse:
    """`do` is "withdraw" or "give_back"; of authors without an account alone, for the others say so themselves."""
    author = get_object_or_404(EvidenceAuthor.objects.select_related("incident"), incident=incident, pk=pk, user=None)
    do = actions.give_back_all if request.POST.get("do") == "give_back" else actions.withdraw_all
    do(author=author, by=request.user)
    return redirect("incidents:evidence_people", uid=incident.uid)
