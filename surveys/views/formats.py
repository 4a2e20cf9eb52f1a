"""The survey of a series: its statements, free text and days, read and written by the facilitators of its reviews."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import UserRequest
from reviews.access import for_review
from reviews.models import Review
from reviews.queries import plan
from surveys import permissions
from surveys.actions import formats as actions
from surveys.forms.formats import FormatForm
from surveys.queries import formats as queries


@require_http_methods(["GET", "HEAD", "POST"])
@for_review(permissions.edit_format)
def survey_format(request: UserRequest, review: Review) -> HttpResponse:
    own = queries.of_series(review.series)
    held = {
        "statements": [each.text for each in queries.statements_of(review.series)],
        "question": own.question if own else "",
        "days": queries.days_open(review.series),
    }
    form = FormatForm(request.POST if request.method == "POST" else None, held=held)
    if form.is_bound and form.is_valid() and review.series:
        actions.change(series=review.series, by=request.user, **form.values())
        messages.success(request, _("The next survey asks in this way. Open ones stay as they are."))
        return redirect("surveys:format", uid=review.uid)
    context = {"form": form, "review": review, "own": own, "spine": plan.spine(review, "survey")}
    return render(request, "surveys/format.html", context, status=422 if form.is_bound else 200)


@require_POST
@for_review(permissions.edit_format)
def usual_format(request: UserRequest, review: Review) -> HttpResponse:
    if review.series:
        actions.back_to_usual(series=review.series, by=request.user)
        messages.success(request, _("The next survey asks the usual statements again."))
    return redirect("surveys:format", uid=review.uid)
