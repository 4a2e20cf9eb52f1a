"""For those who run the installation: what one person may do here."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import allowed
from accounts.actions import people
from accounts.forms.people import PersonForm
from accounts.models import User
from accounts.permissions import administer
from accounts.requests import UserRequest


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(administer)
def person(request: UserRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(User, pk=pk)
    form = PersonForm(request.POST if request.method == "POST" else None, person=found)
    if not form.is_valid():
        return render(request, "accounts/person.html", {"form": form, "person": found})
    people.set_rights(person=found, by=request.user, **form.cleaned_data)
    messages.success(request, _("What %(name)s may do is saved.") % {"name": found})
    return redirect("accounts:people")
