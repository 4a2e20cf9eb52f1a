"""The line in the top bar that says which meeting comes next; pages fetch it beside themselves, so that none waits for it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.access import signed_in
from accounts.requests import UserRequest
from reviews.queries import coming_up as queries


@require_safe
@signed_in
@cache_control(private=True, no_cache=True)
def coming_up(request: UserRequest) -> HttpResponse:
    """204 while nothing comes up within a week."""
    review = queries.next_meeting(request.user)
    if review is None:
        return HttpResponse(status=204)
    return render(request, "reviews/coming_up.html", {"review": review})
