"""The demo's two acts: becoming somebody, and moving the story on."""

from django.contrib.auth import get_user_model, login
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from accounts.requests import Request
from demo.access import demo_only
from demo.actions import after, clock, story
from demo.people import CAST
from outbox.actions import messages
from reviews.actions import promises

AFTER = {"meeting_over": after.meeting_over, "survey_closed": after.survey_closed}
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_POST
@demo_only
def become(request: Request) -> HttpResponseRedirect:
    """Sign in as one of the people of the story."""
    addresses = [each.email for each in CAST if each.may_sign_in]
    chosen = request.POST.get("email", "")
    person = get_object_or_404(get_user_model(), email=chosen if chosen in addresses else "")
    login(request, person, backend=BACKEND)
    return redirect("home")


@require_POST
@demo_only
def step(request: Request) -> HttpResponseRedirect:
    """Bring the story's meeting nearer, or past it, and let what is due go out, as the sweeps would a little later."""
    review, to = story.review(), request.POST.get("to", "")
    if review and to in clock.STEPS:
        if to == "meeting":
            after.sent_in_time(review)
        clock.bring_near(review=review, before=clock.STEPS[to])
        promises.plan(review)
        messages.send_due()
    elif review and to in AFTER:
        AFTER[to](review)
    return redirect("home")
