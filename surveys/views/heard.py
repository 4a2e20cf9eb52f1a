"""What was heard in a survey and what will change: read by those who were there, written by the facilitators."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import require
from accounts.requests import UserRequest
from reviews.access import for_review
from reviews.models import Review
from reviews.queries import plan
from surveys import permissions
from surveys.actions import heard as actions
from surveys.forms.formats import HeardForm
from surveys.models import Heard, Survey


@require_http_methods(["GET", "HEAD", "POST"])
@for_review(permissions.see_heard)
def heard(request: UserRequest, review: Review) -> HttpResponse:
    survey = Survey.objects.select_related("result").filter(review=review).first()
    written = Heard.objects.select_related("by").filter(survey=survey).first() if survey else None
    may_write = permissions.publish_heard(request.user, review)
    values = {"heard": written.heard, "change": written.change} if written else None
    form = HeardForm(request.POST if request.method == "POST" else None, initial=values)
    if form.is_bound:
        require(may_write)
        if form.is_valid() and survey:
            actions.publish(survey=survey, by=request.user, **form.cleaned_data)
            messages.success(request, _("Published to those who were there."))
            return redirect("surveys:heard", uid=review.uid)
    context: dict[str, Any] = {"review": review, "written": written, "form": form, "may_write": may_write}
    context |= {"people": _others(review, request), "spine": plan.spine(review, "survey")}
    return render(request, "surveys/heard.html", context, status=422 if form.is_bound else 200)


def _others(review: Review, request: UserRequest) -> int:
    """How many get the message."""
    return review.attendances.filter(user__is_active=True).exclude(user=request.user).count()
