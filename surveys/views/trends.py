"""The trends: scores, statements and attendance over the weeks, as charts with their tables, and as CSV."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import sheets
from accounts.access import allowed
from accounts.permissions import see_trends
from accounts.requests import UserRequest
from surveys import charts, queries
from surveys.actions import trends as actions
from surveys.forms import ChoiceForm, FormatChangeForm
from surveys.models import FormatChange

HIGH, LOW = 260, 170


def _context(form: ChoiceForm) -> dict[str, Any]:
    found = queries.trends(form.choice())
    context: dict[str, Any] = {"choice_form": form, "trends": found, "charts": None}
    axis = found.axis
    if axis:
        changes = [(each.since, each.what) for each in found.changes]
        came = [(each.monday, each.came) for each in found.weeks]
        context["charts"] = {
            "score": charts.scores(axis, found.score, changes, HIGH),
            "statements": [(line, charts.scores(axis, line.dots, [], LOW)) for line in found.lines],
            "attendance": charts.bars(axis, came, changes, LOW + 20),
        }
    return context


@require_safe
@allowed(see_trends)
def trends(request: UserRequest) -> HttpResponse:
    form = ChoiceForm(request.GET)
    return render(request, "surveys/trends.html", {**_context(form), "change_form": FormatChangeForm()})


@require_safe
@allowed(see_trends)
def as_csv(request: UserRequest) -> HttpResponse:
    """Every figure of the page, a row each."""
    found = queries.trends(ChoiceForm(request.GET).choice())
    rows: list[list[sheets.Cell]] = [
        ["what", "statement", "first_week", "last_week", "value", "about", "answers", "meetings"]
    ]
    for words, dots in [("", found.score), *((line.text, line.dots) for line in found.lines)]:
        what = "statement" if words else "score"
        for dot in dots:
            rows.append(
                [what, words, str(dot.first), str(dot.last), dot.value, "about" if dot.about else "", dot.n, ""]
            )
    for week in found.weeks:
        monday = str(week.monday)
        rows.append(["came", "", monday, monday, week.came, "", "", week.meetings])
        rows.append(["invited", "", monday, monday, week.invited, "", "", week.meetings])
    rows += [["format change", each.what, str(each.since), "", "", "", "", ""] for each in found.changes]
    response = HttpResponse(sheets.text(rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="trends.csv"'
    return response


@require_POST
@allowed(see_trends)
def note_change(request: UserRequest) -> HttpResponse:
    form = FormatChangeForm(request.POST)
    if not form.is_valid():
        context = {**_context(ChoiceForm({})), "change_form": form}
        return render(request, "surveys/trends.html", context, status=422)
    actions.note_change(by=request.user, **form.cleaned_data)
    messages.success(request, _("The change is marked on the charts."))
    return redirect("surveys:trends")


@require_POST
@allowed(see_trends)
def take_off_change(request: UserRequest, pk: int) -> HttpResponse:
    actions.take_off_change(change=get_object_or_404(FormatChange, pk=pk), by=request.user)
    messages.success(request, _("The mark is taken off the charts."))
    return redirect("surveys:trends")
