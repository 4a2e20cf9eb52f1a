"""A passage of the document by its places on the page: links to comment on whole blocks, and where such a link leads."""

from functools import lru_cache
from html import escape
from typing import Any

from django.utils.translation import gettext

from accounts.numbers import whole
from reviews.block_links import with_links
from reviews.markdown import read_back
from reviews.models import Document, Revision

LONGEST_QUOTE = 4_000  # as the form takes it
_WORDS = 8
_ENOUGH = 400  # characters that hold the first words of a passage


def shortened(words: str) -> str:
    """The first words of a passage, for the name of a link to it."""
    parts = words[:_ENOUGH].split()
    first = " ".join(parts[:_WORDS])
    return f"{first[:80]} …" if len(parts) > _WORDS or len(first) > 80 else first


@lru_cache(maxsize=16)
def commentable(html: str, plain: str, number: int, language: str | None) -> str:
    """A revision's HTML with a link at the end of every block that leads to a new comment on it.

    A long page has a thousand of them and a revision never changes, so it is kept; language: the one its links speak.
    """

    named = gettext("Comment on this paragraph: “%(words)s”")  # once, for a long page has a thousand of them

    def link(start: int, end: int) -> str:
        label = escape(named % {"words": shortened(plain[start : min(end, start + _ENOUGH)])})
        query = f"?revision={number}&amp;start={start}&amp;end={end}"
        return (
            f'<a class="block-link no-print" href="{query}#new-thread" aria-label="{label}"'
            f' data-start="{start}" data-end="{end}"></a>'
        )

    return with_links(html, plain, link)


def asked_for(document: Document, query: dict[str, Any], latest: Revision) -> dict[str, Any]:
    """What the form for a new comment begins with: the passage that a link names, else the revision alone."""
    number, start, end = (whole(query.get(name), None) for name in ("revision", "start", "end"))
    empty = {"revision": latest.number}
    if number is None or start is None or end is None:
        return empty
    revision = latest if number == latest.number else document.revisions.filter(number=number).first()
    if revision is None:
        return empty
    quote = read_back(revision.text, revision.html).plain[start:end].strip()
    return {"revision": number, "start": start, "end": end, "quote": quote[:LONGEST_QUOTE]} if quote else empty
