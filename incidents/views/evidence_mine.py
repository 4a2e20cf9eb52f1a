"""One's own messages among the evidence, each of which its author may withdraw from being quoted, and give back."""

from collections.abc import Callable

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from accounts.access import signed_in
from accounts.lines import line
from accounts.requests import UserRequest
from incidents.actions import evidence_citing
from incidents.models import EvidenceItem
from incidents.models.evidence import ItemQuerySet
from incidents.permissions import visible_incidents

PAGE = 100


def _own(request: UserRequest) -> ItemQuerySet:
    """Also those of incidents one must not know: the words are one's own; only the incident's name is not shown then."""
    return EvidenceItem.objects.visible().filter(writer__user=request.user, deleted=False)


@require_safe
@signed_in
def evidence_mine(request: UserRequest) -> HttpResponse:
    words = line(request.GET.get("words"), 200)
    found = _own(request).select_related("incident").order_by("-at", "-pk")
    for word in words.split()[:8]:
        found = found.filter(text__icontains=word)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    known = set(visible_incidents(request.user).values_list("pk", flat=True))
    rows = [(item, item.incident_id in known) for item in page.object_list]
    return render(request, "incidents/evidence_mine.html", {"page": page, "rows": rows, "words": words})


def _done(request: UserRequest, pk: int, action: Callable[..., None]) -> HttpResponse:
    action(item=get_object_or_404(_own(request), pk=pk), by=request.user)
    back = request.POST.get("next", "")
    if back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return redirect(f"{back}#item-{pk}")
    return redirect("incidents:evidence_mine")


@require_POST
@signed_in
def evidence_withdraw(request: UserRequest, pk: int) -> HttpResponse:
    return _done(request, pk, evidence_citing.withdraw)


@require_POST
@signed_in
def evidence_give_back(request: UserRequest, pk: int) -> HttpResponse:
    return _done(request, pk, evidence_citing.give_back)
