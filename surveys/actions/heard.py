"""Publishes "what we heard, what we will change" to those who were there: once by message, later wordings on the page alone."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.models import User
from outbox.actions import messages
from outbox.planning import Planned
from surveys.models import Heard, Survey

HEARD = "survey.heard"
# Who cannot be reached for so long will not be helped by it.
WANTED_FOR = timedelta(days=14)


@transaction.atomic
def publish(*, survey: Survey, by: User, heard: str, change: str) -> Heard:
    """The second time it is only worded anew: a mail for each correction would be one too many."""
    now = timezone.now()
    # The lock of two facilitators at once.
    Survey.objects.select_for_update().get(pk=survey.pk)
    known = Heard.objects.filter(survey=survey).first()
    if known:
        known.heard, known.change, known.by, known.edited_at = heard, change, by, now
        known.save()
        audit.record(by=by, did="survey.heard_changed", subject=survey.review)
        return known
    made = Heard.objects.create(survey=survey, by=by, heard=heard, change=change, published_at=now)
    audit.record(by=by, did="survey.heard", subject=survey.review)
    there = survey.review.attendances.filter(user__is_active=True).exclude(user=by).select_related("user")
    rows = [
        Planned(kind=HEARD, due_at=now, expires_at=now + WANTED_FOR, recipient=each.user, payload={"survey": survey.pk})
        for each in there
    ]
    messages.plan(subject=f"heard:{survey.review.uid}", rows=rows)
    return made
