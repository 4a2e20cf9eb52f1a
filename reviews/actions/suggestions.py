"""Suggests other words for a passage, and takes them into the document, or not. Each is decided once, with the document locked."""

from django.db import transaction
from django.utils import timezone

import live
from accounts.actions import audit
from accounts.models import User
from reviews.actions import comments, documents
from reviews.models import AnchorStep, Decision, Document, Revision, Status, Thread
from reviews.queries import suggestions as queries
from reviews.queries.document import shown
from reviews.suggested import applied


class Unchanged(Exception):
    """The words suggested are those that stand there already."""


class Decided(Exception):
    """Somebody accepted, declined or withdrew it before."""


class Edited(Exception):
    """The passage reads otherwise than it did when this was suggested, or when the form was made."""


class Gone(Exception):
    """The passage is not in the text any more, so there is nothing to replace."""


@transaction.atomic
def suggest(*, document: Document, by: User, passage: comments.Passage, replacement: str, text: str = "") -> Thread:
    """A thread with the Markdown `replacement` for the passage, empty to remove it; `text` says why, if anything.

    Raises comments.NotFound, Unchanged, markdown.TooBig.
    """
    rendered = shown(passage.revision)
    span = queries.source_span(rendered, passage.start, passage.end)
    if span and rendered.source[slice(*span)] == replacement:
        raise Unchanged
    return comments.start(document=document, by=by, passage=passage, text=text, replacement=replacement)


@transaction.atomic
def accept(*, thread: Thread, by: User) -> Revision:
    """Make the next revision from the suggestion as it is. Raises Decided, Gone, Edited, markdown.TooBig."""
    document, fresh = _locked(thread)
    latest = document.latest
    _require_standing(fresh, latest)
    if queries.standing(fresh, latest.text) != queries.READY:
        raise Edited
    return _take_in(document, fresh, by, latest, fresh.replacement or "")


@transaction.atomic
def put_together(*, thread: Thread, by: User, text: str, seen: str) -> Revision:
    """Make the next revision with `text` for the passage. seen: `queries.fingerprint` of the passage that `by` looked at.

    Raises Decided, Gone, Edited if the passage reads otherwise by now, Unchanged, markdown.TooBig.
    """
    document, fresh = _locked(thread)
    latest = document.latest
    _require_standing(fresh, latest)
    passage = latest.text[fresh.start : fresh.end]
    if queries.fingerprint(passage) != seen:
        raise Edited
    if passage == text:
        raise Unchanged
    return _take_in(document, fresh, by, latest, text)


@transaction.atomic
def decline(*, thread: Thread, by: User) -> Thread:
    """Leave the text as it is. Raises Decided."""
    return _decide_against(thread, by, Decision.DECLINED)


@transaction.atomic
def withdraw(*, thread: Thread, by: User) -> Thread:
    """Its writer takes the suggestion back. Raises Decided."""
    return _decide_against(thread, by, Decision.WITHDRAWN)


def _locked(thread: Thread) -> tuple[Document, Thread]:
    """The document under its lock, which every save takes, and the suggestion as it is once the lock is held."""
    document = Document.objects.select_for_update().get(pk=thread.document_id)
    fresh = Thread.objects.select_related("started_by").get(pk=thread.pk)
    if not fresh.is_pending:
        raise Decided
    return document, fresh


def _require_standing(thread: Thread, latest: Revision) -> None:
    if queries.standing(thread, latest.text) == queries.GONE:
        raise Gone


def _take_in(document: Document, thread: Thread, by: User, latest: Revision, replacement: str) -> Revision:
    made = applied(latest.text, thread.start, thread.end, replacement)
    revision = documents.replace(document=document, by=by, text=made.text, suggested_by=thread.started_by)
    thread.refresh_from_db()
    if replacement:
        _stay_on(thread, revision, made.start, made.end, by)
    thread.accepted_in = revision.number
    _decide(thread, by, Decision.ACCEPTED)
    return revision


def _stay_on(thread: Thread, revision: Revision, start: int, end: int, by: User) -> None:
    """The thread goes with its words, also where none of the old ones is left for the map to hold on to."""
    thread.held_revision, thread.start, thread.end = revision.number, start, end
    thread.status, thread.confidence, thread.near = Status.EDITED, 1.0, None
    AnchorStep.objects.create(
        thread=thread,
        revision=revision.number,
        start=start,
        end=end,
        status=Status.EDITED,
        confidence=1.0,
        set_by=by,
    )


def _decide_against(thread: Thread, by: User, decision: Decision) -> Thread:
    _, fresh = _locked(thread)
    _decide(fresh, by, decision)
    return fresh


def _decide(thread: Thread, by: User, decision: Decision) -> None:
    """Once and for good; the thread is resolved with it, and may be opened again to talk on."""
    thread.decision, thread.decided_at, thread.decided_by = decision, timezone.now(), by
    thread.resolved_at, thread.resolved_by = thread.decided_at, by
    thread.save()
    audit.record(by=by, did=f"suggestion.{decision}", subject=thread)
    live.publish(f"document:{thread.document.review.uid}", "revision")
