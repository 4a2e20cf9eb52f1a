"""Asks whether a passage of the notes may be quoted, takes the answer, and puts the overview into the document."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from accounts.actions import audit
from accounts.models import User
from outbox.actions import messages
from outbox.models import Message
from outbox.planning import Planned
from reviews import off_record, overview_text
from reviews.actions import documents, interview_notes
from reviews.actions.interviews import PAUSE as PAUSE
from reviews.actions.interviews import QUOTE
from reviews.models import Interview, InterviewQuote, Review
from reviews.queries import interviews as queries


class NotThere(Exception):
    """The words do not stand in the notes, or stand off the record."""


class AlreadyAsked(Exception):
    """The person has been asked about these words."""


@transaction.atomic
def ask(*, interview: Interview, by: User, words: str) -> InterviewQuote:
    """Ask the person about a passage that is on the record; somebody without an account by word of mouth. Raises NotThere, AlreadyAsked."""
    rows = Interview.objects.select_for_update(of=("self",)).select_related("person", "review")
    locked = rows.get(pk=interview.pk)
    found = off_record.find(interview_notes.text_of(locked, locked.notes_number) or "", words)
    if not found:
        raise NotThere
    if locked.quotes.filter(text=found).exists():
        raise AlreadyAsked
    quote = InterviewQuote.objects.create(interview=locked, text=found, asked_by=by)
    audit.record(by=by, did="interview.quote_asked", subject=locked)
    if locked.person:
        _tell(locked, quote)
    return quote


def _tell(interview: Interview, quote: InterviewQuote) -> None:
    """One mail for all that is asked until it leaves; it is held while this passage is put to it, or is out of hand already."""
    waits = Message.objects.select_for_update().filter(subject=interview.topic, kind=QUOTE, state=Message.State.PENDING)
    if waits.order_by("pk").first():
        return
    now = timezone.now()
    row = Planned(
        kind=QUOTE,
        due_at=now + PAUSE,
        expires_at=now + timedelta(days=7),
        recipient=interview.person,
        payload={"interview": interview.pk},
        part=str(quote.pk),
    )
    messages.plan(subject=interview.topic, rows=[row])


@transaction.atomic
def answer(
    *, quote: InterviewQuote, answer: str, words: str, noted_by: User | None = None, said_on: date | None = None
) -> None:
    """The person's word on it, which they may change; `words` are theirs in the place of the passage ("" to keep it).

    `noted_by` wrote down what somebody without an account said on `said_on`. After the promised day a passage that may no
    longer be quoted is deleted as well.
    """
    if answer != InterviewQuote.Answer.NO and not quote.text:
        words = words or quote.words
    quote.answer, quote.words, quote.answered_at = answer, words, timezone.now()
    quote.noted_by, quote.said_on = noted_by, said_on
    quote.save(update_fields=["answer", "words", "answered_at", "noted_by", "said_on"])
    audit.record(by=noted_by or quote.interview.person, did="interview.quote_answered", subject=quote.interview)
    if quote.interview.deleted_at and not quote.agreed:
        InterviewQuote.objects.filter(pk=quote.pk).update(text="")
        quote.delete()


@transaction.atomic
def take_back(*, quote: InterviewQuote, by: User) -> None:
    """The passage is no longer asked for, nor offered for the document."""
    audit.record(by=by, did="interview.quote_taken_back", subject=quote.interview)
    quote.delete()


def overview(review: Review) -> str:
    """What the analysis rests on, as of now."""
    return overview_text.overview(queries.looked(review), gettext, ngettext)


def older_overview(review: Review) -> bool:
    """Whether the document says something else of what the analysis rests on than is so by now."""
    begins = overview_text.beginning(gettext)
    lines = [line for line in review.document.latest.text.split("\n") if line.startswith(begins)]
    return bool(lines) and overview(review) not in lines


@transaction.atomic
def put_overview(*, review: Review, by: User) -> documents.Saved | documents.Conflict:
    """The overview as the next revision of the document, in the place of an earlier one."""
    latest = review.document.latest
    text = overview_text.placed(
        latest.text, overview(review), gettext("How we looked into it"), overview_text.beginning(gettext)
    )
    return documents.save(document=review.document, by=by, base_number=latest.number, text=text)
