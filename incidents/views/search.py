"""The search over everything a person may see."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import signed_in
from accounts.numbers import whole
from accounts.requests import UserRequest
from incidents.queries import finding
from incidents.search.kinds import kinds
from incidents.words import LONGEST_QUESTION

MOST_PAGES = 500


@require_safe
@signed_in
def search(request: UserRequest) -> HttpResponse:
    """Fetched by htmx while somebody types it answers with what was found alone."""
    typed = request.GET.get("q", "").replace("\0", " ")[:LONGEST_QUESTION].strip()
    only = next((kind.name for kind in kinds() if kind.name == request.GET.get("kind")), "")
    page = min(max(whole(request.GET.get("page"), 1), 1), MOST_PAGES)
    context = {"typed": typed, "only": only, "hits": finding.search(request.user, typed, only, page)}
    return render(request, "search/found.html" if request.htmx else "search/search.html", context)
