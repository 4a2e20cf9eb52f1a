"""The list of reviews, newest meeting first."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import signed_in
from accounts.requests import UserRequest
from reviews.queries import plan as queries

PAGE = 50


@require_safe
@signed_in
def review_list(request: UserRequest) -> HttpResponse:
    page = Paginator(queries.reviews_for(request.user), PAGE).get_page(request.GET.get("page"))
    return render(request, "reviews/plan/list.html", {"page": page})
