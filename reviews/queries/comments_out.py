"""Reads every comment of a document for a file of Web Annotations; a constant number of queries."""

import re

from django.db.models import Prefetch
from django.urls import reverse

from outbox.links import absolute
from reviews.models import Comment, Document, ImportedComment, Revision, Thread
from reviews.web_annotations import Conversation, Place, Remark

_MARKUP = re.compile(r"([\\`*_\[\]<>])")


def address(document: Document) -> str:
    """The document's page; the ids of its comments begin with it."""
    return absolute(reverse("reviews:document", args=[document.review.uid]))


def identity(document_address: str, pk: int) -> str:
    """The id by which a comment is known outside; a link that leads to it."""
    return f"{document_address}#comment-{pk}"


def conversations(document: Document) -> list[Conversation]:
    """All threads in the order of the text: three queries, and one for the revisions where they hold."""
    comments = Prefetch("comments", Comment.objects.select_related("by", "imported"))
    threads = list(document.threads.select_related("resolved_by").prefetch_related(comments))
    held = document.revisions.filter(number__in={thread.held_revision for thread in threads})
    revisions = {revision.number: revision for revision in held.defer("html")}
    base = address(document)
    markdown = absolute(reverse("reviews:document_markdown", args=[document.review.uid]))
    return [
        Conversation(
            place=_place(thread, revisions.get(thread.held_revision), markdown),
            remarks=[_remark(comment, base) for comment in thread.comments.all()],
            status=thread.status,
            first_quote=thread.origin_quote,
            resolved_at=thread.resolved_at,
            resolved_by=thread.resolved_by.name if thread.resolved_by else "",
            replacement=thread.replacement,
        )
        for thread in threads
        if thread.comments.all()
    ]


def _place(thread: Thread, revision: Revision | None, markdown: str) -> Place:
    """Words that came with a file and never stood in this document have no revision."""
    if revision is None:
        return Place(thread.origin_quote, thread.prefix, thread.suffix)
    cached = f"{markdown}?revision={revision.number}"
    return Place.within(revision.text, thread.start, thread.end, revision.made_at, cached)


def _remark(comment: Comment, base: str) -> Remark:
    imported: ImportedComment | None = getattr(comment, "imported", None)
    author = imported.author if imported else ""
    return Remark(
        id=identity(base, comment.pk),
        author=author or (comment.by.name if comment.by else ""),
        text=without_lead(comment.text, author) if author else comment.text,
        created=(imported.written_at if imported else None) or comment.made_at,
        modified=comment.edited_at,
        origin=imported.origin if imported else "",
        taken_back=comment.taken_back_at is not None,
    )


def spelled(name: str) -> str:
    """A name as Markdown that shows it letter by letter."""
    return _MARKUP.sub(r"\\\1", name)


def without_lead(text: str, author: str) -> str:
    """The words of an imported comment without the first paragraph, which names its author."""
    first, _, rest = text.partition("\n\n")
    return rest if first.startswith("*") and first.endswith(f"{spelled(author)}*") else text
