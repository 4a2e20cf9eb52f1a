""" "Is this a rabbit hole?": one tap asks the room, ten seconds to answer, the result for everyone."""

import contextlib

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.numbers import whole
from accounts.requests import UserRequest
from reviews import permissions
from reviews.access import for_review
from reviews.actions import rabbit_holes as actions
from reviews.actions import room
from reviews.models import Review
from reviews.queries import questions as queries


def _mine(request: UserRequest, review: Review) -> HttpResponse:
    if not request.htmx:
        here = "desk" if request.POST.get("back") == "desk" else "room"
        return redirect(f"reviews:{here}", uid=review.uid)
    return _my_answer(request, review)


def _my_answer(request: UserRequest, review: Review) -> HttpResponse:
    hole = queries.newest_hole(review)
    context = {"review": review, "hole": hole, "hole_answer": queries.my_answer(hole, request.user)}
    return render(request, "reviews/room/my_rabbit.html", context)


@require_POST
@for_review(permissions.vote)
def rabbit_ask(request: UserRequest, review: Review) -> HttpResponse:
    with contextlib.suppress(room.NotNow):
        actions.ask(review=review, by=request.user)
    return _mine(request, review)


@require_POST
@for_review(permissions.vote)
def rabbit_answer(request: UserRequest, review: Review) -> HttpResponse:
    """`park` or `go_on` holds the number of what was asked: an answer to an earlier one does not count for this."""
    park = "park" in request.POST
    number = request.POST.get("park" if park else "go_on", "")
    hole = get_object_or_404(review.rabbit_holes, pk=whole(number, 0))
    try:
        actions.answer(hole=hole, by=request.user, park=park)
    except actions.Over:
        actions.settle(review=review)
        messages.info(request, _("The ten seconds were over; your answer came too late to count."))
    return _mine(request, review)


@require_safe
@for_review(permissions.take_part)
def rabbit_mine(request: UserRequest, review: Review) -> HttpResponse:
    return _my_answer(request, review)


@require_POST
@for_review(permissions.take_part)
def rabbit_settle(request: UserRequest, review: Review) -> HttpResponse:
    """An open page says that the time is up; whether it is, the recorded time decides."""
    actions.settle(review=review)
    return HttpResponse(status=204) if request.htmx else redirect("reviews:room", uid=review.uid)
