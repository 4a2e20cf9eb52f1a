"""Suggestions: the form for one, accepting, declining and withdrawing, and three texts side by side after an edit meanwhile."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import require
from accounts.requests import UserRequest
from reviews import permissions
from reviews.access import for_review
from reviews.actions import comments, suggestions
from reviews.forms.document import COMMENT_CHARACTERS
from reviews.forms.suggestions import PlaceForm, QuoteForm, SuggestionForm, TogetherForm
from reviews.markdown import TooBig
from reviews.models import Review, Revision, Status, Thread
from reviews.queries import document as documents
from reviews.queries import suggestions as queries

NOT_THERE = gettext_lazy("These words are not in the text. Copy them from it, without leaving any out.")
TOO_LONG = gettext_lazy("This passage is too long for one suggestion. Choose a shorter part of it.")
IDS = "suggestion_%s"  # the form also stands on the document's page, beside that for comments
TOO_BIG = gettext_lazy("This is too long or too deeply nested. Nothing is lost; shorten it and send it again.")


@require_http_methods(["GET", "HEAD", "POST"])
@for_review(permissions.comment)
def suggest(request: UserRequest, review: Review) -> HttpResponse:
    """GET: the form for the passage named by ?revision, start, end or by ?quote; without one, the form that asks for it."""
    if request.method == "POST":
        return _suggested(request, review)
    if "quote" not in request.GET and "start" not in request.GET:
        return _ask(request, review, QuoteForm())
    places = _places(review, request)
    if places is None:
        return _ask(request, review, _with_error(QuoteForm(request.GET), NOT_THERE))
    passage, source = places
    if len(source) > COMMENT_CHARACTERS:
        return _ask(request, review, _with_error(QuoteForm({"quote": source[:4000]}), TOO_LONG))
    initial = {"revision": passage.revision.number, "start": passage.start, "end": passage.end, "replacement": source}
    return _form(request, review, SuggestionForm(initial=initial, auto_id=IDS), source)


def _places(review: Review, request: UserRequest) -> tuple[comments.Passage, str] | None:
    """The passage that the address names, with its source; None if there is no such one."""
    selected = PlaceForm(request.GET)
    if selected.is_valid():
        return _passage(review, selected)
    latest = review.document.latest
    span = documents.find(documents.shown(latest), request.GET.get("quote", ""))
    return _sourced(latest, *span) if span else None


def _passage(review: Review, form: PlaceForm) -> tuple[comments.Passage, str] | None:
    revision = get_object_or_404(review.document.revisions, number=form.cleaned_data["revision"])
    return _sourced(revision, form.cleaned_data["start"], form.cleaned_data["end"])


def _sourced(revision: Revision, start: int, end: int) -> tuple[comments.Passage, str] | None:
    span = queries.source_span(documents.shown(revision), start, end)
    return (comments.Passage(revision, start, end), revision.text[slice(*span)]) if span else None


def _with_error(form: QuoteForm, error: object) -> QuoteForm:
    if form.is_valid() or "quote" not in form.errors:
        form.add_error("quote", str(error))
    return form


def _ask(request: UserRequest, review: Review, form: QuoteForm) -> HttpResponse:
    shown = {"review": review, "form": form}
    return render(request, "reviews/document/suggest_quote.html", shown, status=422 if form.errors else 200)


def _form(request: UserRequest, review: Review, form: SuggestionForm, source: str) -> HttpResponse:
    name = "suggest_form" if request.htmx else "suggest"
    shown = {"review": review, "form": form, "source": source}
    return render(request, f"reviews/document/{name}.html", shown, status=422 if form.errors else 200)


def _suggested(request: UserRequest, review: Review) -> HttpResponse:
    form = SuggestionForm(request.POST, auto_id=IDS)
    valid = form.is_valid()
    if any(field.errors for field in form.hidden_fields()):
        raise Http404
    places = _passage(review, form)
    if places is None:
        raise Http404
    thread = _make(request, review, form, places[0]) if valid else None
    if thread is None:
        return _form(request, review, form, places[1])
    return redirect(_at(review, thread))


def _make(request: UserRequest, review: Review, form: SuggestionForm, passage: comments.Passage) -> Thread | None:
    """The new suggestion, or None with an error on the form."""
    try:
        return suggestions.suggest(
            document=review.document,
            by=request.user,
            passage=passage,
            replacement=form.cleaned_data["replacement"],
            text=form.cleaned_data["text"],
        )
    except suggestions.Unchanged:
        form.add_error("replacement", _("This is the text as it stands. Change what you would put otherwise."))
    except TooBig:
        form.add_error("text", TOO_BIG)
    return None


def _at(review: Review, thread: Thread) -> str:
    return reverse("reviews:document", args=[review.uid]) + f"#thread-{thread.pk}"


def _thread(review: Review, pk: int) -> Thread:
    found = documents.threads(review.document).select_related("document__review")
    return get_object_or_404(found, pk=pk, replacement__isnull=False)


def _decided(request: UserRequest, review: Review, thread: Thread) -> HttpResponse:
    """Somebody was quicker: say who and how, nothing else happens."""
    fresh = _thread(review, thread.pk)
    said = {
        "accepted": _("%(who)s has accepted this suggestion already; nothing was done twice."),
        "declined": _("%(who)s has declined this suggestion already."),
        "withdrawn": _("%(who)s has withdrawn this suggestion already."),
    }
    messages.info(request, said[fresh.decision] % {"who": fresh.decided_by or _("Somebody")})
    return redirect(_at(review, fresh))


@require_POST
@for_review(permissions.edit_document)
def suggestion_accept(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    """One click while the passage stands word for word; else 409 with what stands there now."""
    thread = _thread(review, pk)
    try:
        revision = suggestions.accept(thread=thread, by=request.user)
    except suggestions.Decided:
        return _decided(request, review, thread)
    except (suggestions.Edited, suggestions.Gone):
        return _look(request, review, thread, status=409)
    except TooBig:
        messages.error(request, _("With this suggestion the document would be too long. Nothing was changed."))
        return redirect(_at(review, thread))
    return _taken_in(request, review, thread, revision)


def _taken_in(request: UserRequest, review: Review, thread: Thread, revision: Revision) -> HttpResponse:
    messages.success(request, _("Accepted. The suggestion is in revision %(number)d.") % {"number": revision.number})
    return redirect(_at(review, thread))


@require_http_methods(["GET", "HEAD", "POST"])
@for_review(permissions.edit_document)
def suggestion(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    """The passage as it was, as it is, as suggested; POST puts the final wording into the document."""
    thread = _thread(review, pk)
    if request.method != "POST":
        return _look(request, review, thread) if thread.is_pending else _decided(request, review, thread)
    form = TogetherForm(request.POST)
    if not form.is_valid():
        return _look(request, review, thread, form, status=422)
    return _put_together(request, review, thread, form)


def _put_together(request: UserRequest, review: Review, thread: Thread, form: TogetherForm) -> HttpResponse:
    final, seen = form.cleaned_data["final"], form.cleaned_data["seen"]
    try:
        revision = suggestions.put_together(thread=thread, by=request.user, text=final, seen=seen)
    except suggestions.Decided:
        return _look(request, review, thread, form, status=409)
    except (suggestions.Edited, suggestions.Gone):
        form.add_error(
            "final", _("The passage was edited again just now. Look at how it reads above; your text is here.")
        )
        return _look(request, review, thread, form, status=409)
    except suggestions.Unchanged:
        form.add_error("final", _("The passage reads like this already. You can decline the suggestion instead."))
    except TooBig:
        form.add_error("final", TOO_BIG)
    else:
        return _taken_in(request, review, thread, revision)
    return _look(request, review, thread, form, status=422)


def _look(
    request: UserRequest, review: Review, thread: Thread, form: TogetherForm | None = None, status: int = 200
) -> HttpResponse:
    """The page for one suggestion that cannot be accepted in one click; `form` keeps what was typed."""
    fresh, text = _thread(review, thread.pk), review.document.revisions.latest("number").text
    three = queries.three_ways(fresh, text)
    shown = {
        "review": review,
        "thread": fresh,
        "change": queries.change(fresh, text),
        "three": three,
        "went": fresh.steps.filter(status=Status.ORPHANED).last(),
        "form": form or TogetherForm(initial={"final": three.final}),
    }
    return render(request, "reviews/document/suggestion_look.html", shown, status=status)


@require_POST
@for_review(permissions.edit_document)
def suggestion_decline(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    thread = _thread(review, pk)
    try:
        suggestions.decline(thread=thread, by=request.user)
    except suggestions.Decided:
        return _decided(request, review, thread)
    return redirect(_at(review, thread))


@require_POST
@for_review(permissions.comment)
def suggestion_withdraw(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    thread = _thread(review, pk)
    require(permissions.withdraw_suggestion(request.user, thread))
    try:
        suggestions.withdraw(thread=thread, by=request.user)
    except suggestions.Decided:
        return _decided(request, review, thread)
    return redirect(_at(review, thread))
