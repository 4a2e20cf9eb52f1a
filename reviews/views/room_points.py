"""Talking points and votes beside the plain ones: putting a written-in point aside, votes for each, facilitators who vote, points taken up again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import UserRequest
from reviews import permissions
from reviews.access import for_review
from reviews.actions import points as actions
from reviews.actions import polls
from reviews.forms.points import AsideForm, VotesForm
from reviews.models import Review, TalkingPoint
from reviews.queries import plan, points
from reviews.views.room_desk import answer


@require_http_methods(["GET", "HEAD", "POST"])
@for_review(permissions.offer_points)
def point_aside(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    """The page of one written-in point: hide it, or merge it into another, with a reason."""
    point = get_object_or_404(TalkingPoint, poll=review.poll, kind=TalkingPoint.Kind.OTHER, pk=pk)
    form = AsideForm(request.POST if request.method == "POST" else None, point=point)
    if not form.is_bound or not form.is_valid():
        page = {"review": review, "point": point, "form": form, "spine": plan.spine(review, "meeting")}
        return render(request, "reviews/room/point_aside.html", page, status=422 if form.is_bound else 200)
    into, because = form.cleaned_data["into"], form.cleaned_data["because"]
    try:
        if into:
            actions.merge(point=point, into=into, by=request.user, because=because)
        else:
            actions.hide(point=point, by=request.user, because=because)
    except (polls.NotOpen, actions.NotThisPoint):
        messages.info(request, _("The points have changed meanwhile; nothing was done."))
    return redirect("reviews:desk", uid=review.uid)


@require_POST
@for_review(permissions.offer_points)
def point_back(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    point = get_object_or_404(TalkingPoint, poll=review.poll, pk=pk)
    try:
        actions.bring_back(point=point, by=request.user)
    except polls.NotOpen:
        messages.info(request, _("The result is shown already; nothing was changed."))
    return answer(request, review)


@require_POST
@for_review(permissions.offer_points)
def point_carry(request: UserRequest, review: Review) -> HttpResponse:
    """Offer again what the series' last meeting did not come to; only what the desk lists can be taken."""
    left = points.left_over(review, request.user)
    number = request.POST.get("point", "")
    point = next((each for each in left.points if str(each.pk) == number), None) if left else None
    if point is None:
        messages.info(request, _("This point is offered already, or no longer there."))
        return answer(request, review)
    try:
        actions.carry(poll=review.poll, by=request.user, point=point)
    except polls.NotOpen:
        messages.info(request, _("The vote has begun; nothing was changed."))
    return answer(request, review)


@require_POST
@for_review(permissions.offer_points)
def votes_each(request: UserRequest, review: Review) -> HttpResponse:
    form = VotesForm(request.POST)
    try:
        if form.is_valid():
            polls.give_votes(poll=review.poll, by=request.user, each=form.cleaned_data["each"])
        else:
            messages.error(request, _("Everyone can have one, two or three votes."))
    except polls.NotOpen:
        messages.info(request, _("People are voting already: there can be more votes for each, but not fewer."))
    return answer(request, review)


@require_POST
@for_review(permissions.offer_points)
def vote_too(request: UserRequest, review: Review) -> HttpResponse:
    """A facilitator chooses to vote, or not to after all."""
    try:
        polls.facilitator_votes(poll=review.poll, by=request.user, votes=request.POST.get("votes") == "yes")
    except polls.NotOpen:
        messages.info(request, _("The result is shown already; nothing was changed."))
    return redirect("reviews:room", uid=review.uid)
