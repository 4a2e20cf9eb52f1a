"""The report as it is read by people of the company: the page, what changed between two editions, what it taught them."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import UserRequest
from reviews import permissions, report_counting
from reviews.access import for_review
from reviews.actions import report_names, reports
from reviews.forms.report import TaughtForm
from reviews.models import Edition, Report, Review
from reviews.queries import plan, room_people
from reviews.queries import report as queries
from reviews.report_permissions import read_report, report_of, write_report


def published(review: Review) -> Report:
    """404 while nothing is published."""
    report = report_of(review)
    if report is None or not report.latest_number:
        raise Http404
    report.review = review
    return report


def page(request: UserRequest, review: Review, form: TaughtForm | None = None, status: int = 200) -> HttpResponse:
    """The newest edition, or how far it is while there is none."""
    standing = queries.standing(review)
    context: dict[str, Any] = {
        "review": review,
        "spine": plan.spine(review, "report"),
        "standing": standing,
        "may_write": write_report(request.user, review),
        "facilitates": permissions.facilitate(request.user, review),
        "takes_part": permissions.take_part(request.user, review),
    }
    if standing.number:
        context |= _edition(request, published(review), form)
        if not context["takes_part"]:
            context["facilitators"] = room_people.facilitators(review)
    return render(request, "reviews/report/report_page.html", context, status=status)


def _latest(report: Report) -> Edition:
    edition = report.latest
    edition.report = report
    return edition


def _edition(request: UserRequest, report: Report, form: TaughtForm | None) -> dict[str, Any]:
    audience = queries.audience_of(request.user, report.review)
    reading = queries.Reading(_latest(report), audience)
    if request.method == "GET" and report_counting.is_new(request, reading.edition):
        reports.count_reader(edition=reading.edition, audience=audience)
    mine = queries.my_lesson(report, request.user)
    initial = {"text": mine.text, "with_name": mine.with_name} if mine else {}
    taught_n, lessons = queries.lessons(reading)
    return {
        "reading": reading,
        "edition": reading.edition,
        "form": form or TaughtForm(initial=initial),
        "mine": mine,
        "taught_n": taught_n,
        "lessons": lessons,
        "readers": queries.readers(report),
    }


@require_safe
@for_review(read_report)
def report(request: UserRequest, review: Review) -> HttpResponse:
    return page(request, review)


@require_safe
@for_review(read_report)
def report_changes(request: UserRequest, review: Review, number: int) -> HttpResponse:
    """What the edition of this number changed."""
    editions = published(review).editions.select_related("report__review__incident", "report__review__document")
    edition = get_object_or_404(editions, number=number)
    before = editions.filter(number=number - 1).first()
    audience = queries.audience_of(request.user, review)
    found = queries.changes(before, edition, audience) if before else None
    context = {
        "review": review,
        "spine": plan.spine(review, "report"),
        "edition": edition,
        "before": before,
        "what_changed": queries.Reading(edition, audience).what_changed,
        "changes": found,
        "html": mark_safe(found.html) if found else "",  # noqa: S308  sanitised by rendered_diff
    }
    return render(request, "reviews/report/report_changes.html", context)


@require_POST
@for_review(read_report)
def report_taught(request: UserRequest, review: Review) -> HttpResponse:
    found = published(review)
    if "take_back" in request.POST:
        report_names.untaught(report=found, person=request.user)
        return redirect("reviews:report", review.uid)
    form = TaughtForm(request.POST)
    if not form.is_valid():
        return page(request, review, form, status=422)
    report_names.taught(report=found, person=request.user, **form.cleaned_data)
    return redirect("reviews:report", review.uid)
