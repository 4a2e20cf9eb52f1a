"""Asks people for a chat, takes their answer, and deletes the notes on the promised day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import audit
from accounts.models import User
from outbox.actions import messages
from outbox.models import Message
from outbox.planning import Planned
from reviews import timing
from reviews.models import Interview, InterviewTime, Participation, Review
from reviews.queries import interviews as queries

ASKED = "review.chat_asked"
ANSWERED = "review.chat_answered"
AGREED = "review.chat_agreed"
QUOTE = "review.chat_quote"
DELETED = "review.chat_notes_deleted"
KINDS = (ASKED, ANSWERED, AGREED, QUOTE)
# So that what happens one after the other, passages asked for and notes deleted, comes in one mail.
PAUSE = timedelta(minutes=10)


class TimeGone(Exception):
    """The chosen time is over, or was agreed with somebody else meanwhile."""


class LaterThanPromised(Exception):
    """The day on which notes are deleted only ever comes nearer."""


@dataclass(frozen=True)
class Offer:
    """Wall times (naive) in an IANA zone, and how long the chat is."""

    walls: Sequence[datetime]
    time_zone: str
    minutes: int


@transaction.atomic
def ask(*, review: Review, person: User, by: User, offer: Offer, until: date) -> Interview:
    """Ask for a chat, or offer other times. The promised day is the first one's: asking again does not move it."""
    # One that was taken back has neither notes nor a promise any more.
    review.interviews.filter(person=person, taken_back_at__isnull=False).delete()
    first = {"asked_by": by, "minutes": offer.minutes, "until": until, "delete_at": midnight(until, review.time_zone)}
    interview, made = Interview.objects.select_for_update().get_or_create(review=review, person=person, defaults=first)
    if not made:
        _anew(interview, by, offer)
    InterviewTime.objects.bulk_create(
        InterviewTime(
            interview=interview,
            wall_time=wall.strftime("%Y-%m-%dT%H:%M"),
            time_zone=offer.time_zone,
            begins_at=timing.instant(wall, offer.time_zone),
        )
        for wall in sorted(set(offer.walls))
    )
    audit.record(by=by, did="interview.asked", subject=interview)
    _send(interview, ASKED, person, until=max(timezone.now() + timedelta(days=14), review.meets_at))
    return interview


def _anew(interview: Interview, by: User, offer: Offer) -> None:
    interview.times.all().delete()
    interview.refresh_from_db()
    interview.asked_by, interview.minutes = by, offer.minutes
    interview.version += 1
    interview.answer, interview.word = Interview.Answer.NONE, ""
    interview.chosen, interview.answered_at = None, None
    interview.save()


def midnight(day: date, zone: str) -> datetime:
    """The first moment of a day on the clock of a zone."""
    return timing.nearest(datetime.combine(day, time()), zone)[0]


@transaction.atomic
def answer(*, interview: Interview, answer: str, chosen: InterviewTime | None = None, word: str = "") -> None:
    """The person's word; may be changed until the chat takes place. Raises TimeGone."""
    Review.objects.select_for_update().get(pk=interview.review_id)
    if chosen is not None and chosen not in queries.times_left(interview):
        raise TimeGone
    interview.answer, interview.chosen, interview.word = answer, chosen, word
    interview.answered_at = timezone.now()
    interview.save(update_fields=["answer", "chosen", "word", "answered_at"])
    audit.record(by=interview.person, did="interview.answered", subject=interview)
    part = stamp(interview.answered_at)
    if interview.asked_by:
        _send(interview, ANSWERED, interview.asked_by, part=part)
    if chosen is not None and interview.person:
        _send(interview, AGREED, interview.person, until=chosen.begins_at, part=part)


def stamp(answered_at: datetime) -> str:
    """Sets the messages about one answer apart from those about the next."""
    return answered_at.isoformat()


def _send(interview: Interview, kind: str, to: User, *, until: datetime | None = None, part: str = "") -> None:
    now = timezone.now()
    row = Planned(
        kind=kind,
        due_at=now,
        expires_at=until or now + timedelta(days=7),
        recipient=to,
        version=interview.version,
        payload={"interview": interview.pk, "part": part},
        part=part,
    )
    messages.plan(subject=interview.topic, rows=[row])


@transaction.atomic
def held(*, interview: Interview, by: User, took_place: bool) -> None:
    """Say that the chat took place, or that it did not after all."""
    interview.held_at = timezone.now() if took_place else None
    interview.save(update_fields=["held_at"])
    audit.record(by=by, did="interview.held" if took_place else "interview.not_held", subject=interview)


@transaction.atomic
def take_back(*, interview: Interview, by: User) -> None:
    """The person is no longer asked; what waits to be sent is not sent, and notes there are already go at once."""
    delete_notes(interview=interview, by=by)
    interview.refresh_from_db()
    interview.taken_back_at = timezone.now()
    interview.answer, interview.chosen = Interview.Answer.NONE, None
    interview.save(update_fields=["taken_back_at", "answer", "chosen"])
    messages.cancel(subject=interview.topic, kinds=KINDS, because=_("the question was taken back"))
    audit.record(by=by, did="interview.taken_back", subject=interview)


@transaction.atomic
def promise_earlier(*, interview: Interview, by: User, until: date) -> None:
    """Delete the notes sooner than was promised. Raises LaterThanPromised."""
    if until > interview.until:
        raise LaterThanPromised
    interview.until, interview.delete_at = until, midnight(until, interview.review.time_zone)
    interview.save(update_fields=["until", "delete_at"])
    audit.record(by=by, did="interview.until_earlier", subject=interview)


@transaction.atomic
def delete_notes(*, interview: Interview, by: User | None) -> None:
    """Overwrite and delete notes, drafts and every passage that may not be quoted; tell the facilitators. Twice does no more than once.

    What its person agreed to stays, in the agreed wording alone. `by` is None for the sweep.
    """
    interview = Interview.objects.select_for_update().select_related("review").get(pk=interview.pk)
    if interview.deleted_at:
        return
    had_notes = _wipe(interview)
    interview.deleted_at, interview.word, interview.notes_number = timezone.now(), "", 0
    interview.save(update_fields=["deleted_at", "word", "notes_number"])
    audit.record(by=by, did="interview.notes_deleted", subject=interview)
    if had_notes:
        _say_deleted(interview)


def deletions_of(review: Review) -> str:
    """The subject of what the facilitators are told: one for all chats of a review, so that one mail can name several."""
    return f"interviews:{review.uid}"


def _say_deleted(interview: Interview) -> None:
    """In the transaction that deletes; what goes within a few minutes comes in one mail to each facilitator."""
    review, now = interview.review, timezone.now()
    waits = Message.objects.select_for_update().filter(
        subject=deletions_of(review), kind=DELETED, state=Message.State.PENDING
    )
    earlier = waits.order_by("pk").first()
    payload: dict[str, Any] = (
        earlier.payload if earlier else {"review": str(review.uid), "part": stamp(now), "interviews": []}
    )
    rows = [
        Planned(
            kind=DELETED,
            due_at=earlier.due_at if earlier else now + PAUSE,
            expires_at=now + timedelta(days=7),
            recipient=place.user,
            payload=payload | {"interviews": [*payload["interviews"], interview.pk]},
            part=payload["part"],
        )
        for place in review.participations.filter(removed_at=None, role=Participation.Role.FACILITATOR).select_related(
            "user"
        )
    ]
    messages.plan(subject=deletions_of(review), rows=rows)


def _wipe(interview: Interview) -> bool:
    """Whether there was anything. Rows are emptied before they go, so that no copy of the text stays in a page of the table."""
    open_quotes = interview.quotes.exclude(answer__in=["yes", "unnamed"])
    found = interview.notes.exists() or interview.drafts.exists() or open_quotes.exists()
    interview.notes.update(text="")
    interview.notes.all().delete()
    interview.drafts.update(text="")
    interview.drafts.all().delete()
    open_quotes.update(text="")
    open_quotes.delete()
    interview.quotes.exclude(words="").update(text="")
    return found


def delete_due() -> int:
    """Every note whose promised day has come; answers of how many interviews."""
    due = list(Interview.objects.filter(deleted_at=None, delete_at__lte=timezone.now()))
    for interview in due:
        delete_notes(interview=interview, by=None)
    return len(due)
