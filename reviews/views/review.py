"""The overview of one review: where it stands, what to do next, who comes, what the meeting will be."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import UserRequest
from incidents.access import for_incident
from incidents.models import Incident
from reviews import permissions
from reviews.access import for_review
from reviews.actions import people
from reviews.chat_permissions import manage_chat
from reviews.interview_permissions import interviews
from reviews.models import Review, Stage
from reviews.queries import pinned, proposals, records, sign_offs
from reviews.queries import plan as queries
from reviews.queries import report as reports
from reviews.queries import series as series_queries
from reviews.queries.doors import doors
from reviews.queries.undelivered import undelivered


@require_safe
@for_review()
def review(request: UserRequest, review: Review) -> HttpResponse:
    places = queries.places(review)
    may_facilitate = permissions.facilitate(request.user, review)
    mine = next((place for place in places if place.user_id == request.user.pk), None)
    standing = reports.standing(review)
    offered = doors(
        review,
        timezone.now(),
        invited=mine is not None,
        leads=bool(may_facilitate),
        report_is_out=bool(standing.number),
    )
    context = {
        "review": review,
        "spine": queries.spine(review, "meeting"),
        "places": places,
        "pending": queries.waiting(review),
        "undelivered": undelivered([review]).get(review.pk) if may_facilitate else None,
        "mine": mine,
        "doors": offered,
        "own_waiting": sign_offs.own_waiting(review, request.user),
        "agenda": queries.agenda(review),
        "may_plan": permissions.change_plan(request.user, review),
        "may_facilitate": may_facilitate,
        "may_interview": may_facilitate and interviews(request.user, review),
        "may_chat": review.series and manage_chat(request.user, review.series),
        "may_see_survey": permissions.take_part(request.user, review) or request.user.is_manager,
        "may_read": permissions.see_document(request.user, review),
        "missing": queries.missing_parts(review.incident, {place.user_id for place in places}),
        "from_last": series_queries.for_next(request.user, review),
        "meeting_record": records.shown(review),
        "standing": standing,
        "proposals": proposals.shown(review, request.user),
        "rule_change": review.rule_changes.filter(plan_version=review.plan_version).first(),
        "pinned_n": pinned.open_n(review),
        "read_n": sum(1 for place in places if place.read_at),
    }
    return render(request, "reviews/plan/review.html", context)


@require_safe
@for_incident()
def incident_panel(request: UserRequest, incident: Incident) -> HttpResponse:
    """The incident page's panel: its reviews, and the button that starts one."""
    reviews = list(queries.reviews_of(request.user, incident))
    context = {
        "incident": incident,
        "reviews": reviews,
        "running": any(each.stage in (Stage.PREPARING, Stage.MEETING) for each in reviews),
        "may_start": permissions.start_review(request.user, incident),
    }
    return render(request, "reviews/plan/incident_panel.html", context)


@require_POST
@for_review(permissions.take_part)
def reply(request: UserRequest, review: Review) -> HttpResponseRedirect:
    answer = request.POST.get("reply", "")
    if answer in {"yes", "no"}:
        people.reply(review=review, user=request.user, answer=answer)
    return redirect("reviews:review", uid=review.uid)
