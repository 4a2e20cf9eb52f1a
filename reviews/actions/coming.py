"""Saying that one comes for a part of the meeting, and taking that back."""

from django.db import transaction

from accounts.actions import audit
from accounts.models import User
from reviews.actions import part_near
from reviews.models import AgendaItem, Coming


@transaction.atomic
def come(*, item: AgendaItem, user: User, comes: bool) -> None:
    """Twice is once. Their own page says so, and the facilitators' desk."""
    if comes:
        _one, changed = Coming.objects.get_or_create(item=item, user=user)
    else:
        changed = bool(Coming.objects.filter(item=item, user=user).delete()[0])
    if changed:
        audit.record(by=user, did="agenda.coming" if comes else "agenda.not_coming", subject=item.review, item=item.pk)
        part_near.plan(item.review)
