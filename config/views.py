"""The home page, and whether the installation is well."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import public, signed_in
from accounts.requests import UserRequest
from reviews import series_todo, todo
from reviews.queries import mentions, plan


@require_safe
@signed_in
def home(request: UserRequest) -> HttpResponse:
    """What waits for this person, soonest first."""
    rows = [
        *todo.mentioned(mentions.waiting(request.user)),
        *todo.tasks(plan.my_reviews(request.user)),
        *series_todo.rows(request.user),
    ]
    return render(request, "config/home.html", {"todo": rows})


@require_safe
@public("a load balancer asks whether the process lives")
def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@public("a load balancer asks whether pages can be served; the answer has no detail")
def ready(request: HttpRequest) -> HttpResponse:
    connection.ensure_connection()
    return HttpResponse("ok", content_type="text/plain")
