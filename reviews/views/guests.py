"""What a guest without an account sees of a room: the agenda, the time, the vote. Nothing of the review beside it."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import public
from accounts.numbers import whole
from accounts.requests import Request
from live.regions import render as rendered
from reviews import code_limits, guest_pass, permissions
from reviews.actions import guests as actions
from reviews.actions.polls import NotOpen
from reviews.forms.joining import NameForm
from reviews.guest_access import for_guest
from reviews.models import Review, RoomGuest, TalkingPoint
from reviews.queries import joining
from reviews.queries import room as queries
from reviews.queries import room_people as people
from reviews.views.joining import name_page, nothing, wait

SHOWN = ("agenda", "now", "poll")  # the regions of the room that a guest may hear


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
        "choice": people.guests_choice(review, guest),
    }


def _regions(guest: RoomGuest) -> dict[str, Any]:
    return dict(rendered(f"room:{guest.review.uid}", SHOWN))


@require_safe
@for_guest
def guest_room(request: Request, guest: RoomGuest) -> HttpResponse:
    actions.seen(guest=guest)
    return render(request, "reviews/room/guest.html", _context(guest) | {"regions": _regions(guest)})


@require_safe
@for_guest
def guest_regions(request: Request, guest: RoomGuest) -> HttpResponse:
    """Asked every few seconds: streams are for people with an account, and 204 says that there is none."""
    if "text/event-stream" in request.headers.get("Accept", ""):
        return HttpResponse(status=204)
    actions.seen(guest=guest)
    return JsonResponse({"regions": _regions(guest)})


@require_safe
@for_guest
def guest_mine(request: Request, guest: RoomGuest) -> HttpResponse:
    return render(request, "reviews/room/guest_vote.html", _context(guest))


@require_POST
@for_guest
def guest_vote(request: Request, guest: RoomGuest) -> HttpResponse:
    number = request.POST.get("point", "")
    point = get_object_or_404(TalkingPoint, poll=guest.review.poll, pk=whole(number, 0))
    try:
        actions.vote(guest=guest, point=point)
    except NotOpen:
        return render(request, "reviews/room/guest_vote.html", _context(guest), status=409)
    if request.htmx:
        return render(request, "reviews/room/guest_vote.html", _context(guest))
    return redirect("reviews:guest_room")
