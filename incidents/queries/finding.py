"""The search: what a person may see and holds the words they typed. A constant number of queries, whatever is found."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from accounts.models import User
from incidents.models import SearchEntry
from incidents.search.face import face
from incidents.search.kinds import Kind, Link, kind_of, kinds
from incidents.words import Piece, Question, marked, question, snippet

PAGE = 20


@dataclass(frozen=True)
class Found:
    """One thing on the search page: its title and a stretch of its text, with the words marked."""

    kind: Kind
    link: Link
    title: list[Piece]
    words: list[Piece]


@dataclass(frozen=True)
class Hits:
    """One page of what was found. counts: by kind, of all that this person may see; `more` when another page follows."""

    question: Question
    found: list[Found]
    counts: list[tuple[Kind, int]]
    page: int = 1
    more: bool = False

    @property
    def total(self) -> int:
        return sum(count for _kind, count in self.counts)


def allowed(user: User) -> QuerySet[SearchEntry]:
    """The entries that a person may know of: each kind's own rule, as a part of the one query (decision 5)."""
    rule = Q(pk=None)
    for kind in kinds():
        rule |= Q(kind=kind.name, key__in=kind.visible(user))
    return SearchEntry.objects.filter(rule)


def matching(entries: QuerySet[SearchEntry], asked: Question) -> QuerySet[SearchEntry]:
    """Those with all the words in their title first, then by age."""
    found = entries.filter(pk__in=face().entries_with(asked.words))
    for phrase in asked.phrases:
        found = found.filter(Q(text__icontains=phrase) | Q(title__icontains=phrase))
    in_title = When(pk__in=face().entries_with(asked.words, title=True), then=Value(0))
    return found.annotate(rank=Case(in_title, default=Value(1), output_field=IntegerField())).order_by(
        "rank", "-at", "-pk"
    )


def search(user: User, typed: str, only: str = "", page: int = 1) -> Hits:
    """The words in everything, or in the things of one kind."""
    asked = question(typed)
    if not asked:
        return Hits(asked, [], [])
    found = matching(allowed(user), asked)
    counted = dict(found.order_by().values_list("kind").annotate(n=Count("pk")))
    counts = [(kind, counted[kind.name]) for kind in kinds() if counted.get(kind.name)]
    chosen = found.filter(kind=only) if only else found
    start = (page - 1) * PAGE
    entries = list(chosen[start : start + PAGE + 1])
    return Hits(asked, _shown(user, entries[:PAGE], asked), counts, page, len(entries) > PAGE)


def _shown(user: User, entries: list[SearchEntry], asked: Question) -> list[Found]:
    keys: dict[str, list[int]] = defaultdict(list)
    for entry in entries:
        keys[entry.kind].append(entry.key)
    links = {(name, key): link for name, some in keys.items() for key, link in kind_of(name).links(user, some).items()}
    return [
        Found(
            kind_of(entry.kind),
            link,
            marked(link.title, asked.words),
            snippet(" ".join(entry.text.split()), asked.words),
        )
        for entry in entries
        if (link := links.get((entry.kind, entry.key)))
    ]
