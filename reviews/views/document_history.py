"""The revisions of a document: who saved what when, what changed, and an earlier one as the newest again."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import UserRequest
from reviews import permissions
from reviews.access import for_review
from reviews.actions import documents
from reviews.models import Review
from reviews.queries import elsewhere, plan, references
from reviews.queries import history as queries


@require_safe
@for_review(permissions.take_part)
def document_history(request: UserRequest, review: Review) -> HttpResponse:
    listed = Paginator(queries.history(review.document), 50).get_page(request.GET.get("page"))
    shown = {
        "review": review,
        "spine": plan.spine(review, "document"),
        "page": listed,
        "shared": queries.shared_number(review.document),
        "may_edit": permissions.edit_document(request.user, review),
    }
    return render(request, "reviews/document/history.html", shown)


@require_safe
@for_review(permissions.take_part)
def document_revision(request: UserRequest, review: Review, number: int) -> HttpResponse:
    """One revision as it is read, what it changed, and the way to make it the newest again."""
    revisions = review.document.revisions.select_related("made_by", "suggested_by")
    revision = get_object_or_404(revisions, number=number)
    elsewhere.revisions(review.pk, [revision])
    before = revisions.filter(number=number - 1).first()
    shown = {
        "review": review,
        "spine": plan.spine(review, "document"),
        "revision": revision,
        "moments": references.dress(revision.html, review.incident),
        "comparison": queries.compare(before, revision) if before else None,
        "may_edit": permissions.edit_document(request.user, review),
    }
    return render(request, "reviews/document/revision.html", shown)


@require_POST
@for_review(permissions.edit_document)
def document_restore(request: UserRequest, review: Review, number: int) -> HttpResponse:
    revision = get_object_or_404(review.document.revisions, number=number)
    saved = documents.restore(revision=revision, by=request.user)
    said = _("The text of revision %(old)d is now revision %(new)d.") if saved.new else _("That is the text already.")
    messages.success(request, said % {"old": number, "new": saved.revision.number} if saved.new else said)
    return redirect("reviews:document", review.uid)
