"""The list of incidents, newest first, searchable by words."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import signed_in
from accounts.lines import line
from accounts.requests import UserRequest
from incidents import queries

PAGE = 50


@require_safe
@signed_in
def incident_list(request: UserRequest) -> HttpResponse:
    words = line(request.GET.get("words"), 200)
    page = Paginator(queries.incidents_for(request.user, words), PAGE).get_page(request.GET.get("page"))
    return render(request, "incidents/list.html", {"page": page, "words": words})
