"""What people decide about a thread's passage: put it on other words, off these words, back, or on the document as a whole."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import require
from accounts.lines import line
from accounts.numbers import whole
from accounts.requests import UserRequest
from reviews import permissions
from reviews.access import for_review
from reviews.actions import anchors, polls
from reviews.forms.margin import PlaceForm
from reviews.models import Review, TalkingPoint, Thread
from reviews.queries import document as queries
from reviews.queries import margin, plan


def _thread(request: UserRequest, review: Review, pk: int) -> Thread:
    thread = get_object_or_404(queries.threads(review.document).select_related("document__review__incident"), pk=pk)
    require(permissions.place_thread(request.user, thread))
    return thread


def _at(review: Review, thread: Thread) -> HttpResponse:
    return redirect(reverse("reviews:document", args=[review.uid]) + f"#thread-{thread.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
@for_review(permissions.comment)
def thread_attach(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    """The page where one quotes the words, for those without scripts; POST puts the thread on them."""
    thread = _thread(request, review, pk)
    if request.method != "POST":
        return _attach_page(request, review, thread, PlaceForm(initial={"revision": review.document.latest_number}))
    form = PlaceForm(request.POST)
    if form.is_valid() and _attach(request, review, thread, form):
        messages.success(request, _("The comment is on these words now."))
        return _at(review, thread)
    return _attach_page(request, review, thread, form, status=422)


def _attach(request: UserRequest, review: Review, thread: Thread, form: PlaceForm) -> bool:
    revision = review.document.revisions.filter(number=form.cleaned_data["revision"]).first() or review.document.latest
    rendered = queries.shown(revision)
    place = form.selected or queries.find(rendered, form.cleaned_data["quote"])
    span = rendered.to_source(*place) if place else None
    try:
        if span:
            anchors.attach(thread=thread, by=request.user, revision=revision, span=span)
            return True
    except anchors.NotThere:
        pass
    form.add_error("quote", _("These words are not in the text. Copy them from it, without leaving any out."))
    return False


def _attach_page(
    request: UserRequest, review: Review, thread: Thread, form: PlaceForm, status: int = 200
) -> HttpResponse:
    latest = review.document.latest
    shown = {
        "review": review,
        "spine": plan.spine(review, "document"),
        "thread": thread,
        "form": form,
        "text": latest.html,
    }
    return render(request, "reviews/document/attach.html", shown, status=status)


def _by_hand(request: UserRequest, review: Review, pk: int, act: Callable[..., Thread], said: str) -> HttpResponse:
    thread = _thread(request, review, pk)
    try:
        act(thread=thread, by=request.user)
        messages.success(request, said)
    except anchors.NotThere:
        messages.warning(request, _("These words are gone, so the comment cannot go back to them."))
    return _at(review, thread)


@require_POST
@for_review(permissions.comment)
def thread_detach(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    said = _("The comment is off these words. It is listed under “Text removed”.")
    return _by_hand(request, review, pk, anchors.detach, said)


@require_POST
@for_review(permissions.comment)
def thread_put_back(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    return _by_hand(request, review, pk, anchors.put_back, _("The comment is back on its words."))


@require_POST
@for_review(permissions.comment)
def thread_keep(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    return _by_hand(request, review, pk, anchors.keep_whole, _("It is a comment on the whole document now."))


@require_POST
@for_review(permissions.offer_points)
def thread_offer(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    """Make a talking point of a thread, while the poll is being composed."""
    thread = get_object_or_404(Thread, document=review.document, pk=pk)
    text = line(request.POST.get("text"), 200) or thread.rendered_quote[:200]
    try:
        kind = TalkingPoint.Kind.INCIDENT
        polls.offer(poll=review.poll, by=request.user, kind=kind, text=text, from_thread=thread)
        messages.success(request, _("It is a talking point now, with a link to this comment."))
    except polls.NotOpen:
        messages.warning(request, _("The vote was opened already, so no point can be added here."))
    return _at(review, thread)


@require_safe
@for_review(permissions.take_part)
def people(request: UserRequest, review: Review) -> JsonResponse:
    """Whom one may mention: the people of this review, never anybody else."""
    return JsonResponse({"people": [str(place.user) for place in plan.places(review)]})


def losing(review: Review, sent: QueryDict) -> list[Thread]:
    """The open comments that what is typed leaves without text, counted from the revision at which the writing began."""
    document = review.document
    latest = document.latest_number
    base, began = whole(sent.get("base"), latest), whole(sent.get("began"), latest)
    text = margin.after_save(document, base, str(sent.get("text", "")))
    return margin.losing(document, text, min(base, began))


@require_POST
@for_review(permissions.edit_document)
def document_losing(request: UserRequest, review: Review) -> HttpResponse:
    """The quiet notice while one writes: the comments whose text this removes."""
    found = losing(review, request.POST)
    return render(request, "reviews/document/losing.html", {"review": review, "losing": found})
