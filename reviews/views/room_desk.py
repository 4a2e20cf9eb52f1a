"""The facilitator's desk: one page that leads through the meeting, one primary button at a time."""

import contextlib
from collections.abc import Callable
from itertools import chain

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.numbers import whole
from accounts.requests import UserRequest
from incidents.models import Theme
from reviews import permissions
from reviews.access import for_review
from reviews.actions import closing, polls
from reviews.actions import room as actions
from reviews.forms.room import PointForm
from reviews.models import Review, TalkingPoint
from reviews.queries import coming, narrative, opening
from reviews.queries import points as points_left
from reviews.queries import room as queries
from reviews.views.room_context import context, leading, people
from reviews.views.room_questions_context import desk_questions


def _desk(request: UserRequest, review: Review, form: PointForm | None = None, part: str = "desk") -> HttpResponse:
    # The shared parts first: what comes in meanwhile makes an open page ask for its own anew, never the other way round.
    shared = context(request, review, form)
    points = list(review.poll.points.filter(aside_at=None))
    own, common = queries.themes_to_offer(review, request.user)
    more = {
        "own_themes": own,
        "common_themes": common,
        "own_n": sum(1 for point in points if point.kind == TalkingPoint.Kind.INCIDENT),
        "own_themes_taken": any(point.theme_id and point.kind == TalkingPoint.Kind.INCIDENT for point in points),
        "common_n": sum(1 for point in points if point.kind == TalkingPoint.Kind.COMMON),
        **opening.desk(review),
        "left_over": points_left.left_over(review, request.user),
        "ahead": coming.ahead(review),
        "telling": narrative.desk(review),
        "may_offer": permissions.offer_points(request.user, review),
        **desk_questions(review),
    }
    status = 422 if form is not None else 200
    return render(
        request,
        f"reviews/room/{part}.html",
        shared | more | people(request, review) | leading(review),
        status=status,
    )


@require_safe
@for_review(permissions.facilitate)
def desk(request: UserRequest, review: Review) -> HttpResponse:
    return _desk(request, review)


@require_safe
@for_review(permissions.facilitate)
def desk_mine(request: UserRequest, review: Review) -> HttpResponse:
    """The desk's own part, fetched anew with every change: two facilitators see the same buttons."""
    return _desk(request, review, part="desk_mine")


@require_safe
@for_review(permissions.facilitate)
def desk_next(request: UserRequest, review: Review) -> HttpResponse:
    """The buttons that lead through the meeting, fetched anew with every change."""
    return _next(request, review)


def _next(request: UserRequest, review: Review) -> HttpResponse:
    return render(request, "reviews/room/desk_next.html", leading(review))


def _act(request: UserRequest, review: Review, act: Callable[[], object], part: str = "desk_mine") -> HttpResponse:
    """Do it and show the part of the desk that the button stands in; if somebody else was quicker it shows how it stands."""
    with contextlib.suppress(actions.NotNow, polls.NotOpen):
        act()
    if not request.htmx:
        return redirect("reviews:desk", uid=review.uid)
    fresh = Review.objects.select_related("incident", "poll", "series", "led_by").get(pk=review.pk)
    return _next(request, fresh) if part == "desk_next" else answer(request, fresh)


def answer(request: UserRequest, review: Review) -> HttpResponse:
    """After a button of the vote's part: that part, or without htmx the desk."""
    if not request.htmx:
        return redirect("reviews:desk", uid=review.uid)
    return _desk(request, review, part="desk_mine")


@require_POST
@for_review(permissions.facilitate)
def room_open(request: UserRequest, review: Review) -> HttpResponse:
    return _act(request, review, lambda: actions.open_room(review=review, by=request.user))


@require_POST
@for_review(permissions.run_meeting)
def room_move_on(request: UserRequest, review: Review) -> HttpResponse:
    shown = whole(request.POST.get("item"), 0)
    return _act(request, review, lambda: actions.move_on(review=review, by=request.user, item=shown), "desk_next")


@require_POST
@for_review(permissions.run_meeting)
def room_extend(request: UserRequest, review: Review) -> HttpResponse:
    return _act(request, review, lambda: actions.extend(review=review, by=request.user), "desk_next")


@require_POST
@for_review(permissions.run_meeting)
def room_end(request: UserRequest, review: Review) -> HttpResponse:
    """What is still open is shown and asked first, unless it is said that it is decided later."""
    try:
        closing.end(review=review, by=request.user, later=bool(request.POST.get("later")))
    except actions.NotNow:
        return redirect("reviews:desk", uid=review.uid)
    except closing.Undecided:
        return redirect("reviews:closing", uid=review.uid)
    return redirect("reviews:review", uid=review.uid)


@require_POST
@for_review(permissions.offer_points)
def poll_point(request: UserRequest, review: Review) -> HttpResponse:
    """Offer a point of one's own words, or a theme by its number; `kind` is incident or common."""
    kind = TalkingPoint.Kind.COMMON if request.POST.get("kind") == "common" else TalkingPoint.Kind.INCIDENT
    number = request.POST.get("theme", "")
    offered = chain(*queries.themes_to_offer(review, request.user))
    theme = next((each for each in offered if str(each.pk) == number), None)
    if number:
        theme = theme or get_object_or_404(Theme, pk=0)
        text = theme.title
    else:
        form = PointForm(request.POST)
        if not form.is_valid():
            return _desk(request, review, form, part="desk_mine" if request.htmx else "desk")
        text = form.cleaned_data["text"]
    return _act(
        request, review, lambda: polls.offer(poll=review.poll, by=request.user, kind=kind, text=text, theme=theme)
    )


@require_POST
@for_review(permissions.offer_points)
def poll_withdraw(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    point = get_object_or_404(TalkingPoint, poll=review.poll, pk=pk)
    return _act(request, review, lambda: polls.withdraw(point=point, by=request.user))


@require_POST
@for_review(permissions.run_meeting)
def poll_open(request: UserRequest, review: Review) -> HttpResponse:
    return _act(request, review, lambda: polls.open_poll(poll=review.poll, by=request.user), "desk_next")


@require_POST
@for_review(permissions.facilitate)
def poll_reveal(request: UserRequest, review: Review) -> HttpResponse:
    """Also after the end: a vote that was forgotten there can still be shown."""
    return _act(request, review, lambda: polls.reveal(poll=review.poll, by=request.user), "desk_next")


@require_POST
@for_review(permissions.mark_discussed)
def poll_discussed(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    point = get_object_or_404(TalkingPoint, poll=review.poll, pk=pk)
    return _act(request, review, lambda: polls.discussed(point=point, by=request.user))
