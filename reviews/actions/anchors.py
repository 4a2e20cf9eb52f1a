"""Carries the passages of threads into a new revision, in the transaction that makes it (decision 2)."""

from collections import defaultdict

from reviews.anchoring import KEPT, ORPHANED, Anchor, map_anchors
from reviews.models import NOWHERE, AnchorStep, Document, MarkedPassage, Revision, Status, Thread
from reviews.queries.comments_in import seat
from reviews.queries.document import shown
from reviews.rims import widen
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


def place(thread: Thread | MarkedPassage, anchor: Anchor, number: int) -> bool:
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
