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
from reviews.forms.sign_off import MarkPassageForm
from reviews.models import Review
from reviews.queries import document as queries
from reviews.queries import looks as look_queries
from reviews.queries import margin, passages, plan, references, sign_offs


def context(request: UserRequest, review: Review, form: PassageForm | None = None) -> dict[str, Any]:
    """All that the reading page shows; comments belong to those who take part, readers get the text."""
    may_comment, may_edit = permissions.comment(request.user, review), permissions.edit_document(request.user, review)
    takes_part = bool(may_comment or permissions.take_part(request.user, review))
    page = queries.page(review.document, with_threads=takes_part, with_links=bool(may_comment))
    if takes_part:
        margin.describe(page.cards, review.document, request.user)
    return {
        "review": review,
        "filters": margin.filters(page, request.GET.get("show", "")),
        "spine": plan.spine(review, "document"),
        "document": review.document,
        "page": page,
        "moments": references.dress(
            page.html, review.incident, writes=bool(may_edit), source=page.revision.text if may_edit else ""
        ),
        "takes_part": takes_part,
        "may_edit": may_edit,
        "may_comment": may_comment,
        "form": form or PassageForm(initial=passages.asked_for(review.document, request.GET.dict(), page.revision)),
        "topic": f"document:{review.uid}",
        **(_parts(request, review, page.revision.number) if takes_part else {}),
        "newest": document_region.newest_on(page) if takes_part else None,
    }


def _parts(request: UserRequest, review: Review, revision: int) -> dict[str, Any]:
    """What is disputed, how much waits for the reader's own word, and for facilitators the form that marks a passage."""
    marks = permissions.mark_parts(request.user, review)
    return {
        "disputes": sign_offs.disputes(review),
        "own_waiting": sign_offs.own_waiting(review, request.user),
        "about_form": MarkPassageForm(review=review, initial={"revision": revision}, auto_id="about-%s")
        if marks
        else None,
    }


@require_safe
@for_review(permissions.see_document)
def document(request: UserRequest, review: Review) -> HttpResponse:
    documents.opened(document=review.document, by=request.user)
    look = looks.looked(document=review.document, by=request.user)
    shown = context(request, review)
    if shown["takes_part"]:
        looks.read_comments(document=review.document, by=request.user)
    shown["news"] = look_queries.news(review.document, look, takes_part=shown["takes_part"])
    shown["to_tell"] = look_queries.to_tell(review.document, request.user) if shown["may_edit"] else None
    return render(request, "reviews/document/read.html", shown)
