"""One's own part: the passages and events about the reader, their word on each, and what they are willing to speak of."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import require
from accounts.requests import UserRequest
from reviews import permissions
from reviews.access import for_review
from reviews.actions import sign_offs as actions
from reviews.forms.sign_off import AnswerForm, WillingForm
from reviews.models import PersonPart, Review, Willingness
from reviews.queries import plan
from reviews.queries import sign_offs as queries


def _page(
    request: UserRequest, review: Review, failed: AnswerForm | None = None, about: int = 0, status: int = 200
) -> HttpResponse:
    """about: the part that the failed form is for."""
    context = {
        "review": review,
        "spine": plan.spine(review, "document"),
        "mine": queries.your_part(review, request.user),
        "may_answer": permissions.sign_off(request.user, review),
        "may_read": permissions.see_document(request.user, review),
        "ways": Willingness.Answer.choices,
        "failed": failed,
        "about": about,
    }
    return render(request, "reviews/sign_off/your_part.html", context, status=status)


@require_safe
@for_review(permissions.take_part)
def your_part(request: UserRequest, review: Review) -> HttpResponse:
    return _page(request, review)


def _part(request: UserRequest, review: Review, pk: int) -> PersonPart:
    part = get_object_or_404(PersonPart.objects.select_related("person"), review=review, pk=pk)
    require(permissions.answer_part(request.user, part))
    return part


def _back(review: Review, place: str) -> HttpResponse:
    return redirect(reverse("reviews:your_part", args=[review.uid]) + f"#{place}")


@require_POST
@for_review(permissions.sign_off)
def part_answer(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    part = _part(request, review, pk)
    form = AnswerForm(request.POST, auto_id=f"part-{pk}-%s")
    if not form.is_valid():
        return _page(request, review, form, about=pk, status=422)
    try:
        actions.answer(part=part, **form.cleaned_data)
    except actions.Changed:
        form.add_error("reason", _("The text changed while you were reading. This is how it reads now."))
        return _page(request, review, form, about=pk, status=422)
    return _back(review, f"part-{pk}")


@require_POST
@for_review(permissions.sign_off)
def part_withdraw(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    actions.withdraw(part=_part(request, review, pk))
    return _back(review, f"part-{pk}")


@require_POST
@for_review(permissions.sign_off)
def willing(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    """Whether to be called on about one event; for htmx the row alone."""
    event = get_object_or_404(queries.own_events(review, request.user), pk=pk)
    form = WillingForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose one of the three answers."))
        return _back(review, f"event-{pk}")
    answer = form.cleaned_data["answer"]
    actions.say_willing(review=review, event=event, person=request.user, answer=answer)
    if not request.htmx:
        return _back(review, f"event-{pk}")
    asked = queries.Asked(event, answer)
    context = {"review": review, "asked": asked, "ways": Willingness.Answer.choices, "may_answer": True}
    return render(request, "reviews/sign_off/willing.html", context)
