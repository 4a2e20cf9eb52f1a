"""The room: the attendee's page and the stage, and what attendees do there."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.numbers import whole
from accounts.requests import UserRequest
from reviews import permissions
from reviews.access import for_review
from reviews.actions import guests, polls
from reviews.actions import room as actions
from reviews.forms.room import PointForm
from reviews.models import Review, TalkingPoint
from reviews.views.room_context import context, own_vote


@require_safe
@for_review(permissions.take_part)
def room(request: UserRequest, review: Review) -> HttpResponse:
    return render(request, "reviews/room/room.html", context(request, review))


@require_safe
@for_review(permissions.take_part)
def stage(request: UserRequest, review: Review) -> HttpResponse:
    """For the shared screen: big, calm, nothing private."""
    return render(request, "reviews/room/stage.html", context(request, review))


@require_safe
@for_review(permissions.take_part)
def my_vote(request: UserRequest, review: Review) -> HttpResponse:
    """The personal part of the poll, fetched anew by the page whenever the poll changed."""
    return render(request, "reviews/room/my_vote.html", own_vote(request, review))


@require_POST
@for_review(permissions.take_part)
def arrive(request: UserRequest, review: Review) -> HttpResponse:
    """The page says that this person has the room open."""
    actions.arrive(review=review, user=request.user)
    guests.quiet(review=review)
    return HttpResponse(status=204) if request.htmx else redirect("reviews:room", uid=review.uid)


@require_POST
@for_review(permissions.vote)
def vote(request: UserRequest, review: Review) -> HttpResponse:
    """Choose a point, or with `back` take a vote back: what the button says, however often it is pressed."""
    back = request.POST.get("back", "")
    number = back or request.POST.get("point", "")
    point = get_object_or_404(TalkingPoint, poll=review.poll, pk=whole(number, 0))
    act = polls.take_vote_back if back else polls.vote
    try:
        actions.arrive(review=review, user=request.user)
        act(poll=review.poll, by=request.user, point=point)
    except polls.NotOpen:
        return _closed(request, review)
    except polls.NotVoting:
        return _not_counted(
            request, review, _("Facilitators do not vote unless they choose to. Press “I vote too” first.")
        )
    except polls.AllUsed:
        return _not_counted(
            request, review, _("You have given all your votes. Take one back to choose something else.")
        )
    return my_vote_answer(request, review)


@require_POST
@for_review(permissions.vote)
def write_in(request: UserRequest, review: Review) -> HttpResponse:
    """Anyone who takes part may add a point of their own while the poll is open."""
    form = PointForm(request.POST)
    if not form.is_valid():
        return render(request, "reviews/room/room.html", context(request, review, form), status=422)
    try:
        actions.arrive(review=review, user=request.user)
        text = form.cleaned_data["text"]
        point = polls.offer(poll=review.poll, by=request.user, kind=TalkingPoint.Kind.OTHER, text=text)
    except polls.NotOpen:
        return _closed(request, review, form.cleaned_data["text"])
    if point.aside_at:
        why = {"why": point.aside_because}
        messages.info(request, _("The same was written in before and put aside: %(why)s") % why)
    return redirect("reviews:room", uid=review.uid)


def my_vote_answer(request: UserRequest, review: Review) -> HttpResponse:
    if request.htmx:
        return render(request, "reviews/room/my_vote.html", own_vote(request, review))
    return redirect("reviews:room", uid=review.uid)


def _not_counted(request: UserRequest, review: Review, why: str) -> HttpResponse:
    """The vote as it stands, with the reason; for htmx in the part of the page that it swaps."""
    if request.htmx:
        return render(request, "reviews/room/my_vote.html", own_vote(request, review) | {"not_counted": why})
    return render(request, "reviews/room/room.html", context(request, review) | {"not_counted": why}, status=409)


def _closed(request: UserRequest, review: Review, words: str = "") -> HttpResponse:
    """What somebody wrote for a vote that is over is given back to them."""
    lost = _("The vote is not open any more, so this was not added: %(words)s") % {"words": words}
    messages.info(request, lost if words else _("The vote is not open any more; nothing was changed."))
    return render(request, "reviews/room/room.html", context(request, review), status=409)
