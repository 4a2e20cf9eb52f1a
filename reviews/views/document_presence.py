"""An open page says every twenty seconds that somebody reads or writes there, and once that they left."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from accounts.requests import UserRequest
from reviews import permissions
from reviews.access import for_review
from reviews.actions import presence
from reviews.models import Review


@require_POST
@for_review(permissions.see_document)
def document_here(request: UserRequest, review: Review) -> HttpResponse:
    doing = request.POST.get("doing", "")
    if doing == "left":
        presence.left(document=review.document, by=request.user)
    else:
        presence.present(document=review.document, by=request.user, doing=doing)
    return HttpResponse(status=204)
