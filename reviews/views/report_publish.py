"""Publishing a report, and the link by which people outside may read it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import UserRequest
from reviews import report_links
from reviews.access import for_review
from reviews.actions import report_names as names
from reviews.actions import reports
from reviews.forms.report import NotAPersonForm, NotedForm, PublishForm
from reviews.models import Audience, Report, Review
from reviews.queries import plan, report_head, report_names
from reviews.queries import report as queries
from reviews.report_permissions import is_private, link_outside, report_of, write_report
from reviews.views.report_write import begun


def _form(report: Report, *args: object) -> PublishForm:
    found = PublishForm(
        *args,
        restricted=is_private(report.review),
        first=not report.latest_number,
        initial={"for_company": report.for_company, "tell": True},
    )
    return found


def page(
    request: UserRequest, report: Report, form: PublishForm | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    """more: `why` there is no link; `not_person_form` when the words typed there need another look."""
    review = report.review
    known = report_names.people(review, report.text)
    open_link = report.links.filter(revoked_at=None).first()
    context = {
        "review": review,
        "spine": plan.spine(review, "report"),
        "report": report,
        "standing": queries.standing(review),
        "form": form or _form(report),
        "unchanged": queries.is_published(report),
        "timeline_changed": bool(report.latest_number) and queries.timeline_changed(report),
        "head_changed": bool(report.latest_number) and report_head.changed(report.latest),
        "people": [(each, _noted(each)) for each in known],
        "audiences": Audience.choices,
        "link": report_links.address(open_link) if open_link else "",
        "may_link": link_outside(request.user, review),
        "places_n": review.participations.filter(removed_at=None).count(),
        "not_people": review.not_people.select_related("said_by"),
        "not_person_form": NotAPersonForm(known=known),
        **more,
    }
    return render(request, "reviews/report/publish.html", context, status=status)


def _noted(each: report_names.Known) -> NotedForm | None:
    if each.user or not each.involvement:
        return None
    return NotedForm(initial={"widest": each.choice}, auto_id=f"id_{each.involvement.pk}_%s")


@require_http_methods(["GET", "HEAD", "POST"])
@for_review(write_report)
def report_publish(request: UserRequest, review: Review) -> HttpResponse:
    if report_of(review) is None and request.method != "POST":
        return redirect("reviews:report", review.uid)
    report = begun(review)
    if request.method != "POST":
        return page(request, report)
    form = _form(report, request.POST)
    if not form.is_valid():
        return page(request, report, form, status=422)
    edition = reports.publish(report=report, by=request.user, how=reports.Publication(**form.cleaned_data))
    messages.success(request, _("Published as version %(number)d.") % {"number": edition.number})
    return redirect("reviews:report", review.uid)


@require_POST
@for_review(write_report)
def report_link(request: UserRequest, review: Review) -> HttpResponse:
    report = begun(review)
    try:
        names.make_link(report=report, by=request.user)
    except names.NoLink:
        return page(request, report, status=422, why=str(link_outside(request.user, review).reason))
    messages.success(request, _("The link is open. Whoever has it reads the newest version, without an account."))
    return redirect("reviews:report_publish", review.uid)


@require_POST
@for_review(write_report)
def report_revoke(request: UserRequest, review: Review) -> HttpResponse:
    names.revoke_links(report=begun(review), by=request.user)
    messages.success(request, _("The link leads nowhere any more."))
    return redirect("reviews:report_publish", review.uid)
