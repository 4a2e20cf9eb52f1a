"""Common themes: what recurs across incidents, in which services and months; and those that look like a title being written."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import signed_in
from accounts.lines import line
from accounts.numbers import whole
from accounts.requests import UserRequest
from incidents.queries import themes as queries

MOST_PAGES = 500


@require_safe
@signed_in
def theme_list(request: UserRequest) -> HttpResponse:
    page = min(max(whole(request.GET.get("page"), 1), 1), MOST_PAGES)
    number = whole(request.GET.get("service"), 0)
    known = queries.services(request.user) if number else []
    service = next((each for each in known if each.pk == number), None)
    context = {"common": queries.common(request.user, service, page), "service": service}
    return render(request, "incidents/themes/list.html", context)


@require_safe
@signed_in
def alike(request: UserRequest) -> HttpResponse:
    """For the forms in which a title is written: nothing until it has a word."""
    title = line(request.GET.get("title"), 200)
    offers = queries.alike(request.user, title) if title else []
    return render(request, "incidents/themes/alike.html", {"offers": offers})
