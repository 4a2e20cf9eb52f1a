"""What people in the room who cannot tap said aloud, written down on the desk: whether they may be recorded, and the ground rules."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.requests import UserRequest
from reviews import permissions
from reviews.access import for_review
from reviews.actions import opening, recording, whose
from reviews.forms.aloud import AloudForm
from reviews.models import Review


@require_POST
@for_review(permissions.run_meeting)
def said_aloud(request: UserRequest, review: Review) -> HttpResponse:
    """One person's word; to somebody who is not there any more nothing is written."""
    form = AloudForm(request.POST, review=review)
    try:
        if form.is_valid():
            _write(request, review, form.cleaned_data["who"], form.cleaned_data["said"])
    except opening.NotNow:
        messages.info(request, _("Nobody was asked about the ground rules yet; nothing was changed."))
    return redirect("reviews:desk_opening" if request.htmx else "reviews:desk", uid=review.uid)


def _write(request: UserRequest, review: Review, person: whose.Person, said: str) -> None:
    match said:
        case "agreed":
            opening.agreed_aloud(review=review, by=request.user, person=person)
        case "not_agreed":
            opening.not_aloud(review=review, by=request.user, person=person)
        case answer if review.recorded:
            recording.aloud(review=review, by=request.user, person=person, answer=answer)
