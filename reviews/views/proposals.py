"""Proposing another time on the review's page, and what the facilitators answer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import require
from accounts.requests import UserRequest
from reviews import permissions
from reviews.access import for_review
from reviews.actions import proposals as actions
from reviews.forms.proposal import ProposalForm, first_idea
from reviews.models import Review, TimeProposal
from reviews.queries import plan


def _one(review: Review, pk: int) -> TimeProposal:
    rows = TimeProposal.objects.filter(place__review=review).select_related("place__review", "place__user")
    return get_object_or_404(rows, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_review(permissions.propose_time)
def propose(request: UserRequest, review: Review) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    form = ProposalForm(sent, review=review, initial=first_idea(review, request.user))
    if sent is not None and form.is_valid():
        place = review.participations.select_related("user", "review").get(user=request.user, removed_at=None)
        actions.propose(place=place, **form.cleaned_data)
        messages.success(request, _("The facilitators see the time you proposed beside the meeting’s."))
        return redirect("reviews:review", uid=review.uid)
    context = {"review": review, "form": form, "spine": plan.spine(review, "meeting")}
    return render(request, "reviews/proposals/propose.html", context, status=422 if sent is not None else 200)


@require_POST
@for_review(permissions.change_plan)
def keep(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    proposal = _one(review, pk)
    actions.keep(proposal=proposal, by=request.user)
    text = _("The meeting’s time stays. %(who)s finds your answer, with thanks, on the review’s page.")
    messages.success(request, text % {"who": proposal.place.user})
    return redirect("reviews:review", uid=review.uid)


@require_POST
@for_review(permissions.propose_time)
def withdraw(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    proposal = _one(review, pk)
    require(permissions.withdraw_proposal(request.user, proposal))
    actions.withdraw(proposal=proposal, by=request.user)
    messages.success(request, _("Your proposal is taken back."))
    return redirect("reviews:review", uid=review.uid)
