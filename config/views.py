"""The home page, the guide to a first review, and whether the process lives."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import queries as accounts
from accounts.access import public, signed_in
from accounts.requests import UserRequest
from reviews import follow_up_todo, interview_todo, series_todo, todo, undelivered_todo
from reviews.queries import mentions, plan
from surveys import todo as survey_todo


@require_safe
@signed_in
def home(request: UserRequest) -> HttpResponse:
    """What waits for this person, soonest first."""
    places = plan.my_reviews(request.user)
    rows = [
        *undelivered_todo.rows(request.user, places),
        *interview_todo.tasks(request.user),
        *todo.mentioned(mentions.waiting(request.user)),
        *todo.tasks(places),
        *survey_todo.rows(request.user),
        *follow_up_todo.rows(request.user),
        *series_todo.rows(request.user),
    ]
    return render(request, "config/home.html", {"todo": rows, "alone": accounts.is_alone(request.user)})


@require_safe
@signed_in
def first_review(request: UserRequest) -> HttpResponse:
    """A learning review from the day of the incident to its report, for whoever holds one for the first time."""
    return render(request, "config/first_review.html")


@require_safe
@public("a load balancer asks whether the process lives")
def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")
