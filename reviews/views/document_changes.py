"""What changed between any two revisions, as it is read or in its source."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.numbers import whole
from accounts.requests import UserRequest
from reviews import permissions
from reviews.access import for_review
from reviews.models import Review, Revision
from reviews.queries import history as queries
from reviews.queries import plan


def chosen(request: UserRequest, review: Review) -> tuple[Revision, Revision]:
    """?from= and ?to=, older first; without them the newest revision and the one before it. 404 for one that never was."""
    readable = queries.readable(request.user, review)
    to = whole(request.GET.get("to"), review.document.latest_number)
    since = whole(request.GET.get("from"), max(1, to - 1))
    older, newer = sorted((since, to))
    after = get_object_or_404(readable, number=newer)
    before = readable.filter(number=older).first()
    if before is None and "from" not in request.GET:  # a reader's first revision has none before it
        before = after
    return before or get_object_or_404(readable, number=older), after


@require_safe
@for_review(permissions.see_document)
def changes(request: UserRequest, review: Review) -> HttpResponse:
    before, after = chosen(request, review)
    numbers = (
        queries.readable(request.user, review).order_by("-number").values_list("number", "made_at", "made_by__name")
    )
    shown: dict[str, Any] = {
        "review": review,
        "spine": plan.spine(review, "document"),
        "comparison": queries.compare(before, after, as_source=request.GET.get("as") == "source"),
        "revisions": numbers[: queries.CHOICES],
        "shared": queries.shared_number(review.document),
        "takes_part": permissions.take_part(request.user, review),
        "may_edit": permissions.edit_document(request.user, review),
    }
    return render(request, "reviews/document/changes.html", shown)
