"""Carries the passages of threads into a new revision, in the transaction that makes it (decision 2)."""

from collections import defaultdict

from django.db import transaction

import live
from accounts.actions import audit
from accounts.models import User
from reviews.anchoring import KEPT, ORPHANED, Anchor, map_anchors
from reviews.models import AnchorStep, Document, Revision, Thread

_FIELDS = ["held_revision", "start", "end", "status", "confidence", "near", "set_by"]


class NotThere(Exception):
    """The words a thread should be put on are not in the text."""


def carry(*, document: Document, to: Revision) -> None:
    """Map every thread, resolved and orphaned ones too, from the revision where it last held."""
    held: dict[int, list[Thread]] = defaultdict(list)
    for thread in document.threads.filter(whole=False):
        held[thread.held_revision].append(thread)
    texts = dict(document.revisions.filter(number__in=held).values_list("number", "text"))
    steps = []
    for number, threads in held.items():
        anchors = map_anchors(texts[number], to.text, [(thread.start, thread.end) for thread in threads])
        steps += [
            _step(thread, to.number)
            for thread, anchor in zip(threads, anchors, strict=True)
            if place(thread, anchor, to.number)
        ]
    Thread.objects.bulk_update([thread for threads in held.values() for thread in threads], _FIELDS)
    AnchorStep.objects.bulk_create(steps)


def place(thread: Thread, anchor: Anchor, number: int) -> bool:
    """Put the thread where the anchor stands in revision `number`, unsaved; says whether anything but the number changed.

    What a person took off its words comes back with its own words alone.
    """
    before = (thread.start, thread.end, thread.status)
    if thread.status == ORPHANED and thread.set_by_id and anchor.status != KEPT:
        return False
    if anchor.status != KEPT or thread.status == ORPHANED:
        thread.set_by = None
    thread.status, thread.near, thread.confidence = anchor.status, anchor.near, anchor.confidence
    if anchor.start is not None and anchor.end is not None:
        thread.held_revision, thread.start, thread.end = number, anchor.start, anchor.end
    return before != (thread.start, thread.end, thread.status)


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


def _by_hand(thread: Thread, number: int, by: User, did: str) -> Thread:
    thread.set_by, thread.confidence = by, 1.0
    thread.save(update_fields=[*_FIELDS, "whole"])
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
