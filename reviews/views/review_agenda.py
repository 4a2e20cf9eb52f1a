"""The agenda of a meeting: its parts, their minutes, whether they fit."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import UserRequest
from reviews import permissions
from reviews.access import for_review
from reviews.actions import agenda as actions
from reviews.forms.plan import AgendaItemForm
from reviews.models import AgendaItem, Review
from reviews.queries import plan as queries


def _page(request: UserRequest, review: Review, form: AgendaItemForm, editing: int = 0) -> HttpResponse:
    context = {
        "review": review,
        "spine": queries.spine(review, "meeting"),
        "agenda": queries.agenda(review),
        "form": form,
        "editing": editing,
        "may_plan": permissions.change_plan(request.user, review),
    }
    return render(request, "reviews/plan/agenda.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_review(permissions.change_plan)
def agenda(request: UserRequest, review: Review) -> HttpResponse:
    """The page, and adding a part of one's own."""
    form = AgendaItemForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.add(review=review, by=request.user, **form.cleaned_data)
        return redirect("reviews:agenda", uid=review.uid)
    return _page(request, review, form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_review(permissions.change_plan)
def agenda_item(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    item = get_object_or_404(AgendaItem, review=review, pk=pk)
    held = {"title": item.title, "minutes": item.minutes, "notes": item.notes}
    form = AgendaItemForm(request.POST if request.method == "POST" else None, initial=held)
    if form.is_bound and form.is_valid():
        actions.edit(item=item, by=request.user, **form.cleaned_data)
        return redirect("reviews:agenda", uid=review.uid)
    return _page(request, review, form, editing=item.pk)


@require_POST
@for_review(permissions.change_plan)
def agenda_change(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    """Move an item up or down, or take it off the agenda."""
    item = get_object_or_404(AgendaItem, review=review, pk=pk)
    match request.POST.get("do"):
        case "up" | "down" as way:
            actions.move(item=item, by=request.user, up=way == "up")
        case "remove":
            actions.remove(item=item, by=request.user)
    return redirect("reviews:agenda", uid=review.uid)


@require_POST
@for_review(permissions.change_plan)
def agenda_build(request: UserRequest, review: Review) -> HttpResponse:
    """Start over from the review's slot, timeline and themes."""
    actions.build(review=review, by=request.user)
    return redirect("reviews:agenda", uid=review.uid)
