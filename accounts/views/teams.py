"""For those who run the installation: the teams."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import queries
from accounts.access import allowed
from accounts.actions import teams as actions
from accounts.forms.people import TeamForm
from accounts.models import Team
from accounts.permissions import administer
from accounts.requests import UserRequest


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(administer)
def teams(request: UserRequest) -> HttpResponse:
    form = TeamForm(request.POST or None)
    if not form.is_valid():
        return render(request, "accounts/teams.html", {"form": form, "teams": queries.teams()})
    team = actions.create(name=form.cleaned_data["name"], by=request.user)
    messages.success(
        request, _("There is a team “%(name)s” now. Add people to it on their own pages.") % {"name": team}
    )
    return redirect("accounts:teams")


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(administer)
def team(request: UserRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Team, pk=pk)
    form = TeamForm(request.POST or None, team=found)
    if not form.is_valid():
        return render(request, "accounts/team.html", {"form": form, "team": found, "people": found.people.all()})
    actions.rename(team=found, name=form.cleaned_data["name"], by=request.user)
    messages.success(request, _("The team is called “%(name)s” now.") % {"name": found.name})
    return redirect("accounts:teams")


@require_POST
@allowed(administer)
def remove(request: UserRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Team, pk=pk)
    actions.remove(team=found, by=request.user)
    messages.success(request, _("The team “%(name)s” is gone; its people are still here.") % {"name": found.name})
    return redirect("accounts:teams")
