"""Starting a review from an incident, and changing its plan later."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import UserRequest
from incidents.access import for_incident
from incidents.models import Incident
from reviews import permissions, timing
from reviews.access import for_review
from reviews.actions import people, reviews
from reviews.forms.plan import InviteForm, PlanForm
from reviews.models import Review
from reviews.queries import plan as queries
from reviews.queries import proposals
from reviews.queries import series as series_queries
from reviews.series_permissions import visible_series


def _first_idea(zone: str, events: int) -> dict[str, Any]:
    """Three days from now at ten in the reader's zone, not on a weekend, as long as the timeline asks for."""
    wall = timezone.localtime().replace(hour=10, minute=0, second=0, microsecond=0, tzinfo=None) + timedelta(days=3)
    while wall.weekday() > 4:
        wall += timedelta(days=1)
    return {"wall": wall, "time_zone": zone, "minutes": timing.useful_minutes(events)}


@require_http_methods(["GET", "HEAD", "POST"])
@for_incident(permissions.start_review)
def review_start(request: UserRequest, incident: Incident) -> HttpResponse:
    suggestions = queries.suggestions(incident)
    zone = request.user.time_zone or settings.DEFAULT_ZONE
    sent = request.POST if request.method == "POST" else None
    begun = _first_idea(zone, incident.events.count()) | series_queries.asked_for(request.user, request.GET)
    form = PlanForm(sent, series=visible_series(request.user), initial=begun)
    invite = InviteForm(sent, initial={"users": [each.user.pk for each in suggestions]})
    if sent is not None and form.is_valid() and invite.is_valid():
        users = list(invite.cleaned_data["users"])
        review = reviews.start(incident=incident, by=request.user, plan=form.plan(), invite=users)
        for address in invite.cleaned_data["emails"]:
            people.invite_address(review=review, by=request.user, email=address)
        messages.success(request, _planned(len({*users} - {request.user}) + len(invite.cleaned_data["emails"])))
        _say_if_short(request, incident, form)
        return redirect("reviews:review", uid=review.uid)
    context = {
        "incident": incident,
        "form": form,
        "invite": invite,
        "suggestions": suggestions,
        "chosen": _chosen(invite),
        "missing": queries.missing_parts(incident),
        "useful": timing.useful_minutes(incident.events.count()),
    }
    return render(request, "reviews/plan/start.html", context, status=422 if sent is not None else 200)


def _planned(invited: int) -> str:
    """What the start has set going: invitations are on their way at once."""
    planned = _("The review is planned. Its document has been started from the incident.")
    if not invited:
        return planned
    told = ngettext("%(n)d person is invited by mail now.", "%(n)d people are invited by mail now.", invited)
    return f"{planned} {told % {'n': invited}}"


def _chosen(invite: InviteForm) -> set[str]:
    """The ticked people's numbers as text, from what was sent or from the suggestion."""
    return {str(value) for value in invite["users"].value() or []}


def _say_if_short(request: UserRequest, incident: Incident, form: PlanForm) -> None:
    useful = queries.length_advice(incident, form.cleaned_data["minutes"])
    if useful:
        text = _("The timeline is long for this slot: %(n)d minutes would give each moment its time.")
        messages.warning(request, text % {"n": useful})


@require_http_methods(["GET", "HEAD", "POST"])
@for_review(permissions.change_plan)
def review_plan(request: UserRequest, review: Review) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    initial = {
        "wall": datetime.fromisoformat(review.wall_time),
        "time_zone": review.time_zone,
        "minutes": review.minutes,
        "series": review.series,
        "restricted": "1" if review.restricted else "",
        "recorded": review.recorded,
        "short_notice": review.short_notice,
        "short_notice_reason": review.short_notice_reason,
    }
    proposal = proposals.of(review, request.GET.get("proposal"))
    initial |= proposals.wall(proposal) if proposal else {}
    form = PlanForm(sent, series=visible_series(request.user), initial=initial)
    if sent is not None and form.is_valid():
        reviews.change_plan(review=review, by=request.user, plan=form.plan())
        messages.success(request, _("The plan is changed. Everyone who had been told hears of a new time."))
        _say_if_short(request, review.incident, form)
        return redirect("reviews:review", uid=review.uid)
    context = {
        "review": review,
        "incident": review.incident,
        "form": form,
        "spine": queries.spine(review, "meeting"),
        "proposal": proposal,
        "useful": timing.useful_minutes(review.incident.events.count()),
    }
    return render(request, "reviews/plan/plan.html", context, status=422 if sent is not None else 200)


@require_POST
@for_review(permissions.change_plan)
def review_cancel(request: UserRequest, review: Review) -> HttpResponse:
    reviews.cancel(review=review, by=request.user)
    messages.success(request, _("The review is cancelled. Everyone who had been told gets a mail."))
    return redirect("reviews:review", uid=review.uid)
