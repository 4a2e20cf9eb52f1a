"""Series: the list, one series as a standing meeting, its format, and who facilitates in turn."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allowed, signed_in
from accounts.requests import UserRequest
from reviews import series_permissions
from reviews.actions import series as actions
from reviews.forms.series import PersonForm, SeriesForm, begun
from reviews.models import AgendaItem, Series, SeriesFacilitator
from reviews.queries import series as queries
from reviews.queries.facilitators import log
from reviews.series_access import for_series


@require_safe
@signed_in
def series_list(request: UserRequest) -> HttpResponse:
    context = {"series": queries.listed(request.user), "has_log": log(request.user).exists()}
    return render(request, "reviews/series/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(series_permissions.start_series)
def series_new(request: UserRequest) -> HttpResponse:
    form = SeriesForm(request.POST if request.method == "POST" else None, initial={"time_zone": str(request.user.zone)})
    if form.is_bound and form.is_valid():
        series = actions.start(by=request.user, **form.written())
        messages.success(request, _("The series is there, and you are the first in its rotation."))
        return redirect("reviews:series", pk=series.pk)
    return render(request, "reviews/series/edit.html", {"form": form}, status=422 if form.is_bound else 200)


def _page(request: UserRequest, series: Series, form: PersonForm | None = None) -> HttpResponse:
    coming, standing = queries.weeks(series, request.user), queries.standing_of(series)
    may = series_permissions.facilitate_series(request.user, series)
    context = {
        "series": series,
        "standing": standing,
        "parts": _parts(standing.parts if standing else {}),
        "weeks": coming,
        "empty": queries.first_empty(coming),
        "filled": queries.chosen_empty(coming, request.GET.get("week", "")),
        "held": queries.held(series, request.user),
        "has_log": may and log(request.user).exists(),
        "incidents": queries.waiting_incidents(request.user),
        "from_last": queries.from_last(series) if may else None,
        "rotation": queries.rotation(series),
        "rules_n": queries.ground_rules_n(series),
        "own_review": queries.own_review(series, request.user) if may else None,
        "may_facilitate": may,
        "form": form or (PersonForm(people=queries.may_join(series)) if may else None),
    }
    return render(request, "reviews/series/series.html", context, status=422 if form else 200)


def _parts(minutes: dict[str, int]) -> list[tuple[Any, int]]:
    return [(AgendaItem.Kind(kind).label, count) for kind, count in minutes.items()]


@require_safe
@for_series()
def series(request: UserRequest, series: Series) -> HttpResponse:
    return _page(request, series)


@require_http_methods(["GET", "HEAD", "POST"])
@for_series(series_permissions.facilitate_series)
def series_edit(request: UserRequest, series: Series) -> HttpResponse:
    initial = begun(series, queries.standing_of(series))
    form = SeriesForm(request.POST if request.method == "POST" else None, series=series, initial=initial)
    if form.is_bound and form.is_valid():
        actions.change(series=series, by=request.user, **form.written())
        messages.success(request, _("Saved. Reviews that are planned from now on begin with this."))
        return redirect("reviews:series", pk=series.pk)
    context = {"form": form, "series": series}
    return render(request, "reviews/series/edit.html", context, status=422 if form.is_bound else 200)


@require_POST
@for_series(series_permissions.facilitate_series)
def rotation_add(request: UserRequest, series: Series) -> HttpResponse:
    form = PersonForm(request.POST, people=queries.may_join(series))
    if not form.is_valid():
        return _page(request, series, form)
    actions.add_to_rotation(series=series, by=request.user, user=form.cleaned_data["person"])
    return redirect("reviews:series", pk=series.pk)


@require_POST
@for_series(series_permissions.facilitate_series)
def rotation_out(request: UserRequest, series: Series, place: int) -> HttpResponse:
    found = get_object_or_404(SeriesFacilitator.objects.select_related("series", "user"), pk=place, series=series)
    who = found.user
    try:
        actions.take_out_of_rotation(place=found, by=request.user)
    except actions.LastOne:
        messages.error(request, _("Somebody has to look after the series. Add another person first."))
        return redirect("reviews:series", pk=series.pk)
    messages.success(request, _("%(who)s is not asked in turn any more. Their reviews stay theirs.") % {"who": who})
    if who == request.user and not series_permissions.see_series(request.user, series):
        return redirect("reviews:series_list")
    return redirect("reviews:series", pk=series.pk)
