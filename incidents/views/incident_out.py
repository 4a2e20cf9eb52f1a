"""Taking an incident away that was opened by mistake: what goes is shown first, or why it stays."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import UserRequest
from incidents import permissions, rests_on
from incidents.access import for_incident
from incidents.actions import incident_out as actions
from incidents.forms.incident_out import AwayForm
from incidents.models import Incident
from incidents.queries import incident_out as queries


@require_http_methods(["GET", "HEAD", "POST"])
@for_incident(permissions.edit)
def incident_take_away(request: UserRequest, incident: Incident) -> HttpResponse:
    away = queries.away(incident)
    stays = rests_on.reason(request.user, incident)
    form = AwayForm(request.POST if request.method == "POST" else None, mark=away.mark)
    if form.is_bound and form.is_valid() and not stays:
        title = incident.title
        try:
            actions.take_away(incident=incident, by=request.user)
            messages.success(request, _("“%(title)s” is taken away.") % {"title": title})
            return redirect("incidents:list")
        except actions.StillNeeded as needed:
            stays = str(needed)
        except actions.Busy:
            form.add_error(None, _("A file is being brought in just now. Try again when it is there, or cancel it."))
    context = {"incident": incident, "away": away, "form": form, "stays": stays}
    return render(request, "incidents/take_away.html", context, status=422 if form.is_bound else 200)
