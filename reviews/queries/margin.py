"""What the margin says beside each thread: how its anchor came there, what is new, whom it calls; and what a save would remove."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from reviews import permissions
from reviews.anchoring import ORPHANED, map_anchors
from reviews.merge import merge3
from reviews.models import (
    NOWHERE,
    AnchorStep,
    Document,
    LastLook,
    Mention,
    Poll,
    Revision,
    Status,
    TalkingPoint,
    Thread,
)
from reviews.queries.document import Card, Notes, Page, threads

FILTERS = {
    "": _("Open"),
    "new": _("New"),
    "mine": _("Mine"),
    "me": _("Mentions me"),
    "removed": _("Text removed"),
    "resolved": _("Resolved"),
}


@dataclass(frozen=True)
class Filter:
    """One way to look at the margin, with the number of threads it shows."""

    key: str
    label: object
    count: int
    chosen: bool


def describe(cards: Iterable[Card], document: Document, user: User) -> None:
    """Put Notes on the cards; six queries whatever their number."""
    cards = list(cards)
    keys = [card.thread.pk for card in cards]
    steps = _steps(document, keys)
    gone = _gone_in(document, cards, steps)
    look = LastLook.objects.filter(document=document, user=user).first()
    called = set(Mention.objects.filter(user=user, comment__thread__in=keys).values_list("comment__thread", flat=True))
    points = {point.from_thread_id: point for point in TalkingPoint.objects.filter(from_thread__in=keys)}
    facilitates = bool(permissions.facilitate(user, document.review))
    drafting = facilitates and Poll.objects.filter(review=document.review_id, state=Poll.State.DRAFT).exists()
    for card in cards:
        new = _new(card, user, look)
        mine = any(comment.by_id == user.pk for comment in card.comments)
        named = [("mine", mine), ("me", card.thread.pk in called), ("new", bool(new))]
        card.notes = Notes(
            gone_in=gone.get(card.thread.pk),
            moved=_moved(steps[card.thread.pk]),
            may_place=facilitates or card.thread.started_by_id == user.pk,
            new=new,
            flags=tuple(name for name, holds in named if holds),
            point=points.get(card.thread.pk),
            may_offer=drafting and card.thread.pk not in points,
        )


def _steps(document: Document, keys: list[int]) -> dict[int, list[AnchorStep]]:
    """The steps that say more than "still there", oldest first."""
    found: dict[int, list[AnchorStep]] = defaultdict(list)
    telling = ~Q(status=Status.KEPT) | Q(set_by__isnull=False)
    for step in AnchorStep.objects.filter(telling, thread__in=keys).order_by("pk"):
        found[step.thread_id].append(step)
    return found


def _gone_in(document: Document, cards: list[Card], steps: dict[int, list[AnchorStep]]) -> dict[int, Revision]:
    """For each orphan the revision that removed its text: the last one the map could not follow it into."""
    went = {
        card.thread.pk: numbers[-1]
        for card in cards
        if card.thread.status == Status.ORPHANED
        and (numbers := [s.revision for s in steps[card.thread.pk] if s.status == ORPHANED and not s.set_by_id])
    }
    rows = document.revisions.filter(number__in=set(went.values())).select_related("made_by").defer("text", "html")
    by_number = {revision.number: revision for revision in rows}
    return {key: by_number[number] for key, number in went.items() if number in by_number}


def _moved(steps: list[AnchorStep]) -> bool:
    moved = False
    for step in steps:
        moved = not step.set_by_id and (moved or step.status == Status.MOVED)
    return moved


def _new(card: Card, user: User, look: LastLook | None) -> frozenset[int]:
    others = (comment for comment in card.comments if comment.by_id != user.pk and not comment.taken_back_at)
    return frozenset(c.pk for c in others if look is None or look.since is None or c.made_at > look.since)


def filters(page: Page, show: str) -> list[Filter]:
    """The filters with their counts; hides the cards that `show` leaves out."""
    shown = show if show in FILTERS else ""
    counts = {"": page.count, "removed": len(page.removed), "resolved": len(page.resolved)}
    for key in ("new", "mine", "me"):
        counts[key] = sum(1 for card in page.cards if key in card.notes.flags)
    for card in page.cards:
        card.notes.out = not _fits(card, shown)
    return [Filter(key, label, counts[key], key == shown) for key, label in FILTERS.items()]


def _fits(card: Card, show: str) -> bool:
    if show in ("new", "mine", "me"):
        return show in card.notes.flags
    if show == "resolved":
        return bool(card.thread.resolved_at)
    return not show or not (card.thread.resolved_at or card.shown_at or card.thread.whole)


def after_save(document: Document, base: int, text: str) -> str:
    """What the text would be once saved: with what others saved since `base`."""
    text = text.replace("\r\n", "\n")
    if base == document.latest_number or not (began := document.revisions.filter(number=base).first()):
        return text
    return merge3(began.text, text, document.latest.text, labels=("", "")).text


def losing(document: Document, text: str, since: int) -> list[Thread]:
    """The open threads whose words are in no place of `text`, leaving out those that had lost them by revision `since`."""
    open_ones = threads(document).filter(resolved_at=None, whole=False).exclude(held_revision=NOWHERE)
    found = [one for one in open_ones if one.status != Status.ORPHANED or one.set_by_id is None]
    before = set(
        AnchorStep.objects.filter(thread__in=found, status=Status.ORPHANED, revision__lte=since).values_list(
            "thread", flat=True
        )
    )
    held: dict[int, list[Thread]] = defaultdict(list)
    for thread in found:
        if thread.status != Status.ORPHANED or thread.pk not in before or thread.held_revision >= since:
            held[thread.held_revision].append(thread)
    texts = dict(document.revisions.filter(number__in=held).values_list("number", "text"))
    return [
        thread
        for number, group in held.items()
        for thread, anchor in zip(
            group, map_anchors(texts[number], text, [(t.start, t.end) for t in group]), strict=True
        )
        if anchor.status == ORPHANED
    ]
