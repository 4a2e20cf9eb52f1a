"""Everything of one review as a ZIP to take away, and such a file of another installation brought in."""

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
from reviews.actions import archive_in
from reviews.forms.archive import ArchiveForm
from reviews.models import Review
from reviews.views.report import download


@require_safe
@for_review(permissions.facilitate)
def archive(request: UserRequest, review: Review) -> HttpResponse:
    return download(archive_files.written(review), "application/zip", review, "-review.zip")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def archive_bring_in(request: UserRequest) -> HttpResponse:
    form = ArchiveForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            review = archive_in.bring_in(by=request.user, **form.cleaned_data["file"])
        except (archive_in.TooSlow, web_annotations.NotComments, markdown.TooBig, IntegrityError, DataError):
            form.add_error("file", _("What this file says does not fit together. Nothing was added."))
        except archive_in.Here:
            form.add_error("file", _("This review is here already. Nothing was added."))
        except archive_in.NotOver:
            form.add_error("file", _("Its meeting was still to come. A review can be brought in once it was held."))
        else:
            messages.success(request, _("It is here now. You facilitate it, and nobody was written to."))
            return redirect("reviews:review", uid=review.uid)
    return render(request, "reviews/archive.html", {"form": form}, status=422 if form.is_bound else 200)
