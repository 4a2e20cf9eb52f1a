"""Begins, answers, settles and changes comments; each answer is the thread's card, or the page at that card."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import require
from accounts.requests import UserRequest
from reviews import permissions
from reviews.access import for_review
from reviews.actions import comments
from reviews.forms.document import CommentForm, PassageForm
from reviews.markdown import TooBig
from reviews.models import Comment, Review, Thread
from reviews.queries import document as queries
from reviews.queries import margin
from reviews.views.document import context


@require_POST
@for_review(permissions.comment)
def comment_start(request: UserRequest, review: Review) -> HttpResponse:
    form = PassageForm(request.POST)
    thread = _start(request, review, form) if form.is_valid() else None
    if thread:
        return redirect(reverse("reviews:document", args=[review.uid]) + f"#thread-{thread.pk}")
    return render(request, "reviews/document/read.html", context(request, review, form), status=422)


def _start(request: UserRequest, review: Review, form: PassageForm) -> Thread | None:
    """The new thread, or None with an error on the form."""
    revision = review.document.revisions.filter(number=form.cleaned_data["revision"]).first() or review.document.latest
    span = form.selected or queries.find(queries.shown(revision), form.cleaned_data["quote"])
    if span is None:
        form.add_error("quote", _("These words are not in the text. Copy them from it, without leaving any out."))
        return None
    passage = comments.Passage(revision, *span)
    try:
        return comments.start(
            document=review.document, by=request.user, passage=passage, text=form.cleaned_data["text"]
        )
    except comments.NotFound:
        form.add_error("quote", _("Select at least one word of the text."))
    except TooBig:
        form.add_error("text", _("This is too long or too deeply nested for a comment."))
    return None


def _thread(review: Review, pk: int) -> Thread:
    return get_object_or_404(queries.threads(review.document).select_related("document__review"), pk=pk)


def _card(
    request: UserRequest, review: Review, thread: Thread, form: CommentForm | None = None, about: int = 0
) -> HttpResponse:
    """The card alone for htmx, else the page at the card. about: the comment that `form` changes; 0: it is a reply."""
    if form is None and not request.htmx:
        return redirect(reverse("reviews:document", args=[review.uid]) + f"#thread-{thread.pk}")
    [card] = queries.cards_of(review.document.threads.filter(pk=thread.pk), queries.shown(review.document.latest))
    margin.describe([card], review.document, request.user)
    shown = {
        "review": review,
        "card": card,
        "cards": [card],
        "may_comment": permissions.comment(request.user, review),
        "may_edit": permissions.edit_document(request.user, review),
        "failed": form,
        "about": about,
        "fresh": bool(request.htmx),
        "hints_url": reverse("reviews:document_hints", args=[review.uid]),
    }
    name = "reviews/document/thread_card.html" if request.htmx else "reviews/document/thread_page.html"
    return render(request, name, shown, status=422 if form else 200)


@require_POST
@for_review(permissions.comment)
def comment_reply(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    thread, form = _thread(review, pk), CommentForm(request.POST, auto_id=False)
    if not form.is_valid():
        return _card(request, review, thread, form)
    try:
        comments.reply(thread=thread, by=request.user, text=form.cleaned_data["text"])
    except TooBig:
        form.add_error("text", _("This is too long or too deeply nested for a comment."))
        return _card(request, review, thread, form)
    return _card(request, review, thread)


@require_POST
@for_review(permissions.comment)
def thread_resolve(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    return _card(request, review, comments.resolve(thread=_thread(review, pk), by=request.user))


@require_POST
@for_review(permissions.comment)
def thread_reopen(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    return _card(request, review, comments.reopen(thread=_thread(review, pk), by=request.user))


def _own(request: UserRequest, review: Review, pk: int) -> Comment:
    comment = get_object_or_404(
        Comment.objects.select_related("thread__document__review", "by"),
        pk=pk,
        thread__document=review.document,
        taken_back_at=None,
    )
    require(permissions.change_comment(request.user, comment))
    return comment


@require_POST
@for_review(permissions.comment)
def comment_edit(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    comment, form = _own(request, review, pk), CommentForm(request.POST, auto_id=False)
    if not form.is_valid():
        return _card(request, review, comment.thread, form, about=comment.pk)
    try:
        comments.edit(comment=comment, text=form.cleaned_data["text"])
    except TooBig:
        form.add_error("text", _("This is too long or too deeply nested for a comment."))
        return _card(request, review, comment.thread, form, about=comment.pk)
    return _card(request, review, comment.thread)


@require_POST
@for_review(permissions.comment)
def comment_take_back(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    comment = comments.take_back(comment=_own(request, review, pk))
    return _card(request, review, comment.thread)
