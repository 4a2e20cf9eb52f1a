"""The follow-ups of one review, one of them with what becomes of it, and what is still open of the series."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import require
from accounts.requests import UserRequest
from accounts.tallies import one_more
from reviews import follow_up_permissions, permissions
from reviews.access import for_review
from reviews.actions import follow_up_changes as actions
from reviews.actions import follow_ups_in, tracked
from reviews.forms.follow_ups import FollowUpForm, SettleForm, initial
from reviews.forms.sign_off import people
from reviews.models import FollowUp, Review, Stage
from reviews.queries import archive_meeting, choosing, plan
from reviews.queries import follow_ups as queries
from reviews.queries import questions as question_queries

# The page holds the request while the other service answers.
READS_A_MINUTE = 6


@require_safe
@for_review()
def of_review(request: UserRequest, review: Review) -> HttpResponse:
    return _of_review(request, review)


def _of_review(request: UserRequest, review: Review, form: FollowUpForm | None = None) -> HttpResponse:
    """With the ideas that soak and the questions that nobody answered, for those who were there; `form` when it needs another word."""
    inside = bool(permissions.take_part(request.user, review))
    over = review.stage == Stage.HELD
    context = {
        "review": review,
        "spine": plan.spine(review, "meeting"),
        "found": queries.of_review(review),
        "today": timezone.localdate(),
        "ideas": choosing.ideas(review).count() if inside and over else 0,
        "soaked_at": choosing.soaked_at(review),
        "questions": archive_meeting.named(review, question_queries.open_questions(review)) if inside and over else [],
        "may_facilitate": permissions.facilitate(request.user, review),
        "people": list(people(review)) if inside else [],
        "me": request.user,
        "may_read": permissions.see_document(request.user, review),
        "may_agree": follow_up_permissions.agree(request.user, review),
        "form": form or FollowUpForm(review=review, initial={"owner": request.user.pk}),
    }
    return render(request, "reviews/follow_ups/of_review.html", context, status=422 if form else 200)


@require_POST
@for_review(follow_up_permissions.agree)
def agree(request: UserRequest, review: Review) -> HttpResponse:
    """One that was agreed the day after, or anywhere else than in the meeting."""
    form = FollowUpForm(request.POST, review=review)
    if not form.is_valid():
        return _of_review(request, review, form)
    made = follow_ups_in.bring_in(review=review, by=request.user, **form.cleaned_data)
    messages.success(request, _("It is a follow-up of %(who)s now.") % {"who": made.taken_on_by})
    return redirect("reviews:review_follow_ups", uid=review.uid)


@require_safe
@for_review()
def panel(request: UserRequest, review: Review) -> HttpResponse:
    """What is still open of the earlier reviews of the series, as far as the reader may know of it."""
    found = queries.of_series(review, request.user)
    return render(
        request, "reviews/follow_ups/panel.html", {"review": review, "found": found, "today": timezone.localdate()}
    )


def _one(review: Review, pk: int) -> FollowUp:
    return get_object_or_404(queries.with_all(review.follow_ups.all()), pk=pk)


def _page(request: UserRequest, review: Review, each: FollowUp, form: Any = None, settling: Any = None) -> HttpResponse:
    """`form` and `settling` when something typed needs another word."""
    context = {
        "review": review,
        "spine": plan.spine(review, "meeting"),
        "each": each,
        "form": form or FollowUpForm(review=review, owner=each.owner, initial=initial(each)),
        "settling": settling,
        "reason": request.GET.get("reason", ""),
        "may_change": follow_up_permissions.change(request.user, each),
        "may_read": permissions.see_document(request.user, review),
        "may_ask": hasattr(each, "tracked") and tracked.place_of(each.tracked.url),
        "today": timezone.localdate(),
    }
    return render(request, "reviews/follow_ups/one.html", context, status=422 if form or settling else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_review()
def follow_up(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    each = _one(review, pk)
    if request.method != "POST":
        return _page(request, review, each)
    require(follow_up_permissions.change(request.user, each))
    form = FollowUpForm(request.POST, review=review, owner=each.owner)
    if not form.is_valid():
        return _page(request, review, each, form)
    actions.change(follow_up=each, by=request.user, **form.cleaned_data)
    place, reason = reverse("reviews:follow_up", args=[review.uid, pk]), request.POST.get("reason", "")[:500]
    if reason and each.is_open:
        messages.success(request, _("It is kept. It is still open: your reason counts once you say “We chose not to”."))
        return redirect(f"{place}?{urlencode({'reason': reason})}")
    messages.success(request, _("It is kept."))
    return redirect(place)


@require_POST
@for_review()
def settle(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    each = _one(review, pk)
    require(follow_up_permissions.change(request.user, each))
    form, words = SettleForm(request.POST), _typed(request, review, each)
    if not form.is_valid() or (words and not words.is_valid()):
        return _page(request, review, each, words, form)
    if words:
        each = actions.change(follow_up=each, by=request.user, **words.cleaned_data)
    do, reason = form.cleaned_data["do"], form.cleaned_data["reason"]
    if do == "done":
        actions.done(follow_up=each, by=request.user)
    elif do == "not":
        actions.choose_not(follow_up=each, by=request.user, reason=reason)
    else:
        actions.reopen(follow_up=each, by=request.user)
    return redirect("reviews:follow_up", uid=review.uid, pk=pk)


def _typed(request: UserRequest, review: Review, each: FollowUp) -> FollowUpForm | None:
    """The other half of the page, when something was typed there before one of these buttons was pressed."""
    if "what" not in request.POST:
        return None
    form = FollowUpForm(request.POST, review=review, owner=each.owner, initial=initial(each))
    return form if form.has_changed() else None


@require_POST
@for_review()
def read_now(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    """Asks the other service while the person waits; what goes wrong stands on the page afterwards."""
    each = _one(review, pk)
    require(follow_up_permissions.change(request.user, each))
    if one_more(f"tracked-read:{request.user.pk}", 60) > READS_A_MINUTE:
        messages.error(request, _("That was often in a minute. Wait a little before asking again."))
    elif hasattr(each, "tracked"):
        tracked.read(each.tracked)
    return redirect("reviews:follow_up", uid=review.uid, pk=pk)
