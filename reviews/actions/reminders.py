"""Writes a review's reminders into the outbox; called wherever its promises are planned."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from accounts.models import User
from outbox.actions import messages
from outbox.models import Message
from outbox.planning import Planned
from reviews import promises, reminders
from reviews.models import Participation, Review
from reviews.queries import sign_offs


@dataclass
class _Sent:
    """When one person got the document, and each mail about their part."""

    document_at: datetime | None = None
    parts_at: list[datetime] = field(default_factory=list)


def plan(review: Review) -> None:
    """Bring the reminders of a review that is being prepared in line with what people have done; a constant number of queries."""
    needs = reminders.needs(_preparation(review))
    people = User.objects.in_bulk({need.person for need in needs})
    rows = [
        Planned(
            kind=need.kind,
            due_at=need.due_at,
            expires_at=need.expires_at,
            recipient=people[need.person],
            version=review.plan_version,
            part=need.part,
            payload={"review": str(review.uid)},
        )
        for need in needs
    ]
    messages.plan(subject=review.topic, rows=rows, replace=reminders.KINDS)


def _preparation(review: Review) -> reminders.Preparation:
    sent, waiting = _sent(review), _waiting(review)
    places = review.participations.filter(removed_at=None, user__is_active=True).order_by("user_id")
    return reminders.Preparation(
        now=timezone.now(),
        begun_at=review.created_at,
        meets_at=review.meets_at,
        ready=review.document.ready_at is not None,
        people=tuple(_person(place, sent[place.user_id], waiting.get(place.user_id, [])) for place in places),
    )


def _person(place: Participation, sent: _Sent, asked: "list[_Asked]") -> reminders.Person:
    told = max(sent.parts_at, default=None)
    untold = [one.shown_at for one in asked if told is None or one.at > told]
    return reminders.Person(
        number=place.user_id,
        facilitates=place.role == Participation.Role.FACILITATOR,
        comes=place.reply != Participation.Reply.NO,
        document_at=sent.document_at,
        read=place.read_at is not None,
        asked_at=max(untold, default=None),
        waits_since=min((one.at for one in asked), default=None),
        parts_told=len(sent.parts_at),
        parts_told_at=told,
    )


def _sent(review: Review) -> dict[int, _Sent]:
    """By person (id)."""
    found: dict[int, _Sent] = defaultdict(_Sent)
    kinds = (promises.READY, reminders.YOUR_PART)
    rows = Message.objects.filter(subject=review.topic, kind__in=kinds, state=Message.State.SENT)
    for kind, person, at in rows.exclude(recipient=None).values_list("kind", "recipient_id", "sent_at"):
        if kind == promises.READY:
            found[person].document_at = at
        elif at:
            found[person].parts_at.append(at)
    return found


@dataclass(frozen=True)
class _Asked:
    """A part that waits for its person: since when, and when what they are asked last changed."""

    at: datetime
    shown_at: datetime


def _waiting(review: Review) -> dict[int, list[_Asked]]:
    """By person (id). Somebody whose answer no longer fits the text is asked anew, since that answer."""
    found: dict[int, list[_Asked]] = defaultdict(list)
    items = [item for item in sign_offs.items(review) if item.waits]
    latest = review.document.latest.made_at if any(item.answer for item in items) else None
    for item in items:
        at = item.answer.answered_at if item.answer else item.part.marked_at
        found[item.part.person_id].append(_Asked(at, max(at, latest) if item.answer and latest else at))
    return found
