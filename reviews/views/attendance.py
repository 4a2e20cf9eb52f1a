"""Who was in the meeting and for how long: people in the physical room are added here, and times corrected."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import UserRequest
from reviews import permissions
from reviews.access import for_review
from reviews.actions import attendance as actions
from reviews.forms.room_people import InRoomForm, TimesForm
from reviews.models import Attendance, AttendanceSpan, Review, RoomGuest, Stage
from reviews.queries import plan
from reviews.queries import room_people as queries


def _page(request: UserRequest, review: Review, form: Form | None = None) -> HttpResponse:
    context = {
        "review": review,
        "spine": plan.spine(review, "meeting"),
        "rows": queries.attendance(review),
        "came": queries.came(review),
        "is_on": review.stage == Stage.MEETING,
        "form": form or InRoomForm(places=queries.not_here(review)),
    }
    return render(request, "reviews/room/attendance.html", context, status=422 if form else 200)


@require_safe
@for_review(permissions.facilitate)
def attendance(request: UserRequest, review: Review) -> HttpResponse:
    return _page(request, review)


@require_POST
@for_review(permissions.correct_attendance)
def attendance_add(request: UserRequest, review: Review) -> HttpResponse:
    form = InRoomForm(request.POST, places=queries.not_here(review))
    if not form.is_valid():
        return _page(request, review, form)
    person, name, people = (form.cleaned_data[field] for field in ("person", "name", "people"))
    if person:
        actions.add_person(review=review, user=person, by=request.user)
    if name or people:
        actions.add_others(review=review, by=request.user, name=name, people=people or 1)
    return _back(review)


def _back(review: Review) -> HttpResponseRedirect:
    return redirect("reviews:attendance", uid=review.uid)


def _times(request: UserRequest, review: Review, attendance: Attendance, span: AttendanceSpan | None) -> HttpResponse:
    """One form for the times of one stretch, or of a new one."""
    is_on = review.stage == Stage.MEETING
    initial = {"from_at": span.from_at, "to_at": span.to_at} if span else {}
    data = request.POST if request.method == "POST" else None
    form = TimesForm(data, review=review, may_be_open=is_on and span is not None, initial=initial)
    if data is None or not form.is_valid():
        context = {"review": review, "person": attendance.user, "form": form, "span": span, "is_on": is_on}
        context["spine"] = plan.spine(review, "meeting")
        return render(request, "reviews/room/attendance_times.html", context, status=422 if data else 200)
    times = {name: form.cleaned_data[name] for name in ("from_at", "to_at")}
    if span:
        actions.correct_span(span=span, by=request.user, **times)
    else:
        actions.add_span(attendance=attendance, by=request.user, **times)
    messages.success(request, _("The times are corrected."))
    return _back(review)


@require_http_methods(["GET", "HEAD", "POST"])
@for_review(permissions.correct_attendance)
def attendance_more(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    """One more stretch for somebody who was there."""
    found = get_object_or_404(Attendance.objects.select_related("user", "review"), review=review, pk=pk)
    return _times(request, review, found, None)


def _span(review: Review, pk: int) -> AttendanceSpan:
    rows = AttendanceSpan.objects.select_related("attendance__user", "attendance__review")
    return get_object_or_404(rows, attendance__review=review, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_review(permissions.correct_attendance)
def attendance_span(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    span = _span(review, pk)
    return _times(request, review, span.attendance, span)


@require_POST
@for_review(permissions.correct_attendance)
def attendance_span_remove(request: UserRequest, review: Review, pk: int) -> HttpResponseRedirect:
    actions.remove_span(span=_span(review, pk), by=request.user)
    return _back(review)


@require_POST
@for_review(permissions.correct_attendance)
def attendance_others_remove(request: UserRequest, review: Review, pk: int) -> HttpResponseRedirect:
    guest = get_object_or_404(RoomGuest, review=review, pk=pk, removed_at=None)
    actions.remove_others(guest=guest, by=request.user)
    return _back(review)
