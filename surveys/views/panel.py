"""The survey's result: as a panel on the page of its review, and as a page; or when it closes, or why there is none."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
from reviews.access import for_review
from reviews.models import Review
from reviews.queries import plan
from surveys import permissions
from surveys.anonymity import VALUES
from surveys.models import Survey


def _context(review: Review) -> dict[str, object]:
    """Nothing but what sealing froze."""
    survey = Survey.objects.select_related("result").filter(review=review).first()
    result = survey.result.frozen if survey and survey.state == Survey.State.SEALED else None
    return {"survey": survey, "result": result, "review": review}


@require_safe
@for_review(permissions.see_result)
def panel(request: UserRequest, review: Review) -> HttpResponse:
    may_format = permissions.edit_format(request.user, review)
    return render(request, "surveys/panel.html", {**_context(review), "may_format": may_format})


@require_safe
@for_review(permissions.see_result)
def result(request: UserRequest, review: Review) -> HttpResponse:
    context = {**_context(review), "spine": plan.spine(review, "survey"), "values": [str(v) for v in reversed(VALUES)]}
    return render(request, "surveys/result.html", context)
