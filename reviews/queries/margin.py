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
    FollowUp,
    LastLook,
    Mention,
    Poll,
    Question,
    Revision,
    Status,
    TalkingPoint,
    Thread,
)
from reviews.queries import elsewhere
from reviews.queries.document import Card, Notes, Page, threads

FILTERS = {
    "": _("Open"),
    "new": _("New"),
    "mine": _("Mine"),
    "me": _("Mentions me"),
    "removed": _("Text removed"),
    "resolved": _("Resolved"),
}

MANY = 50


@dataclass(frozen=True)
class Filter:
    """One way to look at the margin, with the number of threads it shows."""

    key: str
    label: object
    count: int
    chosen: bool


def describe(cards: Iterable[Card], document: Document, user: User) -> None:
    """Put Notes on the cards; eight queries whatever their number."""
    cards, me = list(cards), user.pk
    keys = [card.thread.pk for card in cards]
    steps = _steps(document, keys)
    gone = _gone_in(document, cards, steps)
    look = LastLook.objects.filter(document=document, user=user).first()
    mentions = Mention.objects.filter(_among(document, keys, "comment__thread"), user=user)
    called = set(mentions.values_list("comment__thread", flat=True))
    points = {p.from_thread_id: p for p in TalkingPoint.objects.filter(_among(document, keys, "from_thread"))}
    asked = {q.from_thread_id: q for q in Question.objects.filter(_among(document, keys, "from_thread"), for_all=True)}
    agreed = FollowUp.objects.filter(_among(document, keys, "from_thread")).select_related("owner")
    taken_on = {each.from_thread_id: each for each in agreed}
    facilitates = bool(permissions.facilitate(user, document.review))
    drafting = facilitates and Poll.objects.filter(review=document.review_id, state=Poll.State.DRAFT).exists()
    for card in cards:
        key = card.thread.pk
        new = _new(card, me, look)
        mine = me in [comment.by_id for comment in card.comments]
        named = (("mine", mine), ("me", key in called), ("new", new))
        card.notes = Notes(
            gone_in=gone.get(key),
            moved=key in steps and _moved(steps[key]),
            may_place=facilitates or card.thread.started_by_id == me,
            new=new,
            flags=tuple([name for name, holds in named if holds]),
            point=points.get(key),
            may_offer=drafting and key not in points,
            question=asked.get(key),
            follow_up=taken_on.get(key),
        )


def _among(document: Document, keys: list[int], name: str) -> Q:
    """Rows of these threads; of a whole page of them by their document, which costs less than naming hundreds."""
    return Q(**{f"{name}__in": keys}) if len(keys) < MANY else Q(**{f"{name}__document": document})


def _steps(document: Document, keys: list[int]) -> dict[int, list[AnchorStep]]:
    """The steps that say more than "still there", oldest first."""
    found: dict[int, list[AnchorStep]] = defaultdict(list)
    telling = ~Q(status=Status.KEPT) | Q(set_by__isnull=False)
    for step in AnchorStep.objects.filter(telling, _among(document, keys, "thread")).order_by("pk"):
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
    by_number = {revision.number: revision for revision in elsewhere.revisions(document.review_id, list(rows))}
    return {key: by_number[number] for key, number in went.items() if number in by_number}


def _moved(steps: list[AnchorStep]) -> bool:
    moved = False
    for step in steps:
        moved = not step.set_by_id and (moved or step.status == Status.MOVED)
    return moved


def _new(card: Card, me: int, look: LastLook | None) -> frozenset[int]:
    since = look.since if look else None
    return frozenset(
        [
            remark.pk
            for remark in card.comments
            if remark.by_id != me and not remark.taken_back_at and (since is None or remark.made_at > since)
        ]
    )


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
