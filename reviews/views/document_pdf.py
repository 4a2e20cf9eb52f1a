"""The calibration document to take away as a PDF."""

from django.http import HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
from reviews import document_print, permissions
from reviews.access import for_review
from reviews.models import Review


def download(content: bytes, kind: str, review: Review, ending: str) -> HttpResponse:
    """A file named after the incident; `ending` follows the name."""
    name = slugify(review.incident.title)[:80] or "document"
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}{ending}"'}
    )


@require_safe
@for_review(permissions.see_document)
def document_pdf(request: UserRequest, review: Review) -> HttpResponse:
    return download(document_print.pdf(review, review.document.latest), "application/pdf", review, ".pdf")
