"""The editor: the Markdown field, its preview, saving, and both texts side by side when two people wrote at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import date
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.numbers import whole
from accounts.requests import UserRequest
from reviews import markdown, permissions
from reviews.access import for_review
from reviews.actions import documents, looks
from reviews.forms.document import TextForm, unix_lines
from reviews.interview_permissions import interviews
from reviews.models import Review
from reviews.queries import hints, plan, references
from reviews.references import parts, placed
from reviews.views.hints import settle
from reviews.views.margin import losing
from reviews.word_diff import changes

TOO_BIG = gettext_lazy(
    "The text is too long or too deeply nested to be shown. Nothing is lost; shorten it and save again."
)


@require_http_methods(["GET", "HEAD", "POST"])
@for_review(permissions.edit_document)
def document_edit(request: UserRequest, review: Review) -> HttpResponse:
    if request.method != "POST":
        if review.document.drafts.filter(user=request.user).exists():
            return redirect("reviews:document_both", review.uid)
        latest = review.document.latest
        looks.looked(document=review.document, by=request.user)
        return _editor(request, review, TextForm(initial={"text": latest.text, "base": latest.number}))
    form = TextForm(request.POST)
    if not form.is_valid():
        return _editor(request, review, form, status=422)
    if "preview" in request.POST:
        return _editor(request, review, form)
    if "insert" in request.POST or "refresh" in request.POST:
        text = (_with_moment if "insert" in request.POST else _with_words_of_now)(
            request, review, form.cleaned_data["text"]
        )
        return _editor(request, review, TextForm(initial={"text": text, "base": form.cleaned_data["base"]}))
    if "sure" not in request.POST and (gone := losing(review, request.POST)):
        return _editor(request, review, form, losing=gone)
    return _save(request, review, form)


def _with_moment(request: UserRequest, review: Review, text: str) -> str:
    """The chosen moment of the timeline at the end of the chosen part; nothing is saved by that."""
    wanted = whole(request.POST.get("insert_moment"), 0)
    chosen = next((each for each in references.offered(review.incident) if each.reference == wanted), None)
    return placed(text, chosen.markdown, request.POST.get("insert_under", "")) if chosen else text


def _with_words_of_now(request: UserRequest, review: Review, text: str) -> str:
    return references.taken_over(text, review.incident)


def _save(request: UserRequest, review: Review, form: TextForm) -> HttpResponse:
    try:
        outcome = documents.save(
            document=review.document,
            by=request.user,
            base_number=form.cleaned_data["base"],
            text=form.cleaned_data["text"],
        )
    except markdown.TooBig:
        form.add_error("text", TOO_BIG)
        return _editor(request, review, form, status=422)
    if isinstance(outcome, documents.Conflict):
        return _both(request, review, outcome, status=409)
    messages.success(request, _said(outcome, request.user))
    return redirect("reviews:document", review.uid)


def _said(outcome: documents.Saved, user: User) -> str:
    """What was saved by itself while one wrote is saved, too: "nothing had changed" would frighten its writer."""
    number = {"number": outcome.revision.number}
    if outcome.merged and outcome.met_own:
        return (
            _("Another window of yours had saved meanwhile. Both texts are together in revision %(number)d.") % number
        )
    if outcome.merged:
        return _("Somebody else had saved meanwhile. Both texts are together in revision %(number)d.") % number
    if outcome.new or outcome.revision.made_by_id == user.pk:
        return _("Saved as revision %(number)d.") % number
    return _("Nothing had changed; revision %(number)d is the newest.") % number


def _editor(request: UserRequest, review: Review, form: TextForm, status: int = 200, **more: Any) -> HttpResponse:
    """more: `losing`, the comments that a save would leave without text; `settled`, what was done about a hint."""
    text = form.data.get("text", "") if form.is_bound else form.initial["text"]
    return render(
        request,
        "reviews/document/edit.html",
        {
            "review": review,
            "spine": plan.spine(review, "document"),
            "form": form,
            **_preview(request, review, text),
            "base": form["base"].value(),
            "topic": f"document:{review.uid}",
            "began": request.POST.get("began") or form["base"].value(),
            "offered": references.offered(review.incident),
            "parts": parts(text),
            "stale": references.refreshed(text, review.incident)[1],
            "narrative": _("Narrative"),
            "may_interview": interviews(request.user, review),
            **more,
        },
        status=status,
    )


def _preview(request: UserRequest, review: Review, text: str) -> dict[str, Any]:
    """The page of what is typed, with the hints for its writer."""
    try:
        rendered = markdown.render(unix_lines(text))
    except markdown.TooBig:
        return {"too_big": TOO_BIG}
    html, found = hints.in_preview(review.document, request.user, rendered)
    return {"moments": references.dress(html, review.incident, writes=True), "hints": found, "may_edit": True}


@require_POST
@for_review(permissions.edit_document)
def document_preview(request: UserRequest, review: Review) -> HttpResponse:
    shown = {"review": review, **_preview(request, review, request.POST.get("text", ""))}
    return render(request, "reviews/document/preview.html", shown)


@require_POST
@for_review(permissions.edit_document)
def document_edit_hints(request: UserRequest, review: Review) -> HttpResponse:
    """A button beside a hint: the preview again, or without scripts the editor with all that was typed."""
    settled = settle(request, review)
    if not request.htmx:
        return _editor(request, review, TextForm(request.POST), settled=settled)
    shown = {"review": review, "settled": settled, **_preview(request, review, request.POST.get("text", ""))}
    return render(request, "reviews/document/preview.html", shown)


@require_POST
@for_review(permissions.edit_document)
def document_save(request: UserRequest, review: Review) -> JsonResponse:
    """Autosave: {number, said, merged, text} when saved, 409 {said, both, look, kept} when both changed the same words, 422 {said}."""
    form = TextForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"said": str(TOO_BIG)}, status=422)
    try:
        outcome = documents.save(
            document=review.document,
            by=request.user,
            base_number=form.cleaned_data["base"],
            text=form.cleaned_data["text"],
        )
    except markdown.TooBig:
        return JsonResponse({"said": str(TOO_BIG)}, status=422)
    if isinstance(outcome, documents.Conflict):
        said = _told(outcome, request.user)
        both = reverse("reviews:document_both", args=[review.uid])
        return JsonResponse({"said": said, "both": both, "look": _("See both texts"), "kept": kept()}, status=409)
    return JsonResponse(_saved(outcome, form.cleaned_data["text"], request.user))


def _told(conflict: documents.Conflict, user: User) -> str:
    other = conflict.theirs.made_by
    if other == user:
        return _("Another window of yours changed the same words. This text is kept, too.")
    return _("%(who)s changed the same words at the same time. Your text is kept.") % {"who": other or _("Somebody")}


def kept() -> str:
    return _("Kept %(time)s, not yet put together") % {"time": date(timezone.localtime(), "H:i")}


def _saved(outcome: documents.Saved, sent: str, user: User) -> dict[str, Any]:
    revision = outcome.revision
    other = revision.text != sent
    said = _("Saved %(time)s · revision %(number)d") % {
        "time": date(timezone.localtime(), "H:i"),
        "number": revision.number,
    }
    return {
        "number": revision.number,
        "said": said,
        "merged": _said(outcome, user) if outcome.merged else "",
        "text": revision.text if other else None,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@for_review(permissions.edit_document)
def document_both(request: UserRequest, review: Review) -> HttpResponse:
    """The reader's kept text beside the latest revision; POST goes on with the latest and drops the kept one."""
    if request.method == "POST":
        documents.drop_draft(document=review.document, by=request.user)
        return redirect("reviews:document_edit", review.uid)
    draft = review.document.drafts.filter(user=request.user).first()
    if draft is None:
        return redirect("reviews:document_edit", review.uid)
    return _both(request, review, documents.compare(document=review.document, draft=draft))


def _both(request: UserRequest, review: Review, conflict: documents.Conflict, status: int = 200) -> HttpResponse:
    form = TextForm(initial={"text": conflict.suggestion, "base": conflict.theirs.number})
    return render(
        request,
        "reviews/document/both.html",
        {
            "review": review,
            "conflict": conflict,
            "form": form,
            "own": conflict.theirs.made_by_id == request.user.pk,
            "mine": changes(conflict.base.text, conflict.mine),
            "theirs": changes(conflict.base.text, conflict.theirs.text),
        },
        status=status,
    )
