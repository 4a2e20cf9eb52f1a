"""Questions at moments of the narrative: asked before the meeting, seen while it is prepared, told at their moment in it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import UserRequest
from incidents.access import for_incident
from incidents.models import Incident, TimelineEvent
from reviews import permissions
from reviews.access import for_review
from reviews.actions import questions as actions
from reviews.forms.questions import AskForm
from reviews.models import Review
from reviews.queries import pinned as queries
from reviews.queries import plan


@require_safe
@for_review(permissions.take_part)
def pinned(request: UserRequest, review: Review) -> HttpResponse:
    context = {
        "review": review,
        "spine": plan.spine(review, "meeting"),
        "moments": queries.with_said(review, queries.moments(review, request.user)),
        "may_facilitate": permissions.facilitate(request.user, review),
        "may_ask": permissions.ask_question(request.user, review),
    }
    return render(request, "reviews/pinned/pinned.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_review(permissions.ask_question)
def pinned_ask(request: UserRequest, review: Review, event: int) -> HttpResponse:
    """A question about one moment."""
    found = get_object_or_404(TimelineEvent, incident=review.incident, pk=event)
    form = AskForm(request.POST or None, initial={"to": "all"}, auto_id="ask-%s")
    if request.method == "POST" and form.is_valid():
        for_all = form.cleaned_data["to"] == "all"
        actions.ask(review=review, by=request.user, text=form.cleaned_data["text"], for_all=for_all, event=found)
        messages.success(
            request,
            _("Your question stands at this moment. The facilitators see it when they prepare the meeting.")
            if for_all
            else _("Your question stands at this moment, for you alone."),
        )
        return redirect(f"{reverse('reviews:pinned', args=[review.uid])}#moment-{found.pk}")
    context = {"review": review, "spine": plan.spine(review, "meeting"), "event": found, "form": form}
    return render(request, "reviews/pinned/ask.html", context, status=422 if form.is_bound else 200)


@require_safe
@for_incident()
def pinned_slot(request: UserRequest, incident: Incident) -> HttpResponse:
    """For the incident's page: what is asked at each moment, and the way to ask. Nothing for those who are in no review of it."""
    review = queries.review_to_ask(incident, request.user)
    moments = queries.moments(review, request.user) if review else []
    return render(request, "reviews/pinned/slot.html", {"review": review, "moments": moments})
