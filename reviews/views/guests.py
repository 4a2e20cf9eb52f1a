"""What a guest without an account sees of a room: what the stage shows, the vote, their own part. Nothing of the review beside it."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import public
from accounts.numbers import whole
from accounts.requests import Request
from live.regions import render as rendered
from reviews import code_limits, guest_pass, permissions
from reviews.actions import guests as actions
from reviews.actions import rabbit_holes
from reviews.actions.polls import AllUsed, NotOpen
from reviews.forms.joining import NameForm
from reviews.forms.questions import GuestAskForm
from reviews.guest_access import for_guest
from reviews.models import Review, RoomGuest, TalkingPoint
from reviews.queries import joining, opening
from reviews.queries import questions as asked
from reviews.queries import room as queries
from reviews.queries import room_people as people
from reviews.room_region import SHOWN_TO_GUESTS
from reviews.views.joining import name_page, nothing, wait


@require_POST
@public("a name lets a guest in where the code is right and the facilitator allows guests")
def guest_come(request: Request, code: str) -> HttpResponse:
    if code_limits.over(request):
        return wait(request)
    review = joining.open_room(code)
    if review is None or not permissions.guests_welcome(review):
        code_limits.missed(request)
        return nothing(request, code)
    known = guest_pass.guest_of(request)
    if known and known.review_id == review.pk:
        return redirect("reviews:guest_room")
    form = NameForm(request.POST)
    return _come_in(request, review, form) if form.is_valid() else name_page(request, code, form)


def _come_in(request: Request, review: Review, form: NameForm) -> HttpResponse:
    try:
        guest = actions.come_in(review=review, name=form.cleaned_data["name"])
    except (actions.NotWelcome, actions.Full):
        return nothing(request, review.join_code)
    answer = redirect("reviews:guest_room")
    guest_pass.give(answer, guest)
    return answer


def _context(guest: RoomGuest) -> dict[str, Any]:
    review = guest.review
    return {
        "guest": guest,
        "review": review,
        "ballot": queries.ballot(review),
        "choices": people.guests_choices(review, guest),
    }


def _whole(guest: RoomGuest) -> dict[str, Any]:
    """The page: the shared regions, and all own parts."""
    review = guest.review
    rabbit_holes.settle(review=review)
    hole = asked.newest_hole(review)
    shared = _regions(guest)  # first: what comes in meanwhile makes an open page ask for its own anew
    return {
        **_context(guest),
        **opening.mine(guest, review),
        "regions": shared,
        "mine": asked.mine(review, guest),
        "hole": hole,
        "hole_answer": asked.my_answer(hole, guest),
        "form": GuestAskForm(auto_id="ask-%s"),
        "server_now": timezone.now(),
    }


def _regions(guest: RoomGuest) -> dict[str, Any]:
    return dict(rendered(f"room:{guest.review.uid}", sorted(SHOWN_TO_GUESTS)))


@require_safe
@for_guest
def guest_room(request: Request, guest: RoomGuest) -> HttpResponse:
    actions.came_in(guest=guest)
    return render(request, "reviews/room/guest.html", _whole(guest))


@require_safe
@for_guest
def guest_regions(request: Request, guest: RoomGuest) -> HttpResponse:
    """For pages whose stream is dead: they ask every few seconds."""
    actions.seen(guest=guest)
    rabbit_holes.settle(review=guest.review)
    return JsonResponse({"regions": _regions(guest)})


@require_POST
@for_guest
def guest_here(request: Request, guest: RoomGuest) -> HttpResponse:
    """The page says that this guest has the room open."""
    actions.seen(guest=guest)
    return HttpResponse(status=204) if request.htmx else redirect("reviews:guest_room")


@require_safe
@for_guest
def guest_mine(request: Request, guest: RoomGuest) -> HttpResponse:
    return render(request, "reviews/room/guest_vote.html", _context(guest))


@require_POST
@for_guest
def guest_vote(request: Request, guest: RoomGuest) -> HttpResponse:
    """Choose a point, or with `back` take a vote back."""
    back = request.POST.get("back", "")
    number = back or request.POST.get("point", "")
    point = get_object_or_404(TalkingPoint, poll=guest.review.poll, pk=whole(number, 0))
    why, status = "", 200
    try:
        (actions.take_vote_back if back else actions.vote)(guest=guest, point=point)
    except NotOpen:
        status = 409
    except AllUsed:
        why = _("You have given all your votes. Take one back to choose something else.")
    if request.htmx or status == 409:
        context = _context(guest) | {"not_counted": why}
        return render(request, "reviews/room/guest_vote.html", context, status=status)
    if why:
        return render(request, "reviews/room/guest.html", _whole(guest) | {"not_counted": why}, status=409)
    return redirect("reviews:guest_room")
