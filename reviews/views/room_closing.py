"""The facilitators' page for the last five minutes: what is left, what is promised, and the end."""

import contextlib
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.requests import UserRequest
from live.regions import snapshot
from reviews import permissions
from reviews.access import for_review
from reviews.actions import closing as actions
from reviews.actions import parked, questions, room
from reviews.forms.questions import DecideForm, PromiseForm
from reviews.forms.sign_off import people
from reviews.models import ParkedItem, Question, Review, Stage
from reviews.queries import plan
from reviews.queries import questions as queries
from reviews.views import room_questions_context


def _left(request: UserRequest, review: Review) -> dict[str, Any]:
    """What is open, decided, and who could take it on."""
    found, items = queries.for_all(review), queries.parked(review)
    return {
        "review": review,
        "is_on": review.stage == Stage.MEETING,
        "questions": sorted(found, key=lambda each: (not each.is_open, -each.votes_n)),
        "parked": sorted(items, key=lambda item: item.fate != ""),
        "left_n": sum(1 for each in found if each.is_open) + sum(1 for item in items if not item.fate),
        "people": list(people(review)),
        "me": request.user,
        "closing_begun": queries.is_closing(review),
    }


def _page(
    request: UserRequest, review: Review, promise: PromiseForm | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    topic = room.topic(review)
    record = queries.record(review)
    kept = {"on": record.report_promised_on, "thanks": record.thanks} if record else {}
    shared = snapshot(request.user, topic)  # first: what comes in meanwhile makes an open page ask for its own anew
    context = _left(request, review) | {
        "spine": plan.spine(review, "meeting"),
        "topic": topic,
        "regions": shared,
        "form": promise or PromiseForm(initial=kept),
    }
    return render(request, "reviews/room/closing.html", context | more, status=status)


@require_safe
@for_review(permissions.facilitate)
def closing(request: UserRequest, review: Review) -> HttpResponse:
    return _page(request, review)


@require_safe
@for_review(permissions.facilitate)
def closing_left(request: UserRequest, review: Review) -> HttpResponse:
    """What is left, fetched anew when the room changed it."""
    return render(request, "reviews/room/closing_left.html", _left(request, review))


@require_safe
@for_review(permissions.facilitate)
def desk_questions(request: UserRequest, review: Review) -> HttpResponse:
    """The desk's list of questions and parked items, fetched anew with every change."""
    context = {"review": review, **room_questions_context.desk_questions(review)}
    return render(request, "reviews/room/desk_questions.html", context)


@require_POST
@for_review(permissions.run_meeting)
def closing_begin(request: UserRequest, review: Review) -> HttpResponse:
    with contextlib.suppress(room.NotNow):
        actions.begin(review=review, by=request.user)
    return HttpResponse() if request.htmx else redirect("reviews:closing", uid=review.uid)


@require_POST
@for_review(permissions.decide_left)
def closing_promise(request: UserRequest, review: Review) -> HttpResponse:
    form = PromiseForm(request.POST)
    if form.is_valid():
        actions.promise(review=review, by=request.user, **form.cleaned_data)
        return _promised(request, review, form) if request.htmx else redirect("reviews:closing", uid=review.uid)
    if request.htmx:
        return render(request, "reviews/room/closing_promise.html", {"review": review, "form": form}, status=422)
    return _page(request, review, form, status=422)


def _promised(request: UserRequest, review: Review, form: PromiseForm) -> HttpResponse:
    """The form alone, so that nothing else that is being typed on the page moves."""
    context = {"review": review, "form": form, "said": _("Everyone sees it now.")}
    return render(request, "reviews/room/closing_promise.html", context)


@require_POST
@for_review(permissions.decide_left)
def question_decide(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    question = get_object_or_404(review.questions.filter(for_all=True), pk=pk)
    form = DecideForm(request.POST, review=review)
    if not form.is_valid():
        return _not_decided(request, review, form, f"question-{pk}")
    with contextlib.suppress(questions.Settled):
        _decide_question(question, request.user, form.cleaned_data)
    return _decided(request, review)


def _decided(request: UserRequest, review: Review) -> HttpResponse:
    """What is left alone: what is being typed about other things stays."""
    return redirect("reviews:closing_left" if request.htmx else "reviews:closing", uid=review.uid)


def _not_decided(request: UserRequest, review: Review, form: DecideForm, about: str) -> HttpResponse:
    failed: dict[str, Any] = {"failed": form, "about": about}
    if request.htmx:
        return render(request, "reviews/room/closing_left.html", _left(request, review) | failed, status=422)
    return _page(request, review, status=422, **failed)


def _decide_question(question: Question, by: User, typed: dict[str, Any]) -> None:
    if typed["fate"] == "follow_up":
        parked.take_on(question=question, by=by, owner=typed["owner"], due=typed["due"])
    elif typed["fate"] == "let_go":
        questions.let_go(question=question, by=by)
    elif typed["fate"] == "answered":
        questions.answered(question=question, by=by)
    elif typed["fate"] == "open":
        questions.still_open(question=question, by=by)


@require_POST
@for_review(permissions.decide_left)
def parked_decide(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    item = get_object_or_404(review.parked_items, pk=pk)
    form = DecideForm(request.POST, review=review)
    if not form.is_valid():
        return _not_decided(request, review, form, f"parked-{pk}")
    _decide_item(item, request.user, form.cleaned_data)
    return _decided(request, review)


def _decide_item(item: ParkedItem, by: User, typed: dict[str, Any]) -> None:
    if typed["fate"] == "follow_up":
        parked.follow_up(item=item, by=by, owner=typed["owner"], due=typed["due"], note=typed["note"])
    elif typed["fate"] == "let_go":
        parked.let_go(item=item, by=by, reason=typed["note"])
    elif typed["fate"] == "soak":
        parked.soak(item=item, by=by, note=typed["note"])
    elif typed["fate"] == "meeting":
        parked.plan_meeting(item=item, by=by, note=typed["note"])
    elif typed["fate"] == "open":
        parked.undecide(item=item, by=by)
