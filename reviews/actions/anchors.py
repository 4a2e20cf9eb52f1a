"""Carries the passages of threads into a new revision, in the transaction that makes it (decision 2)."""

from collections import defaultdict

from reviews.anchoring import KEPT, ORPHANED, Anchor, map_anchors
from reviews.models import NOWHERE, AnchorStep, Document, Revision, Thread
from reviews.queries.comments_in import seat
from reviews.web_annotations import Quote

_FIELDS = ["held_revision", "start", "end", "status", "confidence", "near"]


def carry(*, document: Document, to: Revision) -> None:
    """Map every thread, resolved and orphaned ones too, from the revision where it last held."""
    held: dict[int, list[Thread]] = defaultdict(list)
    for thread in document.threads.all():
        held[thread.held_revision].append(thread)
    came_with_a_file = held.pop(NOWHERE, [])
    texts = dict(document.revisions.filter(number__in=held).values_list("number", "text"))
    steps = [_step(thread, to.number) for thread in came_with_a_file if _found_at_last(thread, to)]
    for number, threads in held.items():
        anchors = map_anchors(texts[number], to.text, [(thread.start, thread.end) for thread in threads])
        steps += [
            _step(thread, to.number)
            for thread, anchor in zip(threads, anchors, strict=True)
            if place(thread, anchor, to.number)
        ]
    Thread.objects.bulk_update(
        [*came_with_a_file, *(thread for threads in held.values() for thread in threads)], _FIELDS
    )
    AnchorStep.objects.bulk_create(steps)


def place(thread: Thread, anchor: Anchor, number: int) -> bool:
    """Put the thread where the anchor stands in revision `number`, unsaved; says whether anything but the number changed."""
    before = (thread.start, thread.end, thread.status)
    thread.status, thread.near, thread.confidence = anchor.status, anchor.near, anchor.confidence
    if anchor.start is not None and anchor.end is not None:
        thread.held_revision, thread.start, thread.end = number, anchor.start, anchor.end
    return before != (thread.start, thread.end, thread.status)


def _found_at_last(thread: Thread, to: Revision) -> bool:
    """Words that were brought in with a file and stood in no text so far: they are taken up where exactly they stand."""
    span = seat(Quote(thread.origin_quote, thread.prefix, thread.suffix), to)
    return span is not None and place(thread, Anchor(KEPT, *span, confidence=1.0, near=span[0]), to.number)


def _step(thread: Thread, number: int) -> AnchorStep:
    gone = thread.status == ORPHANED
    return AnchorStep(
        thread=thread,
        revision=number,
        start=None if gone else thread.start,
        end=None if gone else thread.end,
        status=thread.status,
        confidence=thread.confidence,
    )
