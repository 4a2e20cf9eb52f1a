"""Hints about the wording of a comment or suggestion while it is typed; sending never waits for them."""

from hashlib import blake2b

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from accounts.requests import UserRequest
from reviews import permissions
from reviews.access import for_review
from reviews.actions import hints as actions
from reviews.forms.document import COMMENT_CHARACTERS, unix_lines
from reviews.forms.hints import DismissForm
from reviews.models import Review
from reviews.queries import hints as queries


def settle(request: UserRequest, review: Review) -> str:
    """Does what the button pressed beside a hint says; answers "dismissed", "again" or "" when there was none."""
    form = DismissForm(request.POST)
    if not form.is_valid():
        return ""
    if form.cleaned_data["again"]:
        actions.show_again(document=review.document, by=request.user)
        return "again"
    if form.dismissed:
        kind, quote = form.dismissed
        actions.dismiss(document=review.document, by=request.user, kind=kind, quote=quote)
        return "dismissed"
    return ""


@require_POST
@for_review(permissions.comment)
def document_hints(request: UserRequest, review: Review) -> HttpResponse:
    """The region under a field; 204 while it shows what it would show again, so that nothing is read out twice."""
    field = "replacement" if request.POST.get("field") == "replacement" else "text"
    settled = settle(request, review)
    text = unix_lines(request.POST.get(field, ""))[:COMMENT_CHARACTERS]
    hints = queries.in_words(review.document, request.user, text)
    shown = _fingerprint(hints)
    if not settled and shown == request.POST.get(f"shown_{field}", ""):
        return HttpResponse(status=204)
    context = {"review": review, "hints": hints, "field": field, "shown": shown, "settled": settled}
    return render(request, "reviews/document/hints_beside.html", context)


def _fingerprint(hints: queries.Hints) -> str:
    if not hints.count and not hints.dismissed:
        return ""
    parts = [str(hints.dismissed), *(f"{kind.kind}:{place.key}" for kind in hints.kinds for place in kind.places)]
    return blake2b("\n".join(parts).encode(), digest_size=8).hexdigest()
