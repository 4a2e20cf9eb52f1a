"""A report as people outside read it, by its link: no account, no cookie, nothing for search engines, gone once it is revoked."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import public
from reviews import report_counting, report_links, report_print
from reviews.actions import reports
from reviews.models import Audience, Edition
from reviews.queries import report as queries
from reviews.views.report_file import as_file

WHY = "the link is the right; it is asked at every request whether it is still open"


def _edition(token: str) -> Edition:
    link = report_links.link_of(token)
    if link is None:
        raise Http404
    edition = link.report.latest
    edition.report = link.report
    return edition


def _unlisted(answer: HttpResponse) -> HttpResponse:
    answer.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@require_safe
@public(WHY)
def report_public(request: HttpRequest, token: str) -> HttpResponse:
    edition = _edition(token)
    reading = queries.Reading(edition, Audience.PUBLIC)
    if request.method == "GET" and report_counting.is_new(request, edition):
        reports.count_reader(edition=edition, audience=Audience.PUBLIC)
    pdf = report_print.kept(edition, Audience.PUBLIC)
    context = {"reading": reading, "edition": edition, "token": token, "has_pdf": bool(pdf and pdf.content)}
    return _unlisted(render(request, "reviews/report/public.html", context))


@require_safe
@public(WHY)
def report_public_file(request: HttpRequest, token: str) -> HttpResponse:
    """Made when the link was; the name of the file names nobody either."""
    edition = _edition(token)
    pdf = report_print.kept(edition, Audience.PUBLIC)
    if pdf is None or pdf.content is None:
        return _unlisted(HttpResponse(status=204))
    return _unlisted(as_file(bytes(pdf.content), queries.Reading(edition, Audience.PUBLIC).title))
