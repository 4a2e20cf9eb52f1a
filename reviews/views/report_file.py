"""The report as a PDF: asking for it, how far it is, and the file."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import UserRequest
from reviews import report_print
from reviews.access import for_review
from reviews.actions import report_pdfs
from reviews.models import ReportPdf, Review
from reviews.queries import plan
from reviews.queries import report as queries
from reviews.report_permissions import read_report
from reviews.views.report_page import published


def as_file(content: bytes, title: str) -> HttpResponse:
    """Named after the incident, as this audience reads its title."""
    name = slugify(title)[:80] or "report"
    headers = {"Content-Disposition": f'attachment; filename="{name}-report.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _kept(request: UserRequest, review: Review) -> ReportPdf | None:
    """The row of exactly these pages, if somebody asked for them."""
    return report_print.kept(published(review).latest, queries.audience_of(request.user, review))


@require_http_methods(["GET", "HEAD", "POST"])
@for_review(read_report)
def report_printed(request: UserRequest, review: Review) -> HttpResponse:
    """Ask for it (POST), which answers with the file where it is made already; or see how far it is."""
    if request.method == "POST":
        audience = queries.audience_of(request.user, review)
        pdf = report_pdfs.ask(edition=published(review).latest, audience=audience, by=request.user)
        return redirect("reviews:report_file" if pdf.content else "reviews:report_printed", review.uid)
    context = {"review": review, "spine": plan.spine(review, "report"), "pdf": _kept(request, review)}
    return render(request, "reviews/report/printed.html", context)


@require_safe
@for_review(read_report)
def report_how_far(request: UserRequest, review: Review) -> HttpResponse:
    return render(request, "reviews/report/how_far.html", {"review": review, "pdf": _kept(request, review)})


@require_safe
@for_review(read_report)
def report_file(request: UserRequest, review: Review) -> HttpResponse:
    pdf = _kept(request, review)
    if pdf is None or pdf.content is None:
        return redirect("reviews:report_printed", review.uid)
    reading = queries.Reading(published(review).latest, queries.audience_of(request.user, review))
    return as_file(bytes(pdf.content), reading.title)
