"""The reader's own page: name, time zone, appearance, shortcuts, teams."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import signed_in
from accounts.actions import people
from accounts.forms.people import ProfileForm
from accounts.requests import UserRequest


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def profile(request: UserRequest) -> HttpResponse:
    person = request.user
    initial = {
        "name": person.name,
        "time_zone": person.zone.key,
        "theme": person.theme,
        "shortcuts": person.shortcuts,
    }
    form = ProfileForm(request.POST or None, initial=initial)
    if not form.is_valid():
        return render(request, "accounts/profile.html", {"form": form, "teams": person.teams.all()})
    people.update_profile(person=person, **form.cleaned_data)
    messages.success(request, _("Your profile is saved."))
    return redirect("accounts:profile")
