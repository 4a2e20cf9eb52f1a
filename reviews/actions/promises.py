"""Writes into the outbox what a review needs; called in the transaction of each change, and by the healing sweep."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from outbox.actions import messages
from outbox.models import Message
from outbox.planning import Planned
from reviews import promises
from reviews.actions import by_address, chat, meeting_entries, part_near, reminders
from reviews.models import Participation, Review, Stage

TOLD = (Message.State.SENT, Message.State.CLAIMED)


def _told(review: Review, kinds: tuple[str, ...], **where: object) -> frozenset[int]:
    rows = Message.objects.filter(subject=review.topic, kind__in=kinds, state__in=TOLD, recipient__isnull=False)
    return frozenset(rows.filter(**where).values_list("recipient_id", flat=True))


def _situation(review: Review) -> promises.Situation:
    places = list(review.participations.filter(removed_at=None).values_list("user_id", "role"))
    time_kinds = (promises.INVITATION, promises.MOVED)
    return promises.Situation(
        now=timezone.now(),
        meets_at=review.meets_at,
        ready_at=review.document.ready_at,
        facilitators=frozenset(user for user, role in places if role == Participation.Role.FACILITATOR),
        people=frozenset(user for user, _role in places),
        told_before=_told(review, time_kinds, version__lt=review.plan_version),
        # What is in hand right now stays in the plan, or the plan would withdraw it.
        has_document=_told(review, (promises.READY,), state=Message.State.SENT),
    )


def plan(review: Review) -> None:
    """Bring the outbox's rows in line with the review as it stands now. Twice does no more than once."""
    if review.stage != Stage.PREPARING:
        return
    meeting_entries.keep_up(review)
    situation = _situation(review)
    needs = promises.needs(situation)
    people = User.objects.in_bulk({need.person for need in needs})
    rows = [_planned(review, need, recipient=people[need.person]) for need in needs]
    rows += by_address.planned(review, situation)
    messages.plan(subject=review.topic, rows=rows, replace=promises.PLANNED_KINDS)
    part_near.plan(review)
    chat.document(review)
    reminders.plan(review)


def _planned(review: Review, need: promises.Need, recipient: User) -> Planned:
    return Planned(
        kind=need.kind,
        due_at=need.due_at,
        expires_at=need.expires_at,
        deadline_at=need.deadline_at,
        recipient=recipient,
        version=review.plan_version,
        payload={"review": str(review.uid)},
    )


def call_off(review: Review) -> None:
    """Nothing of the old plan goes out any more; those who had been told are told that the meeting is off."""
    meeting_entries.keep_up(review)
    told = _told(review, (promises.INVITATION, promises.MOVED, promises.READY))
    messages.cancel(subject=review.topic, because=_("the review was cancelled"))
    still_here = review.participations.filter(removed_at=None, user__in=told).select_related("user")
    now = timezone.now()
    until = max(review.meets_at, now + timedelta(hours=1))
    off = [promises.Need(promises.CANCELLED, place.user_id, due_at=now, expires_at=until) for place in still_here]
    rows = [_planned(review, need, place.user) for need, place in zip(off, still_here, strict=True)]
    rows += by_address.called_off(review, now, until)
    messages.plan(subject=review.topic, rows=rows)
