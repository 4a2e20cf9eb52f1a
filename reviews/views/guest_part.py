"""A guest's own part of the room: the ground rules, the recording, questions, the rabbit hole. The vote is beside the page itself."""

import contextlib

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.numbers import whole
from accounts.requests import Request
from reviews.actions import guests, opening, rabbit_holes, recording
from reviews.actions import questions as actions
from reviews.forms.opening import RecordingAnswerForm
from reviews.forms.questions import GuestAskForm
from reviews.guest_access import for_guest
from reviews.models import RoomGuest
from reviews.queries import opening as opening_queries
from reviews.queries import questions as queries


def _opening(request: Request, guest: RoomGuest, **more: object) -> HttpResponse:
    if request.method == "POST" and not request.htmx:
        return redirect("reviews:guest_room")
    context = {"guest": guest, "review": guest.review, **opening_queries.mine(guest, guest.review), **more}
    return render(request, "reviews/room/my_opening.html", context)


@require_safe
@for_guest
def guest_opening(request: Request, guest: RoomGuest) -> HttpResponse:
    return _opening(request, guest)


@require_POST
@for_guest
def guest_agree(request: Request, guest: RoomGuest) -> HttpResponse:
    with contextlib.suppress(opening.NotNow):
        opening.guest_agrees(guest=guest)
    return _opening(request, guest, just_answered=True)


@require_POST
@for_guest
def guest_recorded(request: Request, guest: RoomGuest) -> HttpResponse:
    form = RecordingAnswerForm(request.POST)
    if form.is_valid():
        recording.answer(review=guest.review, by=guest, **form.answered())
    return _opening(request, guest, just_answered=True)


def _questions(request: Request, guest: RoomGuest, form: GuestAskForm | None = None) -> HttpResponse:
    """Own questions and the form; what was typed stays in it when something is to be mended."""
    status = 422 if form else 200
    if request.method == "POST" and not request.htmx and form is None:
        return redirect("reviews:guest_room")
    context = {
        "guest": guest,
        "review": guest.review,
        "mine": queries.mine(guest.review, guest),
        "form": form or GuestAskForm(auto_id="ask-%s"),
    }
    part = "guest_asks" if request.htmx else "guest_ask_page"
    return render(request, f"reviews/room/{part}.html", context, status=status)


@require_safe
@for_guest
def guest_questions(request: Request, guest: RoomGuest) -> HttpResponse:
    return _own(request, guest)


def _own(request: Request, guest: RoomGuest) -> HttpResponse:
    if request.method == "POST" and not request.htmx:
        return redirect("reviews:guest_room")
    return render(request, "reviews/room/guest_own_questions.html", {"mine": queries.mine(guest.review, guest)})


@require_POST
@for_guest
def guest_ask(request: Request, guest: RoomGuest) -> HttpResponse:
    form = GuestAskForm(request.POST, auto_id="ask-%s")
    if not form.is_valid():
        return _questions(request, guest, form)
    try:
        guests.ask(guest=guest, text=form.cleaned_data["text"])
    except guests.AskedEnough:
        form.add_error("text", _("You have asked many questions already. Choose one to ask aloud."))
        return _questions(request, guest, form)
    return _questions(request, guest)


@require_POST
@for_guest
def guest_question_change(request: Request, guest: RoomGuest, pk: int) -> HttpResponse:
    """`do` is answered, open or let_go; of one's own questions alone."""
    question = get_object_or_404(guest.questions, pk=pk)
    ways = {"answered": actions.answered, "open": actions.still_open, "let_go": actions.let_go}
    if act := ways.get(request.POST.get("do", "")):
        with contextlib.suppress(actions.Settled):
            act(question=question, by=guest)
    return _own(request, guest)


@require_POST
@for_guest
def guest_question_vote(request: Request, guest: RoomGuest) -> HttpResponse:
    """`up` or `down` holds the question's number."""
    up = "up" in request.POST
    number = request.POST.get("up" if up else "down", "")
    asked = guest.review.questions.select_related("follow_up").filter(for_all=True)
    question = get_object_or_404(asked, pk=whole(number, 0))
    with contextlib.suppress(actions.Settled):
        actions.vote(question=question, by=guest, up=up)
    return _own(request, guest)


def _rabbit(request: Request, guest: RoomGuest) -> HttpResponse:
    if request.method == "POST" and not request.htmx:
        return redirect("reviews:guest_room")
    hole = queries.newest_hole(guest.review)
    context = {"review": guest.review, "hole": hole, "hole_answer": queries.my_answer(hole, guest)}
    return render(request, "reviews/room/my_rabbit.html", context)


@require_safe
@for_guest
def guest_rabbit(request: Request, guest: RoomGuest) -> HttpResponse:
    return _rabbit(request, guest)


@require_POST
@for_guest
def guest_rabbit_answer(request: Request, guest: RoomGuest) -> HttpResponse:
    park = "park" in request.POST
    number = request.POST.get("park" if park else "go_on", "")
    hole = get_object_or_404(guest.review.rabbit_holes, pk=whole(number, 0))
    with contextlib.suppress(rabbit_holes.Over):
        rabbit_holes.answer(hole=hole, by=guest, park=park)
    return _rabbit(request, guest)
