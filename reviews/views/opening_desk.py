"""The facilitators' part of the opening: showing the rules one at a time, and the recording."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import require
from accounts.numbers import whole
from accounts.requests import UserRequest
from reviews import permissions
from reviews.access import for_review
from reviews.actions import opening as actions
from reviews.actions import recording
from reviews.forms.opening import RecordingPlanForm
from reviews.models import Attendance, Review, RoomGuest
from reviews.queries import opening as queries
from reviews.queries import plan


def _part(request: UserRequest, review: Review) -> HttpResponse:
    return render(request, "reviews/room/desk_opening.html", {"review": review, **queries.desk(review)})


@require_safe
@for_review(permissions.facilitate)
def desk_opening(request: UserRequest, review: Review) -> HttpResponse:
    """The desk's part, fetched anew when the rules or the answers changed."""
    return _part(request, review)


def _back(request: UserRequest, review: Review) -> HttpResponse:
    return _part(request, review) if request.htmx else redirect("reviews:desk", uid=review.uid)


@require_POST
@for_review(permissions.run_meeting)
def rules_step(request: UserRequest, review: Review) -> HttpResponse:
    """Begin, next, back, or ask at once; `shown` is the rule that the desk showed."""
    shown = request.POST.get("shown", "")
    step = whole(shown, 0)
    try:
        match request.POST.get("do"):
            case "begin":
                actions.begin(review=review, by=request.user)
            case "next" | "back" as way:
                actions.step(review=review, by=request.user, shown=step, back=way == "back")
            case "ask":
                actions.ask(review=review, by=request.user)
    except actions.NotNow:
        messages.info(request, _("There are no rules to show."))
    return _back(request, review)


@require_POST
@for_review(permissions.run_meeting)
def recording_do(request: UserRequest, review: Review) -> HttpResponse:
    """On, pause, or without."""
    try:
        match request.POST.get("do"):
            case "on" if review.recorded:
                recording.turn_on(review=review, by=request.user)
            case "pause":
                recording.pause(review=review, by=request.user)
            case "without":
                recording.go_without(review=review, by=request.user)
    except recording.NotAnswered:
        messages.info(request, _("Somebody has not answered yet, so the recording waits for them."))
    return _back(request, review)


@require_POST
@for_review(permissions.run_meeting)
def recording_away(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    """Somebody who came, by their account, has left without an answer."""
    there = get_object_or_404(Attendance.objects.select_related("user"), review=review, user=pk)
    recording.away(review=review, by=request.user, person=there.user)
    return _back(request, review)


@require_POST
@for_review(permissions.run_meeting)
def recording_guest_away(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    """The same for a guest, on a device or in the physical room."""
    guest = get_object_or_404(RoomGuest, review=review, removed_at=None, pk=pk)
    recording.away(review=review, by=request.user, person=guest)
    return _back(request, review)


@require_http_methods(["GET", "HEAD", "POST"])
@for_review(permissions.facilitate)
def recording_plan(request: UserRequest, review: Review) -> HttpResponse:
    """What people are told before they answer; and all answers with their time."""
    held = queries.plan_of(review)
    initial = {"recorded": review.recorded, "why": held.why, "audience": held.audience, "kept_days": held.kept_days}
    form = RecordingPlanForm(request.POST if request.method == "POST" else None, initial=initial)
    may_change = permissions.plan_recording(request.user, review)
    if form.is_bound:
        require(may_change)
        if form.is_valid():
            recording.change_plan(review=review, by=request.user, **form.cleaned_data)
            messages.success(request, _("Kept. People read this before they answer."))
            return redirect("reviews:recording_plan", uid=review.uid)
    context = {
        "review": review,
        "spine": plan.spine(review, "meeting"),
        "form": form,
        "may_change": may_change,
        "answers": queries.answers(review),
    }
    return render(request, "reviews/room/recording_plan.html", context, status=422 if form.is_bound else 200)
