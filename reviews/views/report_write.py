"""The facilitators' page of a report: its text, as it will be read, and what the meeting added that is not in it yet."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import UserRequest
from reviews import markdown
from reviews.access import for_review
from reviews.actions import reports
from reviews.forms.report import ReportForm
from reviews.models import Audience, Report, Review
from reviews.queries import plan, references, report_names, report_sources
from reviews.queries import report as queries
from reviews.report_permissions import report_of, write_report
from reviews.report_text import told
from reviews.word_diff import changes

TOO_LONG = gettext_lazy(
    "The text is too long or too deeply nested to be shown. Nothing is lost; shorten it and save again."
)
MEANWHILE = gettext_lazy(
    "Somebody else, or another window of yours, saved meanwhile. Below is what differs. Your text is kept here for you "
    "alone until you have put the two together; saving it replaces the other."
)


def begun(review: Review) -> Report:
    """404 before somebody began it."""
    report = report_of(review)
    if report is None:
        raise Http404
    report.review = review
    return report


def _page(request: UserRequest, report: Report, form: ReportForm, status: int = 200, **more: Any) -> HttpResponse:
    review, text = report.review, form["text"].value() or ""
    context = {
        "review": review,
        "spine": plan.spine(review, "report"),
        "report": report,
        "standing": queries.standing(review),
        "form": form,
        "missing": report_sources.missing(report),
        "said_since": report_sources.said_since(report),
        **preview(review, text, request.GET.get("as", "")),
        **more,
    }
    return render(request, "reviews/report/write.html", context, status=status)


def preview(review: Review, text: str, audience: str) -> dict[str, Any]:
    """As one audience will read it; the widest, unless another is asked for."""
    audience = audience if audience in Audience.values else Audience.COMPANY
    try:
        html = markdown.render(text).html
    except markdown.TooBig:
        return {"preview": "", "audience": audience, "audiences": Audience.choices}
    quoting = audience != Audience.PUBLIC
    moments = references.spoken_of(html, review.incident, quoting=quoting)
    known = report_names.people(review, text + references.all_words(moments.values()))
    naming = report_names.naming(known, audience, report_names.no_people(review, known))
    found = told(html, naming, moments=moments, now=_("now %s"))
    return {
        "preview": mark_safe(found.html),  # noqa: S308  the renderer's allow-listed HTML, written anew
        "notes": found.notes,
        "moments_gone": found.gone,
        "names_n": found.names,
        "hidden": [
            (written, read, n, not report_names.is_a_name(written, known))
            for (written, read), n in sorted(found.hidden.items(), key=lambda each: (each[0][0].casefold(), each[0]))
        ],
        "audience": audience,
        "audiences": Audience.choices,
    }


@require_POST
@for_review(write_report)
def report_begin(request: UserRequest, review: Review) -> HttpResponse:
    try:
        reports.begin(review=review, by=request.user)
    except reports.TooLong:
        messages.error(
            request, _("With what the meeting added, the text would be too long. Shorten the document first.")
        )
        return redirect("reviews:report", review.uid)
    return redirect("reviews:report_write", review.uid)


@require_http_methods(["GET", "HEAD", "POST"])
@for_review(write_report)
def report_write(request: UserRequest, review: Review) -> HttpResponse:
    report = report_of(review)
    if report is None and request.method != "POST":
        return redirect("reviews:report", review.uid)
    report = begun(review)
    if request.method != "POST":
        draft = report.drafts.filter(user=request.user).exclude(text=report.text).first()
        if draft:
            return _both(request, report, draft.text)
        return _page(request, report, ReportForm(initial={"text": report.text, "base": report.saves}))
    if "drop" in request.POST:
        reports.drop_draft(report=report, by=request.user)
        return redirect("reviews:report_write", review.uid)
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _page(request, report, form, status=422)
    return _save(request, report, form)


def _both(request: UserRequest, report: Report, text: str, status: int = 200) -> HttpResponse:
    """What this person typed, beside the text that stands; `kept`: typing on is no saving before they say so."""
    form = ReportForm(data={"text": text, "base": report.saves})
    form.is_valid()
    form.add_error(None, MEANWHILE)
    return _page(request, report, form, status, kept=True, pieces=changes(report.text, text))


def _save(request: UserRequest, report: Report, form: ReportForm) -> HttpResponse:
    text = form.cleaned_data["text"]
    try:
        reports.save(report=report, by=request.user, saves=form.cleaned_data["base"], text=text)
    except reports.TooLong:
        form.add_error("text", TOO_LONG)
        return _page(request, report, form, status=422)
    except reports.Stale as stale:
        reports.keep_draft(report=report, by=request.user, text=text)
        report.text, report.saves = stale.theirs.text, stale.theirs.saves
        return _both(request, report, text, status=409)
    if "together" in request.POST:
        reports.drop_draft(report=report, by=request.user)
    messages.success(request, _("Saved. Nobody else reads it before you publish it."))
    return redirect("reviews:report_write", report.review.uid)


@require_POST
@for_review(write_report)
def report_take_in(request: UserRequest, review: Review) -> HttpResponse:
    report = begun(review)
    try:
        n = reports.take_in(report=report, by=request.user, marks=request.POST.getlist("mark"))
    except reports.TooLong:
        messages.error(request, _("With these the text would be too long. Shorten it first."))
        return redirect("reviews:report_write", review.uid)
    said = ngettext("%(n)d passage was added to the text.", "%(n)d passages were added to the text.", n)
    messages.success(request, said % {"n": n})
    return redirect("reviews:report_write", review.uid)
