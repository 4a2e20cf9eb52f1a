"""Begins threads on passages, answers, changes and settles them. A comment is Markdown, rendered once when written."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

import live
from accounts.actions import audit
from accounts.models import User
from reviews.actions import anchors, mentions
from reviews.anchoring import map_anchors
from reviews.models import AnchorStep, Comment, Document, Revision, Thread
from reviews.queries.document import shown
from reviews.suggested import whole

CONTEXT = 40  # characters kept on each side of a quote, as W3C TextQuoteSelector suggests


class NotFound(Exception):
    """The words a comment is about are not in the text."""


@dataclass(frozen=True)
class Passage:
    """Words of one revision as its page shows them: code points of its plain text, end exclusive."""

    revision: Revision
    start: int
    end: int


@transaction.atomic
def start(*, document: Document, by: User, passage: Passage, text: str, replacement: str | None = None) -> Thread:
    """A thread on the selected words, carried to the latest revision if the page was older. Raises NotFound, TooBig.

    replacement: what is suggested in their place, see `reviews.actions.suggestions`.
    """
    rendered = shown(passage.revision)
    span = rendered.to_source(passage.start, passage.end)
    if span is None:
        raise NotFound
    if replacement is not None:
        span = whole(passage.revision.text, *span)
    locked = Document.objects.select_for_update().get(pk=document.pk)
    thread = Thread(
        document=locked,
        origin_revision=passage.revision.number,
        origin_start=span[0],
        origin_end=span[1],
        origin_quote=passage.revision.text[span[0] : span[1]],
        rendered_quote=rendered.quote(*span) or rendered.plain[passage.start : passage.end],
        prefix=rendered.plain[max(0, passage.start - CONTEXT) : passage.start],
        suffix=rendered.plain[passage.end : passage.end + CONTEXT],
        held_revision=passage.revision.number,
        start=span[0],
        end=span[1],
        started_by=by,
        replacement=replacement,
    )
    _catch_up(thread, passage.revision, locked)
    thread.save()
    _first_step(thread)
    _add(thread, by, text)
    audit.record(by=by, did="comment.started" if replacement is None else "suggestion.made", subject=thread)
    _tell(thread)
    return thread


def _catch_up(thread: Thread, since: Revision, document: Document) -> None:
    if since.number != document.latest_number:
        [anchor] = map_anchors(since.text, document.latest.text, [(thread.start, thread.end)])
        anchors.place(thread, anchor, document.latest_number)


def _first_step(thread: Thread) -> None:
    AnchorStep.objects.create(
        thread=thread,
        revision=thread.origin_revision,
        start=thread.origin_start,
        end=thread.origin_end,
        status="kept",
        confidence=1.0,
        set_by=thread.started_by,
    )


def _add(thread: Thread, by: User, text: str) -> Comment:
    return mentions.write(Comment(thread=thread, by=by), text)


def _tell(thread: Thread) -> None:
    live.publish(f"document:{thread.document.review.uid}", "revision")


@transaction.atomic
def reply(*, thread: Thread, by: User, text: str) -> Comment:
    """One more remark; answering a resolved thread opens it again. Raises TooBig."""
    written = _add(thread, by, text)
    if thread.resolved_at:
        reopen(thread=thread, by=by)
    audit.record(by=by, did="comment.replied", subject=written)
    _tell(thread)
    return written


@transaction.atomic
def resolve(*, thread: Thread, by: User) -> Thread:
    if thread.resolved_at is None:
        thread.resolved_at, thread.resolved_by = timezone.now(), by
        thread.save(update_fields=["resolved_at", "resolved_by"])
        audit.record(by=by, did="comment.resolved", subject=thread)
        _tell(thread)
    return thread


@transaction.atomic
def reopen(*, thread: Thread, by: User) -> Thread:
    if thread.resolved_at:
        thread.resolved_at = thread.resolved_by = None
        thread.save(update_fields=["resolved_at", "resolved_by"])
        audit.record(by=by, did="comment.reopened", subject=thread)
        _tell(thread)
    return thread


@transaction.atomic
def edit(*, comment: Comment, text: str) -> Comment:
    """The writer's new words; the page says that it was edited. Raises TooBig."""
    if text != comment.text:
        comment.edited_at = timezone.now()
        mentions.write(comment, text)
        audit.record(by=comment.by, did="comment.edited", subject=comment)
        _tell(comment.thread)
    return comment


@transaction.atomic
def take_back(*, comment: Comment) -> Comment:
    """The words go, for good; that something was said here stays, so that answers keep their sense."""
    if comment.taken_back_at is None:
        comment.text = comment.html = ""
        comment.taken_back_at = timezone.now()
        comment.save(update_fields=["text", "html", "taken_back_at"])
        audit.record(by=comment.by, did="comment.taken_back", subject=comment)
        _tell(comment.thread)
    return comment
