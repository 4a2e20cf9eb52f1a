"""Every message of the installation, for those who run it: why it waits, and holding, releasing or sending it again."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.access import allowed
from accounts.permissions import administer
from accounts.requests import UserRequest
from outbox import desk as queries
from outbox import kinds, watch
from outbox.actions import messages as actions
from outbox.actions import restored as restored_actions
from outbox.models import Message


@require_safe
@allowed(administer)
def desk(request: UserRequest) -> HttpResponse:
    chosen = queries.Filter.of(request.GET)
    context = {
        "page": queries.rows(request.user, chosen, request.GET.get("page")),
        "chosen": chosen,
        "kinds": queries.kinds_to_choose(),
        "states": Message.State.choices,
        "subjects": queries.subjects_to_choose(request.user),
        "restored": queries.restored(),
        "measures": {measure.name: measure.value for measure in watch.measures()},
    }
    return render(request, "outbox/desk.html", context)


def _back(request: UserRequest) -> HttpResponse:
    """To the same rows: the form's address carries what was chosen."""
    query = request.GET.urlencode()
    return redirect(reverse("outbox:desk") + (f"?{query}" if query else ""))


@require_POST
@allowed(administer)
def change(request: UserRequest, pk: int) -> HttpResponse:
    message = get_object_or_404(queries.shown().exclude(kind__in=kinds.fleeting()), pk=pk)
    match request.POST.get("do"):
        case "hold":
            done, said = (
                actions.hold(message=message, by=request.user),
                _("It is held back until somebody sends it after all."),
            )
        case "release":
            done, said = actions.release(message=message, by=request.user), _("It goes out when it is due.")
        case "resend" if message.state != Message.State.CLAIMED:
            done, said = bool(actions.resend(message=message, by=request.user)), _("It goes out again now.")
        case _:
            return HttpResponseBadRequest(_("Nothing was chosen."))
    if done:
        messages.success(request, said)
    else:
        messages.info(request, _("Meanwhile it went another way; nothing was changed."))
    return _back(request)


@require_POST
@allowed(administer)
def restored(request: UserRequest) -> HttpResponse:
    """The answer to whether messages from before a restored backup were sent."""
    if request.POST.get("sent") == "no":
        count = restored_actions.send_all(by=request.user)
        said = ngettext("%(n)d message goes out.", "%(n)d messages go out.", count)
    elif request.POST.get("sent") == "yes":
        count = restored_actions.send_none(by=request.user)
        said = ngettext("%(n)d message stays unsent.", "%(n)d messages stay unsent.", count)
    else:
        return HttpResponseBadRequest(_("Nothing was chosen."))
    messages.success(request, said % {"n": count})
    return _back(request)
