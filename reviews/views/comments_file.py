"""All comments of a document as a file of Web Annotations, and such a file read back in after a preview."""

import json
from typing import NoReturn

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts import previews
from accounts.requests import UserRequest
from outbox.links import absolute
from reviews import markdown, permissions, web_annotations
from reviews.access import for_review
from reviews.actions import comments_in
from reviews.forms.files import CommentsFileForm
from reviews.models import Review
from reviews.queries import comments_in as queries
from reviews.queries import comments_out, plan
from reviews.views.document_pdf import download

REASONS = {
    "json": gettext_lazy("This is not JSON: line %(line)d, column %(column)d."),
    "deep": gettext_lazy("The file is nested too deeply to be a list of comments."),
    "number": gettext_lazy("The file has a number that cannot be read."),
    "shape": gettext_lazy("This file is no list of comments (Web Annotations). Is it the right one?"),
    "elsewhere": gettext_lazy("This file only says where the comments are. Choose the file that holds them."),
    "empty": gettext_lazy("There are no comments in this file."),
    "comments": gettext_lazy("There are more than 2,000 comments in this file. Bring them in in parts."),
    "characters": gettext_lazy("The comments are longer than 600,000 characters in all. Bring them in in parts."),
    "gone": gettext_lazy("This preview is no longer here. Choose the file again."),
    "dear": gettext_lazy("One of the comments is too deeply nested to be shown. Nothing was added."),
}
WHYS = {
    "wrong": gettext_lazy("it is not a comment"),
    "id": gettext_lazy("it has no id by which it could be known again"),
    "again": gettext_lazy("it is in the file twice"),
    "body": gettext_lazy("it says nothing"),
    "long": gettext_lazy("it is longer than 10,000 characters"),
    "taken_back": gettext_lazy("it was taken back by its writer"),
    "target": gettext_lazy("it does not say which words it is about"),
    "lost": gettext_lazy("it answers a comment that is neither here nor in the file"),
}


class _Refused(ValueError):
    """Why a file is not taken, as words for a person."""


@require_safe
@for_review(permissions.take_part)
def annotations_out(request: UserRequest, review: Review) -> HttpResponse:
    document = review.document
    address = absolute(reverse("reviews:annotations_out", args=[review.uid]))
    threads = comments_out.conversations(document)
    label = _("Comments on “%(title)s”") % {"title": review.incident.title}
    made = web_annotations.collection(address, comments_out.address(document), label, threads)
    content = json.dumps(made, ensure_ascii=False, indent=1).encode()
    return download(content, web_annotations.MEDIA_TYPE, review, "-comments.jsonld")


@require_http_methods(["GET", "HEAD", "POST"])
@for_review(permissions.edit_document)
def annotations_in(request: UserRequest, review: Review) -> HttpResponse:
    if request.method != "POST":
        return _page(request, review, CommentsFileForm())
    if request.POST.get("do") == "add":
        return _add(request, review)
    form = CommentsFileForm(files=request.FILES)
    if not form.is_valid():
        return _page(request, review, form, status=422)
    text = form.cleaned_data["file"]
    try:
        found = queries.plan(review.document, _parse(text))
    except _Refused as error:
        form.add_error("file", str(error))
        return _page(request, review, form, status=422)
    mark = previews.keep(request, _kept(review), text)
    shown = {
        "review": review,
        "spine": plan.spine(review, "document"),
        "plan": found,
        "left_out": [(problem.row, WHYS[problem.why]) for problem in found.left_out],
        "mark": mark,
    }
    return render(request, "reviews/document/comments_preview.html", shown)


def _add(request: UserRequest, review: Review) -> HttpResponse:
    """What was previewed, and nothing else; the text may have changed since, so the places are looked for again."""
    text = previews.confirmed(request, _kept(review))
    try:
        if not text:
            raise _Refused(REASONS["gone"])
        made = comments_in.bring_in(document=review.document, by=request.user, reading=_parse(text))
    except (_Refused, markdown.TooBig) as error:
        messages.error(request, str(REASONS["dear"] if isinstance(error, markdown.TooBig) else error))
        return redirect("reviews:annotations_in", review.uid)
    previews.forget(request, _kept(review))
    said = ngettext("%(count)d comment was added.", "%(count)d comments were added.", made.count)
    messages.success(request, said % {"count": made.count})
    return redirect("reviews:document", review.uid)


def _parse(text: str) -> web_annotations.Reading:
    try:
        return web_annotations.read(json.loads(text, parse_constant=_no_number))
    except web_annotations.NotComments as error:
        raise _Refused(REASONS[error.reason]) from None
    except RecursionError:
        raise _Refused(REASONS["deep"]) from None
    except json.JSONDecodeError as error:
        raise _Refused(REASONS["json"] % {"line": error.lineno, "column": error.colno}) from None
    except ValueError:
        raise _Refused(REASONS["number"]) from None


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)


def _kept(review: Review) -> str:
    return f"comments_to_bring_in:{review.uid}"


def _page(request: UserRequest, review: Review, form: CommentsFileForm, status: int = 200) -> HttpResponse:
    shown = {"review": review, "spine": plan.spine(review, "document"), "form": form}
    return render(request, "reviews/document/comments_in.html", shown, status=status)
