"""Asking, wanting to hear a question too, saying what became of one's own, and putting something aside."""

import contextlib

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import require
from accounts.numbers import whole
from accounts.requests import UserRequest
from reviews import permissions
from reviews.access import for_review
from reviews.actions import parked
from reviews.actions import questions as actions
from reviews.actions import room as room_actions
from reviews.forms.questions import AskForm, ParkForm
from reviews.models import Review
from reviews.queries import plan
from reviews.queries import questions as queries


@require_http_methods(["GET", "HEAD", "POST"])
@for_review(permissions.ask_question)
def question_ask(request: UserRequest, review: Review) -> HttpResponse:
    """A page of its own for browsers without scripts; on the room's page it is a dialog."""
    form = AskForm(request.POST or None, initial={"to": "all"}, auto_id="ask-%s")
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, review, form, "ask")
    for_all = form.cleaned_data["to"] == "all"
    actions.ask(review=review, by=request.user, text=form.cleaned_data["text"], for_all=for_all)
    return _own(request, review)


@require_http_methods(["GET", "HEAD", "POST"])
@for_review(permissions.vote)
def park(request: UserRequest, review: Review) -> HttpResponse:
    form = ParkForm(request.POST or None, auto_id="park-%s")
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, review, form, "park")
    with contextlib.suppress(room_actions.NotNow):
        parked.park(review=review, by=request.user, **form.cleaned_data)
    return _own(request, review)


def _form_page(request: UserRequest, review: Review, form: AskForm | ParkForm, part: str) -> HttpResponse:
    """The form with what was typed and what to mend; the dialog gets the form alone."""
    status = 422 if form.is_bound else 200
    context = {"review": review, "form": form, "part": part, "spine": plan.spine(review, "meeting")}
    if request.htmx:
        answer = render(request, f"reviews/room/{part}_form.html", context, status=status)
        answer["HX-Retarget"], answer["HX-Reswap"] = f"#{part}-form", "outerHTML"
        return answer
    return render(request, "reviews/room/form_page.html", context, status=status)


@require_safe
@for_review(permissions.take_part)
def questions_mine(request: UserRequest, review: Review) -> HttpResponse:
    """The reader's own part, fetched anew when the questions changed or the close began."""
    return _mine(request, review)


@require_POST
@for_review(permissions.ask_question)
def question_vote(request: UserRequest, review: Review) -> HttpResponse:
    """`up` or `down` holds the question's number: each says what is wanted, so that a double click is harmless."""
    up = "up" in request.POST
    number = request.POST.get("up" if up else "down", "")
    question = get_object_or_404(review.questions.select_related("follow_up"), for_all=True, pk=whole(number, 0))
    try:
        actions.vote(question=question, by=request.user, up=up)
    except actions.Settled:
        messages.info(request, _("This question was settled meanwhile; nothing was changed."))
    return _own(request, review)


@require_POST
@for_review(permissions.ask_question)
def question_change(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    """`do` is answered, open, let_go or share."""
    question = get_object_or_404(queries.visible(review, request.user), pk=pk)
    require(permissions.settle_question(request.user, question))
    ways = {
        "answered": actions.answered,
        "open": actions.still_open,
        "let_go": actions.let_go,
        "share": actions.share,
    }
    if act := ways.get(request.POST.get("do", "")):
        with contextlib.suppress(actions.Settled):
            act(question=question, by=request.user)
    return _own(request, review)


def _own(request: UserRequest, review: Review) -> HttpResponse:
    """For htmx the reader's own part; else back to where they were: the desk's pages say so, all others are the room's."""
    if request.htmx:
        return _mine(request, review)
    here = request.POST.get("back", "")
    return redirect(f"reviews:{here}" if here in {"desk", "closing", "pinned"} else "reviews:room", uid=review.uid)


def _mine(request: UserRequest, review: Review) -> HttpResponse:
    context = {"review": review, "mine": queries.mine(review, request.user)}
    return render(request, "reviews/room/my_questions.html", context)
