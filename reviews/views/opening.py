"""The attendee's part of the opening: agreeing to the ground rules, and saying whether one may be recorded."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import UserRequest
from reviews import permissions
from reviews.access import for_review
from reviews.actions import opening as actions
from reviews.actions import recording, room
from reviews.forms.opening import RecordingAnswerForm
from reviews.models import Review
from reviews.queries import opening as queries


def _mine(request: UserRequest, review: Review, **more: object) -> HttpResponse:
    context = {"review": review, **queries.mine(request.user, review), **more}
    return render(request, "reviews/room/my_opening.html", context)


def _back(request: UserRequest, review: Review) -> HttpResponse:
    return _mine(request, review, just_answered=True) if request.htmx else redirect("reviews:room", uid=review.uid)


@require_safe
@for_review(permissions.take_part)
def my_opening(request: UserRequest, review: Review) -> HttpResponse:
    """The reader's own part, fetched anew by the page when the rules or the recording changed."""
    return _mine(request, review)


@require_POST
@for_review(permissions.vote)
def rules_agree(request: UserRequest, review: Review) -> HttpResponse:
    room.arrive(review=review, user=request.user)
    try:
        actions.agree(review=review, by=request.user)
    except actions.NotNow:
        messages.info(request, _("The rules are still being shown; you are asked in a moment."))
    return _back(request, review)


@require_POST
@for_review(permissions.vote)
def recording_answer(request: UserRequest, review: Review) -> HttpResponse:
    """Yes or no to being recorded; with a no, how one would like to take part."""
    form = RecordingAnswerForm(request.POST)
    room.arrive(review=review, user=request.user)
    if form.is_valid():
        recording.answer(review=review, by=request.user, **form.answered())
    return _back(request, review)
