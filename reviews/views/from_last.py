"""What the series' last meeting hands on: its follow-ups become a part of the next meeting's agenda."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.requests import UserRequest
from reviews import permissions
from reviews.access import for_review
from reviews.actions import agenda
from reviews.models import FollowUp, Review
from reviews.queries import series as queries

MINUTES = 5


@require_POST
@for_review(permissions.change_plan)
def from_last_agenda(request: UserRequest, review: Review) -> HttpResponse:
    """Twice is once."""
    last, title = queries.for_next(request.user, review), _("Follow-ups of last time")
    if last and last.follow_ups and not review.agenda.filter(title=title).exists():
        notes = "\n".join(_line(each) for each in last.follow_ups)
        agenda.add(review=review, by=request.user, title=title, minutes=MINUTES, notes=notes)
        messages.success(request, _("They are the last part of the agenda now, with five minutes."))
    return redirect("reviews:review", uid=review.uid)


def _line(each: FollowUp) -> str:
    return f"- {each.what} ({each.owner})" if each.owner else f"- {each.what}"
