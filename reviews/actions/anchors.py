"""Carries the passages of threads into a new revision, in the transaction that makes it (decision 2)."""

from collections import defaultdict

from django.db import transaction

import live
from accounts.actions import audit
from accounts.models import User
from reviews.anchoring import KEPT, ORPHANED, Anchor, map_anchors
from reviews.models import NOWHERE, AnchorStep, Document, MarkedPassage, Revision, Status, Thread
from reviews.queries.comments_in import seat
from reviews.queries.document import shown
from reviews.rims import widen
from reviews.web_annotations import Quote

_FIELDS = ["held_revision", "start", "end", "status", "confidence", "near"]
_OF_THREAD = [*_FIELDS, "set_by"]


class NotThere(Exception):
    """The words a thread should be put on are not in the text."""


def carry(*, document: Document, to: Revision) -> None:
    """Map every thread, resolved and orphaned ones too, from the revision where it last held."""
    held: dict[int, list[Thread]] = defaultdict(list)
    for thread in document.threads.filter(whole=False):
        held[thread.held_revision].append(thread)
    came_with_a_file = held.pop(NOWHERE, [])
    texts = dict(document.revisions.filter(number__in=held).values_list("number", "text"))
    steps = [_step(thread, to.number) for thread in came_with_a_file if _found_at_last(thread, to)]
    for number, threads in held.items():
        anchors = map_anchors(texts[number], to.text, [(thread.start, thread.end) for thread in threads])
        steps += [
            _step(thread, to.number)
            for thread, anchor in zip(threads, anchors, strict=True)
            if _place_thread(thread, anchor, to.number)
        ]
    Thread.objects.bulk_update(
        [*came_with_a_file, *(thread for threads in held.values() for thread in threads)], _OF_THREAD
    )
    AnchorStep.objects.bulk_create(steps)


def place(thread: Thread | MarkedPassage, anchor: Anchor, number: int) -> bool:
    """Put the thread where the anchor stands in revision `number`, unsaved; says whether anything but the number changed."""
    before = (thread.start, thread.end, thread.status)
    thread.status, thread.near, thread.confidence = anchor.status, anchor.near, anchor.confidence
    if anchor.start is not None and anchor.end is not None:
        thread.held_revision, thread.start, thread.end = number, anchor.start, anchor.end
    return before != (thread.start, thread.end, thread.status)


def _place_thread(thread: Thread, anchor: Anchor, number: int) -> bool:
    """The same for a thread: what a person took off its words comes back with its own words alone."""
    if thread.status == ORPHANED and thread.set_by_id and anchor.status != KEPT:
        return False
    if anchor.status != KEPT or thread.status == ORPHANED:
        thread.set_by = None
    return place(thread, anchor, number)


def _found_at_last(thread: Thread, to: Revision) -> bool:
    """Words that were brought in with a file and stood in no text so far: they are taken up where exactly they stand."""
    span = seat(Quote(thread.origin_quote, thread.prefix, thread.suffix), to)
    return span is not None and place(thread, Anchor(KEPT, *span, confidence=1.0, near=span[0]), to.number)


def _step(thread: Thread, number: int, by: User | None = None) -> AnchorStep:
    gone = thread.status == ORPHANED
    return AnchorStep(
        thread=thread,
        revision=number,
        start=None if gone else thread.start,
        end=None if gone else thread.end,
        status=thread.status,
        confidence=thread.confidence,
        set_by=by,
    )


def carry_marked(*, document: Document, to: Revision) -> None:
    """The same for the passages that are about somebody, with how each reads now. Costs one query where none is marked."""
    held: dict[int, list[MarkedPassage]] = defaultdict(list)
    for passage in document.marked_passages.all():
        held[passage.held_revision].append(passage)
    if not held:
        return
    texts = dict(document.revisions.filter(number__in=held).values_list("number", "text"))
    for number, passages in held.items():
        anchors = map_anchors(texts[number], to.text, [(passage.start, passage.end) for passage in passages])
        for passage, anchor in zip(passages, anchors, strict=True):
            follow(passage, texts[number], anchor, to)
    MarkedPassage.objects.bulk_update([one for some in held.values() for one in some], [*_FIELDS, "quote"])


def follow(passage: MarkedPassage, old: str, anchor: Anchor, revision: Revision) -> None:
    """Put the passage of the text `old` where it stands in the revision, unsaved, and keep what a reader sees of it there.

    Words that replaced those at its rims belong to it. Where nothing of it is shown its text is removed.
    """
    span = passage.start, passage.end
    place(passage, anchor, revision.number)
    if anchor.start is not None and anchor.end is not None:
        passage.start, passage.end = widen(old, span, revision.text, (anchor.start, anchor.end))
    quote = "" if passage.status == ORPHANED else shown(revision).quote(passage.start, passage.end)
    if quote:
        passage.quote = quote
    else:
        passage.status = Status.ORPHANED


def _by_hand(thread: Thread, number: int, by: User, did: str) -> Thread:
    thread.set_by, thread.confidence = by, 1.0
    thread.save(update_fields=[*_OF_THREAD, "whole"])
    _step(thread, number, by).save()
    audit.record(by=by, did=did, subject=thread)
    live.publish(f"document:{thread.document.review.uid}", "revision")
    return thread


def _put(thread: Thread, by: User, revision: Revision, span: tuple[int, int], did: str) -> Thread:
    """On this span of that revision, carried to the latest one. Raises NotThere."""
    latest = Document.objects.select_for_update().get(pk=thread.document_id).latest
    [anchor] = map_anchors(revision.text, latest.text, [span])
    if anchor.start is None or anchor.end is None:
        raise NotThere
    thread.start, thread.end, thread.held_revision, thread.near = anchor.start, anchor.end, latest.number, anchor.start
    thread.status, thread.whole = KEPT, False
    return _by_hand(thread, latest.number, by, did)


@transaction.atomic
def attach(*, thread: Thread, by: User, revision: Revision, span: tuple[int, int]) -> Thread:
    """Put a thread on other words (code points of that revision's source). Where it began stays. Raises NotThere."""
    return _put(thread, by, revision, span, "comment.attached")


@transaction.atomic
def detach(*, thread: Thread, by: User) -> Thread:
    """ "Not this text": off these words. From then on only the words it was first about bring it back by themselves."""
    latest = Document.objects.select_for_update().get(pk=thread.document_id).latest_number
    thread.near, thread.status = thread.start, ORPHANED
    thread.held_revision, thread.start, thread.end = thread.origin_revision, thread.origin_start, thread.origin_end
    return _by_hand(thread, latest, by, "comment.detached")


@transaction.atomic
def put_back(*, thread: Thread, by: User) -> Thread:
    """Undo `detach`, or keeping it on the document: on the words it was last on. Raises NotThere if these are gone."""
    last = thread.steps.exclude(start=None).last()
    assert last is not None
    assert last.start is not None
    assert last.end is not None
    revision = thread.document.revisions.get(number=last.revision)
    return _put(thread, by, revision, (last.start, last.end), "comment.put_back")


@transaction.atomic
def keep_whole(*, thread: Thread, by: User) -> Thread:
    """Its text is gone for good: keep it as a comment on the whole document."""
    thread.status, thread.whole = ORPHANED, True
    return _by_hand(thread, thread.document.latest_number, by, "comment.kept_on_document")
