"""Brings comments in from a file: the threads and replies of a plan, all or none."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

import live
from accounts.actions import audit
from accounts.models import User
from reviews import markdown
from reviews.models import NOWHERE, AnchorStep, Comment, Document, ImportedComment, Revision, Status, Thread
from reviews.queries.comments_in import Beginning, Plan, plan
from reviews.queries.comments_out import spelled
from reviews.queries.document import shown
from reviews.web_annotations import Found, Reading

CONTEXT = 40


@transaction.atomic
def bring_in(*, document: Document, by: User, reading: Reading) -> Plan:
    """Create what `plan` says about the document as it is now; says what was made. What is here already stays as it is.

    Every comment belongs to the person who brings it in; another writer's name becomes its first line, for a file proves
    nobody's hand. Raises markdown.TooBig.
    """
    locked = Document.objects.select_for_update(of=("self",)).select_related("review").get(pk=document.pk)
    made = plan(locked, reading)
    if not made.count:
        return made
    latest = locked.latest
    threads = Thread.objects.bulk_create([_thread(one, locked, latest, by) for one in made.beginnings])
    AnchorStep.objects.bulk_create([_step(thread) for thread in threads])
    written: list[tuple[int, Found]] = list(made.answers)
    for thread, one in zip(threads, made.beginnings, strict=True):
        written += [(thread.pk, found) for found in (one.found, *one.replies)]
    comments = Comment.objects.bulk_create([_comment(thread, found, by) for thread, found in written])
    ImportedComment.objects.bulk_create(
        [_origin(comment, found) for comment, (_, found) in zip(comments, written, strict=True)]
    )
    audit.record(by=by, did="comment.brought_in", subject=locked, comments=len(comments), threads=len(threads))
    live.publish(f"document:{locked.review.uid}", "revision")
    return made


def _thread(one: Beginning, document: Document, latest: Revision, by: User) -> Thread:
    quote = one.found.quote
    assert quote is not None
    thread = Thread(document=document, started_by=by)
    if one.found.resolved:
        thread.resolved_at, thread.resolved_by = timezone.now(), by
    if one.span is None:
        thread.status, thread.confidence = Status.ORPHANED, 0.0
        thread.origin_revision = thread.held_revision = NOWHERE
        thread.prefix, thread.suffix = quote.prefix, quote.suffix
        thread.origin_quote = thread.rendered_quote = quote.exact
        thread.origin_start = thread.start = quote.start or 0
        thread.origin_end = thread.end = thread.start + len(quote.exact)
        return thread
    _seated(thread, one.span, latest)
    return thread


def _seated(thread: Thread, span: tuple[int, int], latest: Revision) -> None:
    page = shown(latest)
    places = page.to_rendered(*span) or [(0, 0)]
    begin, stop = places[0][0], places[-1][1]
    thread.origin_revision = thread.held_revision = latest.number
    thread.origin_start, thread.origin_end = thread.start, thread.end = span
    thread.origin_quote = latest.text[span[0] : span[1]]
    thread.rendered_quote = page.quote(*span)
    thread.prefix = page.plain[max(0, begin - CONTEXT) : begin]
    thread.suffix = page.plain[stop : stop + CONTEXT]


def _step(thread: Thread) -> AnchorStep:
    gone = thread.status == Status.ORPHANED
    return AnchorStep(
        thread=thread,
        revision=thread.origin_revision,
        start=None if gone else thread.start,
        end=None if gone else thread.end,
        status=thread.status,
        confidence=thread.confidence,
        set_by=thread.started_by,
    )


def _comment(thread: int, found: Found, by: User) -> Comment:
    text = found.text
    if found.author and found.author != by.name:
        said = gettext("Imported, by %(name)s") % {"name": spelled(found.author)}
        text = f"*{said}*\n\n{text}"
    return Comment(thread_id=thread, by=by, text=text, html=markdown.render(text).html)


def _origin(comment: Comment, found: Found) -> ImportedComment:
    """Known again by the id that followed it from place to place, else by the one of its file."""
    return ImportedComment(comment=comment, origin=found.ids[-1], author=found.author, written_at=found.created)
