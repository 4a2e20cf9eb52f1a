"""Saves the notes of an interview, by the rules of the document's editor: a stale save is merged or kept, never lost."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions import audit
from accounts.models import User
from reviews import off_record
from reviews.merge import Merge, merge3
from reviews.models import Interview, InterviewDraft, InterviewNotes

KEPT = 30  # saved states, enough to merge what somebody typed while others saved


class Deleted(Exception):
    """The promised day came while somebody wrote."""


@dataclass(frozen=True)
class Saved:
    """merged: with what another facilitator, or another window, had saved meanwhile."""

    number: int
    text: str
    merged: bool = False


@dataclass(frozen=True)
class Conflict:
    """Both changed the same words. `mine` is kept as a draft; `both` has one behind the other, each with a line before it."""

    number: int
    mine: str
    theirs: str
    both: str


def text_of(interview: Interview, number: int) -> str | None:
    """A saved state; "" for the beginning, None for one that is no longer kept."""
    if number == 0:
        return ""
    return interview.notes.filter(number=number).values_list("text", flat=True).first()


@transaction.atomic
def save(*, interview: Interview, by: User, base_number: int, text: str) -> Saved | Conflict:
    """Make `text` the newest state of the notes. Raises Deleted."""
    locked = Interview.objects.select_for_update().get(pk=interview.pk)
    if locked.deleted_at:
        raise Deleted
    latest = text_of(locked, locked.notes_number) or ""
    base = text_of(locked, base_number)
    stale = base_number != locked.notes_number and text not in (base, latest)
    if stale:
        both = _merge(base, text, latest)
        if not both.clean:
            InterviewDraft.objects.update_or_create(
                interview=locked, user=by, defaults={"base_number": base_number, "text": text}
            )
            return Conflict(locked.notes_number, text, latest, both.text)
        text = both.text
    _drop_draft(locked, by)
    if text == latest or (text == base and base_number != locked.notes_number):
        return Saved(locked.notes_number, latest, merged=stale)
    return _add(locked, by, text, merged=stale)


def _add(interview: Interview, by: User, text: str, *, merged: bool) -> Saved:
    interview.notes_number += 1
    interview.save(update_fields=["notes_number"])
    InterviewNotes.objects.create(interview=interview, number=interview.notes_number, text=text, made_by=by)
    old = interview.notes.filter(number__lte=interview.notes_number - KEPT)
    old.update(text="")
    old.delete()
    for quote in interview.quotes.all():
        if off_record.taken_off(text, quote.text):
            quote.delete()
    return Saved(interview.notes_number, text, merged)


def _drop_draft(interview: Interview, by: User) -> None:
    drafts = interview.drafts.filter(user=by)
    drafts.update(text="")
    drafts.delete()


def compare(*, interview: Interview, draft: InterviewDraft) -> Conflict:
    """A kept draft beside the newest notes, as when it could not be saved."""
    latest = text_of(interview, interview.notes_number) or ""
    both = _merge(text_of(interview, draft.base_number), draft.text, latest)
    return Conflict(interview.notes_number, draft.text, latest, both.text)


@transaction.atomic
def drop_draft(*, interview: Interview, by: User) -> None:
    """The writer goes on with the saved notes; theirs alone is dropped."""
    _drop_draft(interview, by)
    audit.record(by=by, did="interview.draft_dropped", subject=interview)


def _merge(base: str | None, mine: str, theirs: str) -> Merge:
    """Where the state one began from is no longer kept, both stand whole, one behind the other."""
    labels = (_("Saved meanwhile:"), _("What you wrote:"))
    if base is None:
        return Merge(f"{labels[0]}\n\n{theirs}\n\n{labels[1]}\n\n{mine}", clean=False)
    return merge3(base, mine, theirs, labels=labels)
