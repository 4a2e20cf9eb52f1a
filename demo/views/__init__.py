"""The demo's two acts: becoming somebody, and moving the story on."""

from datetime import timedelta

from django.contrib import messages as django_messages
from django.contrib.auth import get_user_model
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.requests import Request
from accounts.views.landing import sign_in
from demo.access import demo_only
from demo.actions import after, clock, story
from demo.people import CAST
from outbox.actions import messages
from reviews.actions import promises
from reviews.models import Review, Stage

ABOUT = timedelta(minutes=1)  # what presses twice steps once
AFTER = {"meeting_over": after.meeting_over, "survey_closed": after.survey_closed}


@require_POST
@demo_only
def become(request: Request) -> HttpResponseRedirect:
    """Sign in as one of the people of the story."""
    addresses = [each.email for each in CAST if each.may_sign_in]
    chosen = request.POST.get("email", "")
    person = get_object_or_404(get_user_model(), email=chosen if chosen in addresses else "")
    return sign_in(request, person)


def lies_behind(review: Review, to: str) -> bool:
    """Whether the story is past a step, or at it: its meeting is as near as that already, or over."""
    if to in clock.STEPS:
        return review.stage != Stage.PREPARING or review.meets_at <= timezone.now() + clock.STEPS[to] - ABOUT
    return to == "meeting_over" and review.stage == Stage.HELD


@require_POST
@demo_only
def step(request: Request) -> HttpResponseRedirect:
    """Bring the story's meeting nearer, or past it, and let what is due go out, as the sweeps would a little later."""
    review, to = story.review(), request.POST.get("to", "")
    if review and lies_behind(review, to):
        text = _("That lies behind: the story only moves on. In the terminal, “make demo-reset” lets it begin anew.")
        django_messages.info(request, text)
    elif review and to in clock.STEPS:
        if to == "meeting":
            after.sent_in_time(review)
        clock.bring_near(review=review, before=clock.STEPS[to])
        promises.plan(review)
        messages.send_due()
    elif review and to in AFTER:
        AFTER[to](review)
    return redirect("home")
