"""Private signals to the facilitators, and on the desk: these signals, the share of talking, who leads."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.numbers import whole
from accounts.requests import UserRequest
from reviews import permissions
from reviews.access import for_review
from reviews.actions import comfort as comforting
from reviews.actions import guests, leading
from reviews.models import ComfortSignal, Participation, Review
from reviews.queries import room_people as queries
from reviews.views.room_context import people


@require_POST
@for_review(permissions.signal)
def comfort(request: UserRequest, review: Review) -> HttpResponse:
    """One tap tells the facilitators, and nobody else; an empty kind takes it back."""
    kind = request.POST.get("kind", "")
    if kind in ComfortSignal.Kind.values:
        comforting.send(review=review, by=request.user, kind=kind)
        said = _("The facilitators see this now. Nobody else does, and it is forgotten when the meeting ends.")
    else:
        comforting.take_back(review=review, by=request.user)
        said = _("Taken back.")
    if request.htmx:
        return render(request, "reviews/room/comfort.html", {"review": review, "said": said, "sent": bool(kind)})
    messages.info(request, said)
    return redirect("reviews:room", uid=review.uid)


@require_safe
@for_review(permissions.facilitate)
def desk_people(request: UserRequest, review: Review) -> HttpResponse:
    """The people's part of the desk, fetched by the desk at every change and every half minute."""
    return render(request, "reviews/room/desk_people.html", people(request, review))


@require_safe
@for_review(permissions.facilitate)
def desk_signals(request: UserRequest, review: Review) -> HttpResponse:
    """Who sent which private signal when; fetched when one came or was seen."""
    return render(request, "reviews/room/desk_signals.html", people(request, review))


@require_safe
@for_review(permissions.facilitate)
def desk_talk(request: UserRequest, review: Review) -> HttpResponse:
    """The reader's own share of talking."""
    return render(request, "reviews/room/desk_talk.html", people(request, review))


@require_safe
@for_review(permissions.facilitate)
def desk_offer(request: UserRequest, review: Review) -> HttpResponse:
    """Asked by a co-facilitator's pages: is anybody at the desk?"""
    context = {"review": review, "desk": queries.desk(review, request.user)}
    return render(request, "reviews/room/desk_offer.html", context)


def _desk(review: Review) -> HttpResponseRedirect:
    return redirect("reviews:desk", uid=review.uid)


def _part(request: UserRequest, review: Review, part: str) -> HttpResponse:
    """A tap on the desk is answered with its own part, so that nothing else there moves."""
    return redirect(f"reviews:{part}" if request.htmx else "reviews:desk", uid=review.uid)


@require_POST
@for_review(permissions.run_meeting)
def comfort_seen(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    comforting.seen(signal=get_object_or_404(ComfortSignal, review=review, pk=pk))
    return _part(request, review, "desk_signals")


@require_POST
@for_review(permissions.run_meeting)
def talk(request: UserRequest, review: Review) -> HttpResponse:
    """A tap starts, a tap stops; the button says which, so that a second tap of an old page changes nothing."""
    act = leading.start_talking if request.POST.get("do") == "start" else leading.stop_talking
    act(review=review, by=request.user)
    return _part(request, review, "desk_talk")


def _place(request: UserRequest, review: Review) -> Participation:
    number = request.POST.get("person", "")
    places = review.participations.filter(removed_at=None).select_related("user", "review")
    return get_object_or_404(places, pk=whole(number, 0))


@require_POST
@for_review(permissions.run_meeting)
def co_facilitator(request: UserRequest, review: Review) -> HttpResponse:
    leading.make_facilitator(place=_place(request, review), by=request.user)
    return _part(request, review, "desk_people")


@require_POST
@for_review(permissions.run_meeting)
def hand_over(request: UserRequest, review: Review) -> HttpResponse:
    place = _place(request, review)
    leading.hand_over(place=place, by=request.user)
    messages.success(request, _("%(name)s leads now. You still have the desk too.") % {"name": place.user})
    return _part(request, review, "desk_people")


@require_POST
@for_review(permissions.run_meeting)
def take_desk(request: UserRequest, review: Review) -> HttpResponseRedirect:
    if not leading.take_desk(review=review, by=request.user):
        messages.info(request, _("Whoever leads is there again, so nothing was changed."))
    return _desk(review)


@require_POST
@for_review(permissions.run_meeting)
def guests_switch(request: UserRequest, review: Review) -> HttpResponse:
    try:
        guests.allow(review=review, by=request.user, allowed=request.POST.get("do") == "on")
    except guests.NotWelcome:
        messages.error(request, _("This review is restricted: only people who are invited come in."))
    return _part(request, review, "desk_people")
