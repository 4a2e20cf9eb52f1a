"""The page on which a comment is taken further: to the meeting as a question or a talking point, or afterwards as a follow-up."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import require
from accounts.requests import UserRequest
from reviews import permissions
from reviews.access import for_review
from reviews.actions import follow_ups, polls, questions
from reviews.forms.onward import OnwardForm
from reviews.models import Poll, Review, TalkingPoint, Thread
from reviews.queries import document as queries
from reviews.queries import plan


def _ways(request: UserRequest, review: Review) -> list[tuple[str, object]]:
    ways: list[tuple[str, object]] = [("question", _("A question for the meeting, shown to everyone with your name"))]
    if permissions.facilitate(request.user, review):
        if review.poll.state == Poll.State.DRAFT and permissions.offer_points(request.user, review):
            ways.append(("point", _("A talking point of the opening vote")))
        ways.append(("follow_up", _("A follow-up that somebody takes on")))
    return ways


def _short(thread: Thread) -> str:
    first = thread.comments.filter(taken_back_at=None).order_by("pk").first()
    return " ".join((first.text if first else thread.rendered_quote).split())[:200]


def _become(request: UserRequest, review: Review, thread: Thread, sent: dict[str, Any]) -> str:
    """Raises polls.NotOpen."""
    text, way = sent["text"], sent["way"]
    if way == "follow_up":
        follow_ups.agree(
            review=review, by=request.user, what=text, owner=sent["owner"], due=sent["due"], from_thread=thread
        )
        return _("It is a follow-up now, with a link to this comment.")
    if way == "point":
        kind = TalkingPoint.Kind.INCIDENT
        polls.offer(poll=review.poll, by=request.user, kind=kind, text=text, from_thread=thread)
        return _("It is a talking point now, with a link to this comment.")
    questions.ask(review=review, by=request.user, text=text, for_all=True, from_thread=thread)
    return _("It is a question for the meeting now, with a link to this comment.")


@require_http_methods(["GET", "HEAD", "POST"])
@for_review(permissions.comment)
def thread_onward(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    require(permissions.ask_question(request.user, review))
    thread = get_object_or_404(queries.threads(review.document), pk=pk)
    ways = _ways(request, review)
    initial = {"text": _short(thread), "way": "question"}
    form = OnwardForm(request.POST or None, review=review, ways=ways, initial=initial)
    if form.is_valid():
        try:
            messages.success(request, _become(request, review, thread, form.cleaned_data))
            return redirect(reverse("reviews:document", args=[review.uid]) + f"#thread-{thread.pk}")
        except polls.NotOpen:
            form.add_error("way", _("The vote was opened already, so no point can be added here."))
    shown = {"review": review, "spine": plan.spine(review, "document"), "thread": thread, "form": form}
    return render(request, "reviews/document/onward.html", shown, status=422 if form.is_bound else 200)
