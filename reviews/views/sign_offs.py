"""The facilitators' page: who has checked what is about them, who is willing to speak, and marking what is about whom."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.access import require
from accounts.requests import UserRequest
from reviews import permissions
from reviews.access import for_review
from reviews.actions import comments
from reviews.actions import sign_offs as actions
from reviews.forms.sign_off import MarkEventsForm, MarkPassageForm
from reviews.models import PersonPart, Review
from reviews.queries import document, plan
from reviews.queries import sign_offs as queries


def _page(
    request: UserRequest,
    review: Review,
    passage_form: MarkPassageForm | None = None,
    events_form: MarkEventsForm | None = None,
) -> HttpResponse:
    first = {"revision": review.document.latest_number}
    context = {
        "review": review,
        "spine": plan.spine(review, "document"),
        "found": queries.sign_offs(review, plan.places(review)),
        "may_mark": permissions.mark_parts(request.user, review),
        "passage_form": passage_form or MarkPassageForm(review=review, initial=first, auto_id="passage-%s"),
        "events_form": events_form or MarkEventsForm(review=review, auto_id="events-%s"),
    }
    status = 422 if passage_form or events_form else 200
    return render(request, "reviews/sign_off/sign_offs.html", context, status=status)


@require_safe
@for_review(permissions.facilitate)
def sign_offs(request: UserRequest, review: Review) -> HttpResponse:
    return _page(request, review)


@require_POST
@for_review(permissions.mark_parts)
def part_passage(request: UserRequest, review: Review) -> HttpResponse:
    """Words selected on the document's page lead back to it, words quoted by hand to this one."""
    form = MarkPassageForm(request.POST, review=review, auto_id="passage-%s")
    part = _mark(request, review, form) if form.is_valid() else None
    if part is None:
        return _page(request, review, passage_form=form)
    messages.success(request, _("%(who)s is asked whether this is how it was.") % {"who": part.person})
    return redirect("reviews:document" if form.selected else "reviews:sign_offs", uid=review.uid)


def _mark(request: UserRequest, review: Review, form: MarkPassageForm) -> PersonPart | None:
    """The marked part, or None with an error on the form."""
    revision = review.document.revisions.filter(number=form.cleaned_data["revision"]).first() or review.document.latest
    span = form.selected or document.find(document.shown(revision), form.cleaned_data["quote"])
    if span is None:
        form.add_error("quote", _("These words are not in the text. Copy them from it, without leaving any out."))
        return None
    try:
        return actions.mark_passage(
            document=review.document,
            by=request.user,
            person=form.cleaned_data["person"],
            passage=comments.Passage(revision, *span),
        )
    except comments.NotFound:
        form.add_error("quote", _("Select at least one word of the text."))
    return None


@require_POST
@for_review(permissions.mark_parts)
def part_events(request: UserRequest, review: Review) -> HttpResponse:
    form = MarkEventsForm(request.POST, review=review, auto_id="events-%s")
    if not form.is_valid():
        return _page(request, review, events_form=form)
    person = form.cleaned_data["person"]
    n = actions.mark_events(review=review, by=request.user, person=person, events=form.cleaned_data["events"])
    text = ngettext("%(who)s is asked about %(n)d event more.", "%(who)s is asked about %(n)d events more.", n)
    messages.success(request, text % {"who": person, "n": n})
    return redirect("reviews:sign_offs", uid=review.uid)


@require_POST
@for_review(permissions.mark_parts)
def part_unmark(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    part = get_object_or_404(PersonPart.objects.select_related("review__incident"), review=review, pk=pk)
    require(permissions.unmark_part(request.user, part))
    try:
        actions.unmark(part=part, by=request.user)
    except actions.Disputed:
        require(permissions.unmark_part(request.user, part))
    return redirect(reverse("reviews:sign_offs", args=[review.uid]) + f"#person-{part.person_id}")
