"""Tying a theme to what shows it in one incident, and taking it off; themes that look alike are offered before one is made."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import UserRequest
from incidents import permissions
from incidents.access import for_incident
from incidents.actions import contents, themes
from incidents.forms.themes import SightingForm
from incidents.models import Incident, Theme
from incidents.queries import themes as queries


def _page(
    request: UserRequest, incident: Incident, form: SightingForm, offers: list[queries.Alike] | None = None
) -> HttpResponse:
    context = {"incident": incident, "form": form, "offers": offers or [], "asked": bool(offers)}
    return render(request, "incidents/themes/sighting.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_incident(permissions.edit)
def theme(request: UserRequest, incident: Incident) -> HttpResponse:
    """A title that nobody was shown what looks alike for comes back with it; a second time, or apart from it, it is made."""
    sent = request.POST if request.method == "POST" else None
    form = SightingForm(sent, incident=incident, user=request.user, initial={"item": request.GET.get("item", "")})
    if not (form.is_bound and form.is_valid()):
        return _page(request, incident, form)
    data = form.cleaned_data
    found = data["theme"] or themes.known_as(title=data["title"], by=request.user)
    offers = [] if found else queries.alike(request.user, data["title"])
    shown = form.numbers("offered") | form.numbers("apart")
    if any(each.theme.pk not in shown for each in offers):
        return _page(request, incident, form, offers)
    found = found or _made(request, data["title"], [each.theme for each in offers], form.numbers("apart"))
    spot = themes.Spot(event=data["event"], item=data.get("item"), quote=data["quote"])
    themes.see(theme=found, incident=incident, by=request.user, spot=spot)
    return redirect("incidents:incident", uid=incident.uid)


def _made(request: UserRequest, title: str, offers: list[Theme], apart: set[int]) -> Theme:
    """A theme of its own; of those that looked alike somebody may have said that it is not the same."""
    made = themes.known_or_new(title=title, by=request.user)
    for other in offers:
        if other.pk in apart:
            themes.tell_apart(one=made, other=other, by=request.user)
    return made


@require_POST
@for_incident(permissions.edit)
def theme_remove(request: UserRequest, incident: Incident, pk: int) -> HttpResponse:
    visible = permissions.visible_sightings(request.user)
    contents.unsee_theme(sighting=get_object_or_404(visible, incident=incident, pk=pk), by=request.user)
    return redirect("incidents:incident", uid=incident.uid)
