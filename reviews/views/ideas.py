"""The ideas of a meeting after their soak: the small group says a word to each, the facilitator decides."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import UserRequest
from reviews import follow_up_permissions, permissions
from reviews.access import for_review
from reviews.actions import choosing as actions
from reviews.forms.follow_ups import GroupForm, TakeUpForm, WordForm
from reviews.forms.sign_off import people
from reviews.models import ParkedItem, Review
from reviews.queries import choosing as queries
from reviews.queries import plan


def _page(request: UserRequest, review: Review, status: int = 200, **more: Any) -> HttpResponse:
    """`failed` and `about`: what was typed about which idea and needs another word."""
    group, over = queries.group(review), queries.soaked_at(review)
    may_decide = permissions.facilitate(request.user, review)
    context = {
        "review": review,
        "spine": plan.spine(review, "meeting"),
        "ideas": queries.shown(review, request.user),
        "group": group,
        "soaked_at": over,
        "ripe": bool(over and over <= timezone.now()),
        "may_decide": may_decide,
        "may_say": request.user in group,
        "people": list(people(review)),
        "me": request.user,
        "group_form": GroupForm(review=review, initial={"people": [each.pk for each in group]}),
    }
    return render(request, "reviews/follow_ups/ideas.html", context | more, status=status)


@require_safe
@for_review(permissions.take_part)
def ideas(request: UserRequest, review: Review) -> HttpResponse:
    return _page(request, review)


@require_POST
@for_review(follow_up_permissions.choose)
def group(request: UserRequest, review: Review) -> HttpResponse:
    form = GroupForm(request.POST, review=review)
    if not form.is_valid():
        return _page(request, review, status=422, group_form=form)
    actions.name_group(review=review, by=request.user, people=form.cleaned_data["people"])
    messages.success(request, _("The group is named. Each is asked once the ideas have soaked."))
    return redirect("reviews:ideas", uid=review.uid)


def _idea(review: Review, pk: int) -> ParkedItem:
    return get_object_or_404(queries.ideas(review).select_related("review"), pk=pk)


def _soaking(request: UserRequest, review: Review) -> HttpResponse:
    messages.error(request, _("The ideas still soak. Two working days after the meeting they can be chosen."))
    return redirect("reviews:ideas", uid=review.uid)


@require_POST
@for_review(follow_up_permissions.say)
def say(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    item, form = _idea(review, pk), WordForm(request.POST)
    if not form.is_valid():
        return _page(request, review, status=422, failed=form, about=item.pk)
    try:
        actions.say(item=item, by=request.user, **form.cleaned_data)
    except actions.StillSoaking:
        return _soaking(request, review)
    return redirect("reviews:ideas", uid=review.uid)


@require_POST
@for_review(follow_up_permissions.choose)
def decide(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    item, form = _idea(review, pk), TakeUpForm(request.POST, review=review)
    if not form.is_valid():
        return _page(request, review, status=422, failed=form, about=item.pk)
    sent = form.cleaned_data
    try:
        if sent["do"] == "leave":
            actions.leave(item=item, by=request.user, reason=sent["reason"])
            messages.success(request, _("Kept with your reason. It counts as settled."))
        else:
            agreed = {key: sent[key] for key in ("owner", "due", "why", "url")}
            actions.take_up(item=item, by=request.user, **agreed)
            messages.success(request, _("It is a follow-up of %(who)s now.") % {"who": sent["owner"]})
    except actions.StillSoaking:
        return _soaking(request, review)
    return redirect("reviews:ideas", uid=review.uid)
