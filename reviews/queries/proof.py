"""The proof: for each person and message when it was due and sent, what the mail server answered, and whether the promise was kept."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outbox import kinds
from outbox import queries as outbox
from outbox.models import Message
from reviews import keeping, message_subjects, promises
from reviews.models import Participation, Review

PEOPLE_A_PAGE = 50
# A person's number, or, without an account, their address.
Whom = tuple[int | None, str]
State = Message.State
GIVEN_UP = (State.FAILED, State.EXPIRED)
TONES = {keeping.KEPT: "ok", keeping.MISSED: "late", keeping.LOST: "late", keeping.SHORT: "care", keeping.OPEN: "quiet"}


@dataclass(frozen=True)
class Line:
    """One message to one person. `said`: the server's answer, or the reason; `promise` is empty where nothing was promised."""

    message: Message
    label: str
    word: str
    tone: str
    said: str
    promise: str = ""
    promise_tone: str = ""


@dataclass(frozen=True)
class Person:
    """Somebody invited, or an address without an account; their messages by due time."""

    name: str
    place: Participation | None
    waits: bool = False  # invited by their address; has no account yet
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Promise:
    """The promise of the document's link over all people, in words."""

    words: str
    tone: str
    reason: str


def people(review: Review, page: Any) -> "Page[Person]":
    """Everyone here now, and whoever else got something, by name. A constant number of queries; messages of one page alone."""
    here = {place.user_id: place for place in review.participations.filter(removed_at=None).select_related("user")}
    recipients = list(
        _messages(review)
        .order_by()
        .values_list("recipient_id", "recipient__name", "recipient__email", "address")
        .distinct()
    )
    names: dict[Whom, str] = {
        (pk, "" if pk else address): name or email or address for pk, name, email, address in recipients
    }
    names |= {(pk, ""): str(place.user) for pk, place in here.items()}
    waiting = dict.fromkeys(review.pending_invitations.values_list("invitation__email", flat=True))
    names |= {(None, address): address for address in waiting}
    found = Paginator(sorted(names.items(), key=lambda pair: pair[1].lower()), PEOPLE_A_PAGE).get_page(page)
    lines = _lines(review, {key for key, _name in found.object_list})
    rows = [
        Person(name or _("somebody whose account is gone"), here.get(key[0] or 0), key[1] in waiting, lines[key])
        for key, name in found
    ]
    return Page(rows, found.number, found.paginator)  # type: ignore[arg-type]  # of the names, one for each


def _messages(review: Review) -> QuerySet[Message]:
    subjects = [f"{prefix}:{review.uid}" for prefix in message_subjects.OF_A_REVIEW]
    return Message.objects.filter(subject__in=subjects).exclude(kind__in=kinds.names(secret=True))


def _lines(review: Review, keys: set[Whom]) -> dict[Whom, list[Line]]:
    found: dict[Whom, list[Line]] = defaultdict(list)
    rows = _messages(review).filter(recipient__in=[pk for pk, _address in keys if pk])
    rows |= _messages(review).filter(recipient=None)
    now = timezone.now()
    for message in rows.order_by("due_at", "pk"):
        key = (message.recipient_id, "" if message.recipient_id else message.address)
        if key in keys:
            found[key].append(_line(message, now))
    return found


def _line(message: Message, now: datetime) -> Line:
    stand = outbox.standing(message, now)
    verdict = _verdict(message, now)
    return Line(
        message=message,
        label=kinds.label_of(message.kind),
        word=stand.word,
        tone=stand.tone,
        said=message.answer if message.state == State.SENT else message.last_error,
        promise=in_words(verdict) if verdict else "",
        promise_tone=TONES[verdict.state] if verdict else "",
    )


def _verdict(message: Message, now: datetime) -> keeping.Verdict | None:
    if message.deadline_at is None or message.state == State.CANCELLED:
        return None
    return keeping.one(
        due_at=message.due_at,
        deadline_at=message.deadline_at,
        sent_at=message.sent_at,
        given_up=message.state in GIVEN_UP,
        now=now,
    )


def in_words(verdict: keeping.Verdict) -> str:
    match verdict.state:
        case keeping.KEPT:
            return _("kept")
        case keeping.MISSED:
            return _("missed by %(time)s") % {"time": outbox.hours_and_minutes(verdict.late_by)}
        case keeping.SHORT:
            return _("short notice")
        case keeping.LOST:
            return _("not reached")
    return _("can still be kept")


def promise(review: Review) -> Promise | None:
    """The document at least 24 hours before, for everyone who is on the list now; nothing before anybody was to get it. One query."""
    found = keeping.together(list(_verdicts(review).values()))
    if found is None:
        return None
    return Promise(_summary(found), TONES[found.state], review.short_notice_reason)


def _verdicts(review: Review) -> dict[Whom, keeping.Verdict]:
    """By person or address. Who had the document before the meeting was moved is judged by its present time as well."""
    here = review.participations.filter(removed_at=None).values("user")
    waiting = review.pending_invitations.values("invitation__email")
    rows = _messages(review).filter(Q(recipient__in=here) | Q(recipient=None, address__in=waiting))
    rows = rows.filter(Q(version=review.plan_version) | Q(state=State.SENT), kind=promises.READY)
    now = timezone.now()
    found: dict[Whom, keeping.Verdict] = {}
    for row in rows.filter(deadline_at__isnull=False).order_by("due_at", "pk"):
        if row.version != review.plan_version:
            row.deadline_at = review.due_at
        whom = (row.recipient_id, "" if row.recipient_id else row.address)
        verdict = _verdict(row, now)
        if verdict and (whom not in found or found[whom].state != keeping.KEPT):
            found[whom] = verdict
    return found


def _summary(found: keeping.Summary) -> str:
    numbers = {"n": found.count, "of": found.people}
    match found.state:
        case keeping.KEPT:
            return _("Kept: the document reached everyone at least 24 hours before the meeting.")
        case keeping.MISSED:
            time = outbox.hours_and_minutes(max(found.late_by, timedelta(minutes=1)))
            text = ngettext(
                "Missed by %(time)s for %(n)d of %(of)d people.",
                "Missed by up to %(time)s for %(n)d of %(of)d people.",
                found.count,
            )
            return text % {"time": time, **numbers}
        case keeping.SHORT:
            return _("Short notice: fewer than 24 hours were left for %(n)d of %(of)d people.") % numbers
        case keeping.LOST:
            return _("%(n)d of %(of)d people could not be reached.") % numbers
    return _("Can still be kept: %(n)d of %(of)d people are still to get it.") % numbers
