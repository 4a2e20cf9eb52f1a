"""Reads for the page on which evidence is read: filtered, by day, replies under their message, nights told, a figure of when how much was said."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import ExtractHour

from accounts.models import User
from incidents import nights
from incidents.models import EvidenceAuthor, EvidenceImport, EvidenceItem, Incident
from incidents.models.evidence import ItemQuerySet
from incidents.nights import at_night

PAGE = 100
REPLIES = 20
IN_TIME = (F("at").asc(nulls_last=True), "pk")


@dataclass(frozen=True)
class Wanted:
    """The filters of the page; `at` is where to jump to, `thread` the key of one message whose replies are wanted."""

    person: int = 0
    evidence: int = 0
    words: str = ""
    since: datetime | None = None
    until: datetime | None = None
    thread: str = ""
    at: datetime | None = None
    night: bool = False

    @property
    def is_narrow(self) -> bool:
        return bool(self.person or self.words or self.thread or self.night)


@dataclass(frozen=True)
class Row:
    item: EvidenceItem
    at_night: bool
    replies: list["Row"] = field(default_factory=list)
    more_replies: int = 0


@dataclass(frozen=True)
class Day:
    date: date | None
    rows: list[Row]


def _items(incident: Incident, wanted: Wanted) -> ItemQuerySet:
    found = EvidenceItem.objects.visible().filter(incident=incident)
    if wanted.evidence:
        found = found.filter(evidence=wanted.evidence)
    if wanted.since:
        found = found.filter(at__gte=wanted.since)
    if wanted.until:
        found = found.filter(at__lte=wanted.until)
    if wanted.night:
        hour = found.filter(at__isnull=False).annotate(hour=ExtractHour("at", tzinfo=incident.zone))
        found = hour.filter(Q(hour__gte=nights.BEGINS) | Q(hour__lt=nights.ENDS))
    if wanted.person:
        # Whoever has an account is one person, however many files name them.
        account = EvidenceAuthor.objects.filter(pk=wanted.person, user__isnull=False).values("user")
        found = found.filter(Q(writer=wanted.person) | Q(writer__user__in=account))
    if wanted.thread:
        found = found.filter(key=wanted.thread) | found.filter(parent_key=wanted.thread)
    for word in wanted.words.split()[:8]:
        # Words that were withdrawn are not found either.
        found = found.filter(text__icontains=word, withdrawn_at__isnull=True)
    return found if wanted.is_narrow else found.filter(parent_key="")


def read(incident: Incident, wanted: Wanted, number: str | None) -> tuple[Page[EvidenceItem], list[Day]]:
    """One page of it. Whoever looks for a person or words sees the replies that fit by themselves."""
    items = _items(incident, wanted).order_by(*IN_TIME)
    if wanted.at and not number:
        number = str(items.filter(at__lt=wanted.at).count() // PAGE + 1)
    page = Paginator(items.select_related("writer__user", "evidence").prefetch_related("events"), PAGE).get_page(number)
    found = list(page.object_list)
    replies = Replies() if wanted.is_narrow else _replies(incident, found)
    rows = [_row(item, incident.zone, replies) for item in found]
    return page, list(_days(rows, incident.zone))


@dataclass(frozen=True)
class Replies:
    """By the key of the message they reply to: those to show, and how many there are."""

    shown: dict[str, list[EvidenceItem]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)


def _row(item: EvidenceItem, zone: ZoneInfo, replies: Replies) -> Row:
    shown = [_row(each, zone, Replies()) for each in replies.shown.get(item.key, [])[:REPLIES]]
    return Row(item, at_night(item.at, zone), shown, replies.counts.get(item.key, 0) - len(shown))


def _replies(incident: Incident, roots: list[EvidenceItem]) -> Replies:
    keys = [item.key for item in roots if item.key]
    under = EvidenceItem.objects.visible().filter(incident=incident, parent_key__in=keys)
    counts = dict(under.order_by().values_list("parent_key").annotate(n=Count("pk")))
    shown: dict[str, list[EvidenceItem]] = {}
    found = under.order_by(*IN_TIME).select_related("writer__user", "evidence").prefetch_related("events")
    for item in found[: PAGE * REPLIES]:
        shown.setdefault(item.parent_key, []).append(item)
    return Replies(shown, counts)


def _days(rows: list[Row], zone: ZoneInfo) -> Iterator[Day]:
    def day_of(row: Row) -> date | None:
        return row.item.at.astimezone(zone).date() if row.item.at else None

    for day, found in groupby(rows, key=day_of):
        yield Day(day, list(found))


def first_at(days: list[Day], wanted: Wanted) -> int:
    """The item that a jump leads to: the first at or after that moment; 0 without a jump."""
    at = wanted.at
    rows = [row for day in days for row in day.rows] if at else []
    return next((row.item.pk for row in rows if at and row.item.at and row.item.at >= at), 0)


@dataclass(frozen=True)
class Author:
    """Somebody to choose in the filter; `label` tells apart those who share a name, by the evidence in which each wrote."""

    pk: int
    label: str
    is_person: bool


def authors(incident: Incident) -> list[Author]:
    """Those with items in sight, by name; whoever has an account once. Bots and products come last."""
    seen = EvidenceItem.objects.visible().filter(incident=incident, writer__isnull=False)
    found = incident.evidence_authors.filter(pk__in=seen.values("writer")).select_related("user")
    once = {f"account {each.user_id}" if each.user_id else f"name {each.pk}": each for each in found}
    rows = sorted(once.values(), key=lambda each: (not each.is_person, str(each).casefold(), each.pk))
    named = Counter(str(each).casefold() for each in rows)
    where = _where(seen, [each.pk for each in rows if named[str(each).casefold()] > 1])
    return [Author(each.pk, f"{each}{where.get(each.pk, '')}", each.is_person) for each in rows]


def _where(seen: ItemQuerySet, alike: list[int]) -> dict[int, str]:
    """Of these authors the evidence in which they wrote, in brackets."""
    titles: dict[int, list[str]] = {}
    if alike:
        pairs = seen.filter(writer__in=alike).order_by("evidence__title").values_list("writer", "evidence__title")
        for writer, title in pairs.distinct():
            titles.setdefault(writer or 0, []).append(title)
    return {writer: f" ({', '.join(found)})" for writer, found in titles.items()}


def imports(incident: Incident, user: User) -> QuerySet[EvidenceImport]:
    """The newest first; cancelled ones and previews that are another's matter are left out."""
    shown = EvidenceImport.State
    ended_or_ahead = Q(state__in=[shown.QUEUED, shown.RUNNING, shown.DONE, shown.FAILED, shown.OUT])
    mine = Q(state=shown.PREVIEW, by=user)
    return incident.evidence_imports.filter(ended_or_ahead | mine).select_related("by")


def counted(incident: Incident) -> QuerySet[EvidenceItem, tuple[int, str, int]]:
    """Of each evidence with items in sight: its number, title, and how many."""
    seen = EvidenceItem.objects.visible().filter(incident=incident)
    return seen.values_list("evidence", "evidence__title").annotate(n=Count("pk")).order_by("evidence__title")


def marked(incident: Incident, numbers: list[int]) -> set[int]:
    """Of these items those that may be cited; reading on does not lose what was marked on another page."""
    if not numbers:
        return set()
    citable = EvidenceItem.objects.citable().filter(incident=incident, pk__in=numbers)
    return set(citable.values_list("pk", flat=True))


def on_page(days: list[Day]) -> set[int]:
    """The items that a page shows, replies among them."""
    rows = [row for day in days for row in day.rows]
    return {each.item.pk for row in rows for each in (row, *row.replies)}
