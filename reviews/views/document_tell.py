"""A facilitator answers whether those who read an earlier revision are told that the document changed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.requests import UserRequest
from reviews import permissions
from reviews.access import for_review
from reviews.actions import looks
from reviews.models import Review


@require_POST
@for_review(permissions.edit_document)
def document_tell(request: UserRequest, review: Review) -> HttpResponse:
    if request.POST.get("answer") != "tell":
        looks.not_now(document=review.document, by=request.user)
        return redirect("reviews:document", review.uid)
    count = looks.tell(document=review.document, by=request.user)
    told = ngettext(
        "%(count)d person is told that the text changed.", "%(count)d people are told that the text changed.", count
    )
    said = told % {"count": count} if count else _("There is nobody left to tell.")
    messages.success(request, said)
    return redirect("reviews:document", review.uid)
