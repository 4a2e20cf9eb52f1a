"""Everything of one review as a ZIP to take away, and such a file of another installation brought in after a preview."""

from io import BytesIO
from typing import Any

from django.contrib import messages
from django.db import DataError, IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import signed_in
from accounts.requests import UserRequest
from reviews import archive_files, markdown, permissions, web_annotations
from reviews.access import for_review
from reviews.actions import archive_in, archive_previews
from reviews.forms.archive import ArchiveForm
from reviews.models import Review
from reviews.queries import archive_preview
from reviews.views.comments_file import WHYS
from reviews.views.document_pdf import download


@require_safe
@for_review(permissions.facilitate)
def archive(request: UserRequest, review: Review) -> HttpResponse:
    return download(archive_files.written(review), "application/zip", review, "-review.zip")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def archive_bring_in(request: UserRequest) -> HttpResponse:
    """The file, its preview, and the button that brings in what was previewed and nothing else."""
    if request.POST.get("do") == "add":
        return _add(request)
    form = ArchiveForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form)
    given = form.cleaned_data["file"]
    try:
        archive_in.check(given["data"])
        comments = archive_in.comments_of(given["comments"])
    except archive_in.Here:
        form.add_error("file", _("This review is here already. Nothing was added."))
    except archive_in.NotOver:
        form.add_error("file", _("Its meeting was still to come. A review can be brought in once it was held."))
    except web_annotations.NotComments:
        form.add_error("file", _("What this file says does not fit together. Nothing was added."))
    else:
        return _preview(request, given, comments)
    return _page(request, form)


def _page(request: UserRequest, form: ArchiveForm, error: str = "") -> HttpResponse:
    status = 422 if form.is_bound or error else 200
    return render(request, "reviews/archive.html", {"form": form, "error": error}, status=status)


def _preview(request: UserRequest, given: dict[str, Any], comments: web_annotations.Reading) -> HttpResponse:
    context = {
        "found": archive_preview.preview(request.user, given["data"], comments),
        "problems": [(problem.row, WHYS[problem.why]) for problem in comments.problems],
        "mark": archive_previews.keep(by=request.user, file_name=given["name"], packed=given["packed"]),
    }
    return render(request, "reviews/archive_preview.html", context)


def _add(request: UserRequest) -> HttpResponse:
    mark = request.POST.get("mark", "")
    try:
        packed = archive_previews.confirm(by=request.user, mark=mark)
    except archive_previews.Confirmed as before:
        if before.review:
            return redirect("reviews:review", uid=before.review.uid)
        return render(request, "reviews/archive_coming.html", {"mark": mark})
    if packed is None:
        return _page(request, ArchiveForm(), _("This preview is no longer here. Choose the file again."))
    review = None
    try:
        review, error = _brought_in(request, packed)
    finally:
        archive_previews.done(by=request.user, mark=mark, review=review)
    if review is None:
        return _page(request, ArchiveForm(), error)
    messages.success(request, _("It is here now. You facilitate it, and nobody was written to."))
    return redirect("reviews:review", uid=review.uid)


def _brought_in(request: UserRequest, packed: bytes) -> tuple[Review | None, str]:
    """The review, or why there is none."""
    try:
        data, comments = archive_files.opened(BytesIO(packed))
        return archive_in.bring_in(by=request.user, data=data, comments=comments), ""
    except (archive_in.TooSlow, web_annotations.NotComments, markdown.TooBig, IntegrityError, DataError):
        return None, _("What this file says does not fit together. Nothing was added.")
    except archive_in.Here:
        return None, _("This review is here already. Nothing was added.")
    except (archive_files.BadArchive, archive_in.NotOver):
        return None, _("This file cannot be brought in. Nothing was added.")
