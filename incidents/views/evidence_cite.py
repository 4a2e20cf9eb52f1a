"""Marked items become a moment of the timeline, or are cited at one that is there; a citation is taken off."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.numbers import whole
from accounts.requests import UserRequest
from incidents import permissions
from incidents.access import for_incident
from incidents.actions import contents, evidence_citing
from incidents.forms.evidence import CiteForm, items_of
from incidents.models import EvidenceItem, Incident, Involvement, Part, TimelineEvent
from incidents.queries.evidence_authors import not_involved


def _marked(request: UserRequest, incident: Incident) -> list[EvidenceItem]:
    """Those of the marked items that may be cited, in time."""
    numbers = items_of(request.POST if request.method == "POST" else request.GET)
    citable = EvidenceItem.objects.citable().filter(incident=incident, pk__in=numbers)
    return list(citable.select_related("writer__user", "evidence"))


def _likely(incident: Incident, items: list[EvidenceItem]) -> dict[str, Any]:
    """The time of the first, and the person who wrote it where they have a part."""
    first = items[0]
    writer = first.writer
    parts = incident.involvements.select_related("user")
    who: Involvement | None = None
    if writer:
        who = next((part for part in parts if part.user_id and part.user_id == writer.user_id), None) or next(
            (part for part in parts if part.who.casefold() == writer.name.casefold()), None
        )
    wall = first.at.astimezone(incident.zone).replace(tzinfo=None) if first.at else None
    return {"at": wall, "perspective_of": who, "teller": who}


@require_http_methods(["GET", "HEAD", "POST"])
@for_incident(permissions.edit)
def evidence_cite(request: UserRequest, incident: Incident) -> HttpResponse:
    items = _marked(request, incident)
    if not items:
        messages.info(request, _("Mark the messages first that the moment is about. Withdrawn ones cannot be cited."))
        return redirect(_reader(request, incident, "here"))
    if "involve" in request.POST:
        return _page(request, incident, items, _with_one_more(request, incident, items))
    numbers = [item.pk for item in items]
    sent = request.POST if request.method == "POST" else None
    known = incident.events.filter(pk=whole(sent.get("event"), 0)).first() if sent else None
    form = CiteForm(None if known else sent, initial=_likely(incident, items), incident=incident)
    try:
        event = known
        if known:
            evidence_citing.cite(event=known, by=request.user, numbers=numbers)
        elif form.is_bound and form.is_valid():
            event = _written(request, incident, form, numbers)
        if event:
            return _onward(request, event, numbers[-1])
    except evidence_citing.MayNotBeCited:
        form.add_error(None, _("One of the messages was withdrawn by its author meanwhile. Mark the others again."))
    return _page(request, incident, items, form)


def _with_one_more(request: UserRequest, incident: Incident, items: list[EvidenceItem]) -> CiteForm:
    """Whoever was pressed is involved now; what was typed of the moment stays as it is, and is not judged yet."""
    chosen = next((each for each in not_involved(incident, items) if each.key == request.POST["involve"]), None)
    if chosen:
        contents.involve(incident=incident, by=request.user, user=chosen.user, name=chosen.name, part=Part.RESPONDER)
        messages.success(request, _("%(who)s is among the people involved.") % {"who": chosen.name})
    typed = {name: request.POST[name] for name in CiteForm.base_fields if request.POST.get(name)}
    return CiteForm(initial=_likely(incident, items) | typed, incident=incident)


def _page(request: UserRequest, incident: Incident, items: list[EvidenceItem], form: CiteForm) -> HttpResponse:
    context = {
        "incident": incident,
        "items": items,
        "form": form,
        "events": incident.events.all(),
        "back": _reader(request, incident, f"item-{items[0].pk}"),
        "spoke": not_involved(incident, items),
    }
    return render(request, "incidents/evidence_cite.html", context, status=422 if form.is_bound else 200)


def _reader(request: UserRequest, incident: Incident, place: str) -> str:
    """Back in the reader as it was filtered, at one of its places."""
    return f"{reverse('incidents:evidence', args=[incident.uid])}?{request.GET.urlencode()}#{place}"


def _onward(request: UserRequest, event: TimelineEvent, last: int) -> HttpResponse:
    """To the moment, or on with reading at the last message that was marked."""
    if request.POST.get("do") != "on":
        return redirect(f"{reverse('incidents:incident', args=[event.incident.uid])}#event-{event.pk}")
    where = request.GET.copy()
    where.setlist("item", [])
    messages.success(request, _("The moment is in the narrative. Read on."))
    return redirect(f"{reverse('incidents:evidence', args=[event.incident.uid])}?{where.urlencode()}#item-{last}")


def _written(request: UserRequest, incident: Incident, form: CiteForm, numbers: list[int]) -> TimelineEvent:
    data = form.cleaned_data
    return evidence_citing.write_cited_event(
        incident=incident,
        by=request.user,
        at=data["at"],
        what=data["what"],
        known_then=data["known_then"],
        people=(data["perspective_of"], data["teller"]),
        numbers=numbers,
    )


@require_POST
@for_incident(permissions.edit)
def evidence_uncite(request: UserRequest, incident: Incident, event: int, pk: int) -> HttpResponse:
    found = get_object_or_404(TimelineEvent, incident=incident, pk=event)
    item = get_object_or_404(EvidenceItem, incident=incident, pk=pk, events=found)
    evidence_citing.uncite(event=found, item=item, by=request.user)
    return redirect(f"{reverse('incidents:incident', args=[incident.uid])}#event-{found.pk}")
