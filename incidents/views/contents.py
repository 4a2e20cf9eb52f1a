"""Adding, changing and removing people involved and moments of one incident."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import UserRequest
from accounts.views.landing import safe_next
from incidents import permissions
from incidents.access import for_incident
from incidents.actions import contents
from incidents.forms import EventForm, InvolvementForm
from incidents.models import Incident, Involvement, TimelineEvent
from incidents.queries.evidence_authors import Spoke, not_involved


def _page(
    request: UserRequest,
    incident: Incident,
    form: forms.Form,
    title: str,
    remove: tuple[str, int] | None = None,
    spoke: Sequence[Spoke] = (),
) -> HttpResponse:
    """`remove`: the address that removes what is being changed, by URL name and number; `spoke`: people who may be added at once."""
    remove_url = reverse(f"incidents:{remove[0]}", args=[incident.uid, remove[1]]) if remove else ""
    context = {"incident": incident, "form": form, "title": title, "remove_url": remove_url, "spoke": spoke}
    return render(request, "incidents/part.html", context, status=422 if form.is_bound else 200)


def _sent(request: UserRequest) -> Any:
    return request.POST if request.method == "POST" else None


@require_http_methods(["GET", "HEAD", "POST"])
@for_incident(permissions.edit)
def person(request: UserRequest, incident: Incident, pk: int = 0) -> HttpResponse:
    """Write down a person's part; with `pk` change it."""
    found = get_object_or_404(Involvement, incident=incident, pk=pk) if pk else None
    initial = (
        {"user": found.user, "name": found.name, "part": found.part, "perspective": found.perspective} if found else {}
    )
    form = InvolvementForm(_sent(request), initial=initial, keep=found.user if found else None)
    if form.is_bound and form.is_valid():
        try:
            if found:
                contents.change_involvement(involvement=found, by=request.user, **form.cleaned_data)
            else:
                contents.involve(incident=incident, by=request.user, **form.cleaned_data)
                messages.success(request, _("%(who)s is among the people involved.") % {"who": _who(form)})
            return redirect(safe_next(request, reverse("incidents:incident", args=[incident.uid])))
        except contents.AlreadyInvolved:
            form.add_error("user", _("This person has a part in the incident already. Change that one."))
    remove, spoke = (("person_remove", pk), []) if pk else (None, not_involved(incident))
    return _page(request, incident, form, _("A person’s part"), remove, spoke)


def _who(form: InvolvementForm) -> str:
    return str(form.cleaned_data["user"] or form.cleaned_data["name"])


@require_POST
@for_incident(permissions.edit)
def person_remove(request: UserRequest, incident: Incident, pk: int) -> HttpResponse:
    contents.release(involvement=get_object_or_404(Involvement, incident=incident, pk=pk), by=request.user)
    return redirect("incidents:incident", uid=incident.uid)


def _held(event: TimelineEvent | None, incident: Incident) -> dict[str, Any]:
    if event is None:
        return {}
    return {
        "at": event.at.astimezone(incident.zone).replace(tzinfo=None) if event.timed else None,
        "what": event.what,
        "known_then": event.known_then,
        "evidence": event.evidence.title if event.evidence else "",
        "perspective_of": event.perspective_of,
        "teller": event.teller,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@for_incident(permissions.edit)
def event(request: UserRequest, incident: Incident, pk: int = 0) -> HttpResponse:
    """Write a moment down; with `pk` write it anew."""
    found = get_object_or_404(TimelineEvent, incident=incident, pk=pk) if pk else None
    was = found.known_at if found else None
    form = EventForm(_sent(request), initial=_held(found, incident), incident=incident, was=was)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        written = contents.write_event(
            incident=incident,
            by=request.user,
            at=data["at"],
            what=data["what"],
            known_then=data["known_then"],
            people=(data["perspective_of"], data["teller"]),
            evidence=data["evidence"],
            event=found,
        )
        return redirect(f"{reverse('incidents:incident', args=[incident.uid])}#event-{written.pk}")
    return _page(request, incident, form, _("A moment of the narrative"), ("event_remove", pk) if pk else None)


@require_POST
@for_incident(permissions.edit)
def event_remove(request: UserRequest, incident: Incident, pk: int) -> HttpResponse:
    contents.remove_event(event=get_object_or_404(TimelineEvent, incident=incident, pk=pk), by=request.user)
    return redirect("incidents:incident", uid=incident.uid)
