"""The trends: scores, statements and what is known of the meetings over the weeks, as charts with their tables, and as CSV."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import sheets
from accounts.access import allowed
from accounts.permissions import see_trends
from accounts.requests import UserRequest
from surveys import chart_words, charts, measures
from surveys.actions import trends as actions
from surveys.forms import ChoiceForm, FormatChangeForm
from surveys.models import FormatChange
from surveys.queries import trends as queries

TALL, LOW = 260, 170
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def marked(changes: list[FormatChange]) -> list[charts.Change]:
    """With the letter that stands for each on the small charts; after Z they begin again."""
    return [
        charts.Change(each.since, each.what, LETTERS[place % 26], reverse("surveys:change", args=[each.pk]))
        for place, each in enumerate(changes)
    ]


def _context(form: ChoiceForm) -> dict[str, Any]:
    found = queries.trends(form.choice())
    changes = marked(found.changes)
    context: dict[str, Any] = {"choice_form": form, "trends": found, "score": None, "axis": found.axis}
    context["changes"] = list(zip(changes, found.changes, strict=True))
    if axis := found.axis:
        draw = Drawing(axis, changes)
        context["score"] = draw.scores(found.score, TALL)
        context["statements"] = [(line, draw.scores(line.dots, LOW)) for line in found.lines]
        context["figures"] = [draw.figure(measure, pairs) for measure, pairs in found.figures]
        drawn = {measure.key for measure, _pairs in found.figures}
        context["nothing_of"] = [words[0] for key, words in chart_words.WORDS.items() if key not in drawn]
    return context


class Drawing:
    """The charts of one page, on one axis, with the same format changes on each."""

    def __init__(self, axis: charts.Axis, changes: list[charts.Change]) -> None:
        self.axis, self.changes, self.weeks = axis, changes, chart_words.Weeks(axis.step)

    def scores(self, dots: list[charts.Dot], height: int) -> charts.Chart:
        told = chart_words.with_words(charts.together(dots, self.axis.step), self.weeks)
        return charts.scores(self.axis, told, self.changes, height)

    def figure(self, measure: measures.Measure, pairs: list[charts.Pair]) -> dict[str, Any]:
        told = chart_words.pairs_with_words(measure, charts.pairs_together(pairs, self.axis.step), self.weeks)
        title, says, part, whole = chart_words.WORDS[measure.key]
        chart = charts.bars(self.axis, told, self.changes, LOW, mean=measure.kind == measures.MEAN)
        words = {"key": measure.key, "title": title, "says": says, "part": part, "whole": whole}
        return words | {"chart": chart, "pairs": told}


@require_safe
@allowed(see_trends)
def trends(request: UserRequest) -> HttpResponse:
    form = ChoiceForm(request.GET, person=request.user)
    change_form = FormatChangeForm(person=request.user, beside=form)
    return render(request, "surveys/trends.html", {**_context(form), "change_form": change_form})


@require_safe
@allowed(see_trends)
def as_csv(request: UserRequest) -> HttpResponse:
    """Every figure of the page, a row each; by single weeks also where the page draws several as one."""
    found = queries.trends(ChoiceForm(request.GET, person=request.user).choice())
    rows: list[list[sheets.Cell]] = [
        ["what", "statement", "first_week", "last_week", "value", "about", "answers", "part", "whole", "meetings"]
    ]
    for words, dots in [("", found.score), *((line.text, line.dots) for line in found.lines)]:
        what = "statement" if words else "score"
        for dot in dots:
            about = "about" if dot.about else ""
            rows.append([what, words, str(dot.first), str(dot.last), dot.value, about, dot.n, "", "", ""])
    for measure, pairs in found.figures:
        for pair in pairs:
            monday, value = str(pair.week), round(pair.mean, 3)
            meetings = found.meetings.get(pair.week, "")
            rows.append([measure.key, "", monday, monday, value, "", "", pair.part, pair.whole, meetings])
    rows += [["format change", each.what, str(each.since), *[""] * 7] for each in found.changes]
    response = HttpResponse(sheets.text(rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="trends.csv"'
    return response


@require_POST
@allowed(see_trends)
def note_change(request: UserRequest) -> HttpResponse:
    form = FormatChangeForm(request.POST, person=request.user)
    if not form.is_valid():
        context = {**_context(ChoiceForm({}, person=request.user)), "change_form": form}
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
