"""The agenda in the room: saying for which part one comes, and changing what is still ahead from the desk."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import UserRequest
from reviews import permissions
from reviews.access import for_review
from reviews.actions import agenda as actions
from reviews.actions import coming
from reviews.forms.plan import AgendaItemForm
from reviews.models import AgendaItem, Review
from reviews.queries import coming as queries
from reviews.queries import plan
from reviews.views.room_context import own_parts


@require_safe
@for_review(permissions.take_part)
def parts_mine(request: UserRequest, review: Review) -> HttpResponse:
    """The personal part of the agenda, fetched anew when the agenda changes, and now and then while a part is awaited."""
    return _parts(request, review)


def _parts(request: UserRequest, review: Review) -> HttpResponse:
    return render(request, "reviews/room/my_parts.html", own_parts(request, review))


@require_POST
@for_review(permissions.come)
def part_come(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    item = get_object_or_404(AgendaItem, review=review, ended_at=None, pk=pk)
    coming.come(item=item, user=request.user, comes=request.POST.get("comes") != "no")
    if request.htmx:
        return _parts(request, review)
    return redirect("reviews:room", uid=review.uid)


@require_safe
@for_review(permissions.facilitate)
def agenda_desk(request: UserRequest, review: Review) -> HttpResponse:
    """On the desk beside the agenda: what is ahead, who comes for it, and changing it."""
    page = {"review": review, "ahead": queries.ahead(review)}
    return render(request, "reviews/room/desk_agenda.html", page)


def _ahead(review: Review, pk: int) -> AgendaItem:
    return get_object_or_404(AgendaItem, review=review, ended_at=None, pk=pk)


@require_POST
@for_review(permissions.run_meeting)
def agenda_desk_change(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    """Move a part that has not begun up or down, or take it off."""
    item = _ahead(review, pk)
    try:
        match request.POST.get("do"):
            case "up" | "down" as way:
                actions.move(item=item, by=request.user, up=way == "up")
            case "remove":
                actions.remove(item=item, by=request.user)
    except actions.Begun:
        messages.info(request, _("This part has begun; nothing was changed."))
    return redirect("reviews:desk", uid=review.uid)


@require_http_methods(["GET", "HEAD", "POST"])
@for_review(permissions.run_meeting)
def agenda_desk_edit(request: UserRequest, review: Review, pk: int = 0) -> HttpResponse:
    """The page of one part that is not over, or of a new one."""
    item = _ahead(review, pk) if pk else None
    held = {"title": item.title, "minutes": item.minutes, "notes": item.notes} if item else {"minutes": 5}
    form = AgendaItemForm(request.POST if request.method == "POST" else None, initial=held)
    if not form.is_bound or not form.is_valid():
        page = {"review": review, "item": item, "form": form, "spine": plan.spine(review, "meeting")}
        return render(request, "reviews/room/agenda_part.html", page, status=422 if form.is_bound else 200)
    if item:
        actions.edit(item=item, by=request.user, **form.cleaned_data)
    else:
        actions.add(review=review, by=request.user, **form.cleaned_data)
    return redirect("reviews:desk", uid=review.uid)
