"""Writing the notes of an interview: saved while one types, merged with what another facilitator writes, never lost."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import date
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import require
from accounts.requests import UserRequest
from reviews import interview_openers, interview_permissions, off_record
from reviews.actions import interview_notes as actions
from reviews.forms.interviews import NotesForm
from reviews.interview_access import for_interviewers
from reviews.models import Interview, Review
from reviews.queries import interviews as queries
from reviews.views.interview import one


def _writable(review: Review, pk: int) -> Interview:
    found = one(review, pk)
    require(interview_permissions.write_notes(found))
    return found


def _editor(request: UserRequest, found: Interview, text: str, base: int, **more: Any) -> HttpResponse:
    context = {
        "review": found.review,
        "interview": found,
        "text": text,
        "base": base,
        "stretches": off_record.stretches(text),
        "openers": interview_openers.openers(),
        "readers": queries.readers(found.review),
        "off": off_record.OFF,
        "on": off_record.ON,
        **more,
    }
    return render(request, "reviews/interviews/notes.html", context, status=422 if more.get("wrong") else 200)


@sensitive_post_parameters("text")
@require_http_methods(["GET", "HEAD", "POST"])
@for_interviewers()
def notes(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    found = _writable(review, pk)
    if request.method != "POST":
        if found.drafts.filter(user=request.user).exists():
            return redirect("reviews:interview_notes_both", uid=review.uid, pk=pk)
        return _editor(request, found, queries.notes(found), found.notes_number)
    form = NotesForm(request.POST)
    if not form.is_valid():
        return _editor(request, found, request.POST.get("text", ""), found.notes_number, wrong=_too_long())
    try:
        saved = actions.save(
            interview=found, by=request.user, base_number=form.cleaned_data["base"], text=form.cleaned_data["text"]
        )
    except actions.Deleted:
        return redirect("reviews:interview", uid=review.uid, pk=pk)
    if isinstance(saved, actions.Conflict):
        return redirect("reviews:interview_notes_both", uid=review.uid, pk=pk)
    return redirect("reviews:interview", uid=review.uid, pk=pk)


def _too_long() -> str:
    return _("The notes are too long to be saved at once. Nothing is lost; shorten them and save again.")


@sensitive_post_parameters("text")
@require_POST
@for_interviewers()
def notes_save(request: UserRequest, review: Review, pk: int) -> JsonResponse:
    """Autosave, as the document's editor asks: {number, said, merged, text}, or 409 {said, both, look, kept}, or 422 {said}."""
    found = _writable(review, pk)
    form = NotesForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"said": _too_long()}, status=422)
    sent = form.cleaned_data["text"]
    try:
        saved = actions.save(interview=found, by=request.user, base_number=form.cleaned_data["base"], text=sent)
    except actions.Deleted:
        return JsonResponse({"said": str(interview_permissions.DELETED)}, status=422)
    clock = {"time": date(timezone.localtime(), "H:i")}
    if isinstance(saved, actions.Conflict):
        answer = {
            "said": _("Another window or facilitator changed the same words. This text is kept, too."),
            "both": reverse("reviews:interview_notes_both", args=[review.uid, pk]),
            "look": _("See both texts"),
            "kept": _("Kept %(time)s, not yet put together") % clock,
        }
        return JsonResponse(answer, status=409)
    merged = _("Somebody else had saved meanwhile. Both texts are together.") if saved.merged else ""
    taken: dict[str, object] = {"number": saved.number, "said": _("Saved %(time)s") % clock, "merged": merged}
    return JsonResponse(taken | {"text": saved.text if saved.text != sent else None})


@sensitive_post_parameters("text")
@require_POST
@for_interviewers()
def notes_preview(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    """What is on the record and what is off it, of what is typed."""
    found = _writable(review, pk)
    context = {"interview": found, "stretches": off_record.stretches(request.POST.get("text", ""))}
    return render(request, "reviews/interviews/stretches.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_interviewers()
def notes_both(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    """The reader's kept text and the saved notes; POST goes on with the saved ones and drops the kept text."""
    found = _writable(review, pk)
    draft = found.drafts.filter(user=request.user).first()
    if request.method == "POST":
        actions.drop_draft(interview=found, by=request.user)
    if draft is None or request.method == "POST":
        return redirect("reviews:interview_notes", uid=review.uid, pk=pk)
    conflict = actions.compare(interview=found, draft=draft)
    context = {"review": review, "interview": found, "conflict": conflict}
    return render(request, "reviews/interviews/both.html", context)
