"""The reader's own page of the messages they want; what was promised is listed with the reason why it stays."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import signed_in
from accounts.requests import UserRequest
from outbox import choices
from outbox import wanted as reads
from outbox.actions import choices as actions
from outbox.forms import WantedForm


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def wanted(request: UserRequest) -> HttpResponse:
    form = WantedForm(request.POST if request.method == "POST" else None, off=reads.switched_off(request.user))
    if not form.is_valid():
        return render(request, "outbox/wanted.html", {"form": form, "fixed": choices.fixed()})
    actions.choose(person=request.user, wanted=form.wanted)
    messages.success(request, _("What you want to get is saved."))
    return redirect("outbox:wanted")
