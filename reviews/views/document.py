"""The calibration document as it is read, with its threads beside it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
from reviews import document_region, permissions
from reviews.access import for_review
from reviews.actions import documents, looks
from reviews.forms.document import PassageForm
from reviews.models import Review
from reviews.queries import document as queries
from reviews.queries import margin, plan


def context(request: UserRequest, review: Review, form: PassageForm | None = None) -> dict[str, Any]:
    """All that the reading page shows; comments belong to those who take part, readers get the text."""
    takes_part = bool(permissions.take_part(request.user, review))
    page = queries.page(review.document, with_threads=takes_part)
    if takes_part:
        margin.describe(page.cards, review.document, request.user)
    return {
        "review": review,
        "filters": margin.filters(page, request.GET.get("show", "")),
        "spine": plan.spine(review, "document"),
        "document": review.document,
        "page": page,
        "takes_part": takes_part,
        "may_edit": permissions.edit_document(request.user, review),
        "may_comment": permissions.comment(request.user, review),
        "form": form or PassageForm(initial={"revision": page.revision.number}),
        "topic": f"document:{review.uid}",
        "newest": document_region.newest(review.document) if takes_part else None,
    }


@require_safe
@for_review(permissions.see_document)
def document(request: UserRequest, review: Review) -> HttpResponse:
    documents.opened(document=review.document, by=request.user)
    if permissions.take_part(request.user, review):
        looks.look(document=review.document, by=request.user)
    return render(request, "reviews/document/read.html", context(request, review))
