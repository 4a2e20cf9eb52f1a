"""Ready to be reviewed? The list of what a friendly colleague would look for, and a second facilitator's reading."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import UserRequest
from reviews import permissions, series_permissions
from reviews.access import for_review
from reviews.actions import second_readings
from reviews.forms.second_reading import AskReaderForm, ReadingForm
from reviews.models import Review, SecondReading
from reviews.queries import plan
from reviews.queries import readiness as queries


def _page(request: UserRequest, review: Review, **forms: Any) -> HttpResponse:
    own = queries.own_reading(review, request.user)
    may_ask = series_permissions.ask_reader(request.user, review)
    candidates = queries.to_ask(review, request.user) if may_ask else []
    context = {
        "review": review,
        "spine": plan.spine(review, "document"),
        "readiness": queries.page(review, request.user),
        "readings": queries.readings(review),
        "own": own,
        "may_ask": may_ask,
        "may_facilitate": permissions.facilitate(request.user, review),
        "ask": forms.get("ask") or AskReaderForm(people=candidates),
        "candidates": candidates,
        "form": forms.get("form") or (ReadingForm() if own else None),
    }
    return render(request, "reviews/readiness/page.html", context, status=422 if forms else 200)


@require_safe
@for_review(series_permissions.see_readiness)
def readiness(request: UserRequest, review: Review) -> HttpResponse:
    return _page(request, review)


@require_safe
@for_review(series_permissions.see_readiness)
def readiness_list(request: UserRequest, review: Review) -> HttpResponse:
    """The list alone, for the folds on other pages."""
    context = {"review": review, "readiness": queries.page(review, request.user), "inside": True}
    return render(request, "reviews/readiness/list.html", context)


@require_POST
@for_review(series_permissions.ask_reader)
def readiness_ask(request: UserRequest, review: Review) -> HttpResponse:
    form = AskReaderForm(request.POST, people=queries.to_ask(review, request.user))
    if not form.is_valid():
        return _page(request, review, ask=form)
    reader = form.cleaned_data["reader"]
    second_readings.ask(review=review, by=request.user, reader=reader)
    messages.success(request, _("%(who)s gets a message and answers on this page.") % {"who": reader})
    return redirect("reviews:readiness", uid=review.uid)


@require_POST
@for_review(series_permissions.see_readiness)
def readiness_answer(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    """Only whoever was asked; a reading of somebody else is not found."""
    reading = get_object_or_404(SecondReading.objects.select_related("asked_by"), pk=pk, review=review)
    if reading.reader_id != request.user.pk:
        raise Http404
    form = ReadingForm(request.POST)
    if not form.is_valid():
        return _page(request, review, form=form)
    reading.review, reading.reader = review, request.user
    if second_readings.answer(reading=reading, says=form.cleaned_data["answer"], words=form.cleaned_data["words"]):
        messages.success(request, _("Thank you. The facilitators read your answer here."))
    else:
        messages.info(request, _("This was answered or taken back already."))
    return redirect("reviews:readiness", uid=review.uid)


@require_POST
@for_review(permissions.facilitate)
def readiness_take_back(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    reading = get_object_or_404(SecondReading.objects.select_related("review"), pk=pk, review=review)
    second_readings.take_back(reading=reading, by=request.user)
    return redirect("reviews:readiness", uid=review.uid)
