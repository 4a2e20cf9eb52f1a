"""Answering an invitation by the links of its mail: looking changes nothing, and the link opens this one invitation alone."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import public
from reviews import meeting_entry
from reviews.actions import people, proposals
from reviews.answer_links import place_of
from reviews.forms.proposal import ProposalForm, first_idea
from reviews.models import Participation, Stage

WHY = "whoever holds the link of the mail is that invited person; it answers for that invitation and opens nothing else"


def _place(token: str) -> Participation:
    place = place_of(token)
    if place is None:
        raise Http404
    return place


def _page(request: HttpRequest, place: Participation, name: str, status: int = 200, **more: Any) -> HttpResponse:
    """In the person's own time, who has perhaps not signed in; with the title that stands in their mail."""
    review = place.review
    proposal = getattr(place, "proposal", None)
    context = {
        "place": place,
        "review": review,
        "name": meeting_entry.outside_name(review),
        "open": review.stage == Stage.PREPARING,
        "proposal": proposal,
        "outcome": proposal.outcome(review) if proposal else "",
        **more,
    }
    with timezone.override(place.user.zone):
        return render(request, f"reviews/proposals/{name}.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@public(WHY)
def answer(request: HttpRequest, token: str) -> HttpResponse:
    place = _place(token)
    chosen = request.POST.get("reply", "")
    if request.method != "POST" or chosen not in {"yes", "no"}:
        return _page(request, place, "answer", token=token, to=request.GET.get("to", ""))
    if place.review.stage != Stage.PREPARING:
        return _page(request, place, "answer", status=409, token=token)
    people.reply(review=place.review, user=place.user, answer=chosen)
    return redirect("reviews:answer", token=token)


@require_http_methods(["GET", "HEAD", "POST"])
@public(WHY)
def propose(request: HttpRequest, token: str) -> HttpResponse:
    place = _place(token)
    sent = request.POST if request.method == "POST" else None
    if place.review.stage != Stage.PREPARING:
        return _page(request, place, "answer", status=409 if sent is not None else 200, token=token)
    form = ProposalForm(sent, review=place.review, initial=first_idea(place.review, place.user))
    if sent is not None and form.is_valid():
        proposals.propose(place=place, **form.cleaned_data)
        return redirect("reviews:answer", token=token)
    status = 422 if sent is not None else 200
    return _page(request, place, "answer_propose", status=status, token=token, form=form)
