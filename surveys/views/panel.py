"""The survey's panel on the page of a review: when it closes, its sealed result, or why there is none."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
from reviews.access import for_review
from reviews.models import Review
from surveys import permissions
from surveys.models import Survey


@require_safe
@for_review(permissions.see_result)
def panel(request: UserRequest, review: Review) -> HttpResponse:
    survey = Survey.objects.select_related("result").filter(review=review).first()
    result = survey.result.frozen if survey and survey.state == Survey.State.SEALED else None
    return render(request, "surveys/panel.html", {"survey": survey, "result": result})
