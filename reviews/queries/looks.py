"""What changed since somebody last looked, and who has read an earlier revision than the newest. Constant numbers of queries."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery

from accounts.models import User
from reviews.models import Comment, Document, LastLook, Participation, Stage
from reviews.queries.history import count_changes, shared_number


@dataclass(frozen=True)
class News:
    """The newest revision against the one that was known; count is 0 where the page looks the same or is too large."""

    base: int
    latest: int
    count: int
    by: list[str]


@dataclass(frozen=True)
class Readers:
    """People who have opened the document before and have not opened its newest revision. read: the newest they know."""

    read: int
    people: list[User]


def news(document: Document, look: LastLook, *, takes_part: bool) -> News | None:
    """What others changed since this person's last look; None if nothing. Readers are shown nothing from before it was shared."""
    base = look.base if takes_part else max(look.base, shared_number(document))
    if base >= document.latest_number:
        return None
    since = document.revisions.filter(number__gt=base).exclude(made_by=look.user_id)
    names = list(since.order_by("made_by__name").values_list("made_by__name", flat=True).distinct())
    pair = {
        revision.number: revision for revision in document.revisions.filter(number__in=(base, document.latest_number))
    }
    if not names or base not in pair:
        return None
    count = count_changes(pair[base], pair[document.latest_number])
    return News(base, document.latest_number, count, [name for name in names if name])


def _behind(document: Document) -> QuerySet[LastLook]:
    places = Participation.objects.filter(review=document.review_id, removed_at=None)
    return document.looks.filter(number__lt=document.latest_number, user__in=places.values("user"))


def to_tell(document: Document, by: User) -> Readers | None:
    """Whom a facilitator may tell of the newest revision; None if nobody, or if that was answered already."""
    open_question = document.ready_at and document.asked_number < document.latest_number
    if not open_question or document.review.stage == Stage.CANCELLED:
        return None
    behind = _behind(document).exclude(user=by)
    read = behind.aggregate(newest=Max("number"))["newest"]
    if read is None:
        return None
    return Readers(read, list(User.objects.filter(pk__in=behind.values("user")).order_by("name")))


def unread(places: Sequence[Participation]) -> dict[int, int]:
    """How many open comments others wrote since this person last had the document open, in each review whose meeting they
    prepare, by its number; without those that call them by name. One query for all, or none."""
    led = {place.review_id: place.user_id for place in places if _prepares(place)}
    if not led:
        return {}
    me = next(iter(led.values()))
    seen = LastLook.objects.filter(document=OuterRef("thread__document"), user=me).values("at")
    rows = Comment.objects.filter(thread__document__review__in=led, thread__resolved_at=None, taken_back_at=None)
    others = rows.exclude(by=me).exclude(mentions__user=me).alias(seen=Subquery(seen))
    new = others.filter(Q(seen=None) | Q(made_at__gt=F("seen")))
    return dict(new.values_list("thread__document__review").annotate(n=Count("pk")).order_by())


def _prepares(place: Participation) -> bool:
    return place.role == Participation.Role.FACILITATOR and place.review.stage == Stage.PREPARING
