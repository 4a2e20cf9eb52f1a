"""Attendance of a series over time, and a kind word to somebody who has not been seen for long: for its facilitators alone."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import UserRequest
from reviews import series_permissions
from reviews.actions import series as actions
from reviews.forms.series import BackForm
from reviews.models import Series
from reviews.queries import series_attendance as queries
from reviews.series_access import for_series


@require_safe
@for_series(series_permissions.facilitate_series)
def series_attendance(request: UserRequest, series: Series) -> HttpResponse:
    context = {"series": series, "attendance": queries.page(series)}
    return render(request, "reviews/series/attendance.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_series(series_permissions.facilitate_series)
def invite_back(request: UserRequest, series: Series, person: int) -> HttpResponse:
    """Whoever is not on the attendance page is not found here."""
    row = next((row for row in queries.page(series).rows if row.user.pk == person and row.presence.came), None)
    if row is None:
        raise Http404
    first = _(
        "Hello %(who)s,\nwe have missed what you notice. If you would like to come again, you are welcome; part of the hour is fine too."
    )
    form = BackForm(request.POST if request.method == "POST" else None, initial={"words": first % {"who": row.user}})
    if form.is_bound and form.is_valid():
        try:
            actions.invite_back(series=series, by=request.user, user=row.user, words=form.cleaned_data["words"])
        except actions.TooSoon:
            form.add_error(None, _("They got a kind word less than a month ago. Another one now would be pressing."))
        else:
            messages.success(request, _("Your words go to %(who)s by mail.") % {"who": row.user})
            return redirect("reviews:series_attendance", pk=series.pk)
    context = {"series": series, "row": row, "form": form, "coming": queries.next_open(series)}
    return render(request, "reviews/series/invite_back.html", context, status=422 if form.is_bound else 200)
