"""What the document pages show: the latest text with its threads, and the revisions. Constant numbers of queries."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from django.db.models import Prefetch, QuerySet
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from accounts.models import User
from reviews.markdown import Heading, Rendered, read_back
from reviews.marking import Span, mark
from reviews.models import Comment, Document, FollowUp, Question, Revision, Status, TalkingPoint, Thread
from reviews.queries import elsewhere, remarks, suggestions
from reviews.queries.passages import commentable, shortened


@lru_cache(maxsize=16)
def _aligned(text: str, html: str) -> Rendered:
    """Laying a long page along its source costs tens of milliseconds; revisions never change, so it is kept."""
    rendered = read_back(text, html)
    assert rendered.alignment is not None
    return rendered


Place = tuple[list[tuple[int, int]], str]  # the parts of the page that show a source span, and their words


@lru_cache(maxsize=16)
def _places(text: str, html: str) -> dict[tuple[int, int], Place]:
    """Where this revision's page shows the spans asked for so far; as many as the document has threads."""
    return {}


@lru_cache(maxsize=16)
def _marked(html: str, spans: tuple[Span, ...], labels: tuple[tuple[int, str], ...]) -> str:
    """Readers of one revision mostly see the same marks: kept until a thread begins, ends or moves."""
    return mark(html, spans, dict(labels))


def shown(revision: Revision) -> Rendered:
    """A stored revision with the way between its page and its source."""
    return _aligned(revision.text, revision.html)


@dataclass
class Notes:
    """What queries.margin adds to a card: how its anchor came to be where it is, what is new in it, whether it is shown.

    gone_in: the revision that removed its text. moved: the map took it elsewhere since a person last placed it.
    """

    gone_in: Revision | None = None
    moved: bool = False
    may_place: bool = False
    new: frozenset[int] = frozenset()  # comments made since this person's last look
    flags: tuple[str, ...] = ()  # the filters that show it: mine, me, new
    out: bool = False
    point: TalkingPoint | None = None
    may_offer: bool = False
    question: Question | None = None
    follow_up: FollowUp | None = None


@dataclass
class Card:
    """One thread for the margin. edited: the passage reads otherwise than when the thread began. people: the writers by key."""

    thread: remarks.ThreadRow
    comments: list[remarks.Remark]
    people: Mapping[int, User] = field(default_factory=dict)
    shown_at: list[tuple[int, int]] = field(default_factory=list)
    edited: bool = False
    change: suggestions.Change | None = None
    now: str = ""  # the words it is about in this text
    notes: Notes = field(default_factory=Notes)

    @property
    def quote(self) -> str:
        return self.thread.rendered_quote

    @property
    def replies(self) -> int:
        return len(self.comments) - 1


@dataclass
class Page:
    """The latest revision, marked, and its threads: beside the text, without their text, resolved."""

    revision: Revision
    html: SafeString
    headings: tuple[Heading, ...]
    open: list[Card]
    removed: list[Card]
    resolved: list[Card]
    whole: list[Card] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.open) + len(self.removed) + len(self.whole)

    @property
    def cards(self) -> list[Card]:
        return [*self.whole, *self.open, *self.removed, *self.resolved]


def threads(document: Document) -> QuerySet[Thread]:
    comments = Prefetch("comments", Comment.objects.select_related("by"))
    return document.threads.select_related("started_by", "resolved_by", "decided_by", "set_by").prefetch_related(
        comments
    )


def page(document: Document, *, with_threads: bool = True, with_links: bool = False) -> Page:
    """The page of the latest revision; four queries whatever there is to show. with_links: each block has one to comment on it."""
    revision = document.revisions.select_related("made_by", "suggested_by").get(number=document.latest_number)
    elsewhere.revisions(document.review_id, [revision])
    rendered = shown(revision)
    cards = cards_of(document.threads.all(), rendered) if with_threads else []
    beside = [one for one in cards if one.shown_at and not one.thread.resolved_at]
    named, language = gettext("Comment on “%(words)s”"), get_language()
    labels = tuple([(one.thread.pk, named % {"words": shortened(one.quote)}) for one in beside])
    spans = tuple([(*span, one.thread.pk) for one in beside for span in one.shown_at])
    html = commentable(revision.html, rendered.plain, revision.number, language) if with_links else revision.html
    html = _marked(html, spans, labels)
    return Page(
        revision=revision,
        html=mark_safe(html),  # noqa: S308  the renderer's allow-listed HTML, with marks only
        headings=tuple(heading for heading in rendered.headings if heading.level <= 3),
        open=sorted(beside, key=lambda one: (one.shown_at[0], one.thread.pk)),
        removed=[one for one in cards if not (one.shown_at or one.thread.resolved_at or one.thread.whole)],
        whole=[one for one in cards if one.thread.whole and not one.thread.resolved_at],
        resolved=[one for one in cards if one.thread.resolved_at],
    )


def cards_of(chosen: QuerySet[Thread], rendered: Rendered) -> list[Card]:
    """The cards of these threads beside this text; three queries."""
    found = remarks.rows(chosen)
    written = remarks.of_threads(chosen)
    people = remarks.people(found, written)
    places = _places(rendered.source, rendered.html)
    cards = [Card(one, written[one.pk], people, change=suggestions.change(one, rendered.source)) for one in found]
    for card in cards:
        if card.thread.status != Status.ORPHANED:
            card.shown_at, card.now = _place(rendered, places, card.thread.start, card.thread.end)
            card.edited = card.now != card.thread.rendered_quote
    return cards


def _place(rendered: Rendered, known: dict[tuple[int, int], Place], start: int, end: int) -> Place:
    place = known.get((start, end))
    if place is None:
        parts = rendered.to_rendered(start, end) or []
        place = known[start, end] = (parts, "\n".join([rendered.plain[begin:stop] for begin, stop in parts]))
    return place


def find(rendered: Rendered, quote: str) -> tuple[int, int] | None:
    """Where the page shows these words, whatever its line ends and quotation marks; the first place, or None."""
    words = [re.escape(word) for word in quote.strip("\"'“”‘’ \n\t…").split()]
    found = re.search(r"\s+".join(words), rendered.plain, re.IGNORECASE) if words else None
    return found.span() if found else None
