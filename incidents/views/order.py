"""Moving a moment of the narrative where time leaves its place open: by two buttons, by keys, or by dragging it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.numbers import whole
from accounts.requests import UserRequest
from incidents import permissions
from incidents.access import for_incident
from incidents.actions import ordering as actions
from incidents.models import Incident, TimelineEvent
from incidents.ordering import OutOfTime
from incidents.queries import timeline


@require_POST
@for_incident(permissions.edit)
def event_move(request: UserRequest, incident: Incident, pk: int) -> HttpResponse:
    """`do` is earlier or later; or `after` is the number of the moment behind which it goes, 0 for the first place."""
    event = get_object_or_404(TimelineEvent, incident=incident, pk=pk)
    try:
        if request.POST.get("do"):
            number = actions.step(event=event, by=request.user, later=request.POST["do"] == "later")
        else:
            number = actions.put_after(event=event, by=request.user, other=whole(request.POST.get("after"), 0))
        told = _("“%(what)s” is number %(number)d of %(all)d now.")
        said = {"what": Truncator(event.what).words(8), "number": number, "all": incident.events.count()}
        told = told % said
    except OutOfTime:
        told = _("Nothing was moved: the times decide between these. Change the time of the moment instead.")
    if request.htmx:
        context = {
            "incident": incident,
            "narrative": timeline.narrative(
                incident, with_evidence=bool(permissions.read_evidence(request.user, incident))
            ),
            "may_edit": permissions.edit(request.user, incident),
            "told": told,
        }
        return render(request, "incidents/narrative.html", context)
    messages.info(request, told)
    return redirect(f"{reverse('incidents:incident', args=[incident.uid])}#event-{event.pk}")
