"""The text of a document as a Markdown file to take away, and such a file brought back as the next revision."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import require
from accounts.numbers import whole
from accounts.requests import UserRequest
from reviews import markdown, permissions
from reviews.access import for_review
from reviews.actions import documents
from reviews.forms.files import TextFileForm
from reviews.models import Review, Revision
from reviews.queries import plan
from reviews.views.document_pdf import download

_RECENT = 50


@require_safe
@for_review(permissions.see_document)
def document_markdown(request: UserRequest, review: Review) -> HttpResponse:
    """The source as it is, of the latest revision or of ?revision=; the file's name tells which one it is."""
    number = review.document.latest_number
    wanted = whole(request.GET.get("revision"), number)
    if wanted != number:
        require(permissions.take_part(request.user, review))
        number = wanted
    revision = get_object_or_404(review.document.revisions, number=number)
    return download(revision.text.encode(), "text/markdown; charset=utf-8", review, f"-r{number}.md")


@require_http_methods(["GET", "HEAD", "POST"])
@for_review(permissions.edit_document)
def document_in(request: UserRequest, review: Review) -> HttpResponse:
    """A file becomes the next revision just as if it had been typed: merged, or beside what others saved meanwhile."""
    if review.document.drafts.filter(user=request.user).exists():
        messages.info(request, _("You have a text that is not put together with the saved one yet. Do that first."))
        return redirect("reviews:document_both", review.uid)
    numbers = review.document.revisions.order_by("-number").values_list("number", flat=True)[:_RECENT]
    if request.method != "POST":
        return _page(request, review, TextFileForm(numbers))
    form = TextFileForm(numbers, data=request.POST, files=request.FILES)
    if form.is_valid() and (outcome := _saved(request, review, form)):
        return redirect(f"reviews:document{'_both' if isinstance(outcome, documents.Conflict) else ''}", review.uid)
    return _page(request, review, form, status=422)


def _saved(request: UserRequest, review: Review, form: TextFileForm) -> documents.Saved | documents.Conflict | None:
    base, text = form.cleaned_data["base"], form.cleaned_data["file"]
    try:
        outcome = documents.save(document=review.document, by=request.user, base_number=base, text=text)
    except Revision.DoesNotExist:
        form.add_error("base", _("There is no revision %(number)d of this document.") % {"number": base})
        return None
    except markdown.TooBig:
        form.add_error("file", _("The text is too long or too deeply nested to be shown. Nothing was changed."))
        return None
    if isinstance(outcome, documents.Saved):
        messages.success(request, _said(outcome))
    return outcome


def _said(outcome: documents.Saved) -> str:
    number = {"number": outcome.revision.number}
    if outcome.merged:
        return _("The file and what others had saved meanwhile are together in revision %(number)d.") % number
    if outcome.new:
        return _("The file is now revision %(number)d.") % number
    return _("The file says what the text says; revision %(number)d is the newest.") % number


def _page(request: UserRequest, review: Review, form: TextFileForm, status: int = 200) -> HttpResponse:
    shown = {"review": review, "spine": plan.spine(review, "document"), "form": form}
    return render(request, "reviews/document/document_in.html", shown, status=status)
