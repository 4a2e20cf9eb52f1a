"""What was sent to whom, when, and whether the promise of 24 hours was kept."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
from reviews import permissions
from reviews.access import for_review
from reviews.models import Review
from reviews.queries import plan
from reviews.queries import proof as queries


@require_safe
@for_review(permissions.facilitate)
def proof(request: UserRequest, review: Review) -> HttpResponse:
    context = {
        "review": review,
        "spine": plan.spine(review, "sent"),
        "promise": queries.promise(review),
        "page": queries.people(review, request.GET.get("page")),
    }
    return render(request, "reviews/proof.html", context)
