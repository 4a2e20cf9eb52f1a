"""Mails of a review that were refused for good, for its facilitators, until one arrives at the same person."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from outbox import kinds
from outbox.models import Message
from reviews.models import Review

State = Message.State


@dataclass(frozen=True)
class Undelivered:
    """`who` is not reached by mail, because `why`: the mail server's answer, or that the mail could not be written."""

    who: str
    why: str


def undelivered(reviews: Collection[Review]) -> dict[int, list[Undelivered]]:
    """By the review's number, by name; one query, and a second one where something was refused."""
    topics = {review.topic: review.pk for review in reviews}
    mails = Message.objects.filter(subject__in=topics, channel=Message.Channel.EMAIL)
    mails = mails.exclude(kind__in=kinds.names(secret=True)).select_related("recipient")
    lost = {_whom(each): each for each in mails.filter(state=State.FAILED).order_by("due_at", "pk")}
    if not lost:
        return {}
    found: dict[int, list[Undelivered]] = defaultdict(list)
    for key in _reached(mails, lost):
        del lost[key]
    for each in sorted(lost.values(), key=lambda message: message.to_name.lower()):
        who = each.to_name or _("somebody whose account is gone")
        found[topics[each.subject]].append(Undelivered(who, each.last_error))
    return dict(found)


Whom = tuple[str, int | None, str]


def _whom(message: Message) -> Whom:
    return (message.subject, message.recipient_id, "" if message.recipient_id else message.address)


def _reached(mails: QuerySet[Message], lost: dict[Whom, Message]) -> set[Whom]:
    """Those to whom a mail that was due later has gone."""
    people = {key[1] for key in lost}
    sent = mails.filter(state=State.SENT, recipient__in=people - {None})
    if None in people:
        sent |= mails.filter(state=State.SENT, recipient=None)
    return {_whom(each) for each in sent if _whom(each) in lost and each.due_at > lost[_whom(each)].due_at}
