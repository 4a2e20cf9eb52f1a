"""What resembles a text: things of a kind that share its telling words, the rarer the better. Two queries and the links'."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log
from typing import Any

from django.db.models import BooleanField, Case, Count, F, FloatField, Q, QuerySet, Value, When

from accounts.models import User
from incidents.models import SearchEntry
from incidents.queries.finding import allowed
from incidents.search.face import face
from incidents.search.kinds import kind_of
from incidents.words import Wanted, telling

# How many different words of a text are looked at, and by how many of them others are compared with it.
MOST_WORDS, MOST_COMPARED = 32, 16
MOST_TEXT = 60_000  # characters of a text; a pasted log must not hold up the page
# A word in more than this part of everything tells nothing.
COMMON = 0.3


@dataclass(frozen=True)
class Like:
    """key: of the thing; words: what both speak of, in the spelling of the text; share: how much of the text that is, 0 to 1."""

    key: int
    words: list[str]
    share: float


def like(user: User, kind: str, text: str, *, without: Iterable[int] = (), most: int = 5) -> list[Like]:
    """Of what this person may see, the things of a kind most like the text, those first that share its rarest words.

    Words count by how rare they are in everything that this person may see, of every kind: a word that stands almost
    everywhere tells nothing, in whatever language, and what is hidden from them weighs nothing.
    """
    spelled, left_out = telling(text[:MOST_TEXT], MOST_WORDS), [*without]
    words = _telling(allowed(user), spelled, Q(kind=kind) & ~Q(key__in=left_out))
    others = SearchEntry.objects.filter(kind=kind, key__in=kind_of(kind).visible(user)).exclude(key__in=left_out)
    there = [(wanted, word) for wanted, word in words.items() if word.elsewhere]
    compared = dict(sorted(there, key=lambda item: -item[1].weight)[:MOST_COMPARED])
    if not compared:
        return []
    whole = sum(word.weight for word in words.values())
    found = [_like(entry, compared, spelled, whole) for entry in _best(others, compared)[:most]]
    return [each for each in found if each.words]


@dataclass(frozen=True)
class Word:
    """weight: the rarer, the more; elsewhere: whether anything it may be like has it."""

    weight: float
    elsewhere: bool


def _telling(entries: QuerySet[SearchEntry], words: Mapping[Wanted, str], there: Q) -> dict[Wanted, Word]:
    """The words without those that are almost everywhere; in one query. there: what the text is compared with."""
    if not words:
        return {}
    counts = {f"n{place}": Count("pk", filter=_has(wanted)) for place, wanted in enumerate(words)}
    compared = Case(When(there, then=Value(True)), default=Value(False), output_field=BooleanField())
    grouped = entries.order_by().annotate(there=compared).values("there")
    rows: list[dict[str, Any]] = [{**row} for row in grouped.annotate(every=Count("pk"), **counts)]
    every = sum(row["every"] for row in rows)
    weighed: dict[Wanted, Word] = {}
    for place, wanted in enumerate(words):
        n = sum(row[f"n{place}"] for row in rows)
        if n <= max(4, every * COMMON):
            elsewhere = any(row[f"n{place}"] for row in rows if row["there"])
            weighed[wanted] = Word(log((every + 1) / max(n, 0.5)), elsewhere)
    return {wanted: word for wanted, word in weighed.items() if word.weight > 0}


def _has(wanted: Wanted) -> Q:
    return Q(pk__in=face().entries_with([wanted]))


def _best(entries: QuerySet[SearchEntry], words: Mapping[Wanted, Word]) -> QuerySet[SearchEntry]:
    zero = Value(0.0, output_field=FloatField())
    shares = {
        f"w{place}": Case(When(_has(wanted), then=Value(word.weight)), default=zero, output_field=FloatField())
        for place, (wanted, word) in enumerate(words.items())
    }
    score = sum((F(name) for name in shares), start=zero)
    return entries.defer("text").annotate(**shares).annotate(score=score).order_by("-score", "-at")


def _like(entry: SearchEntry, words: Mapping[Wanted, Word], spelled: Mapping[Wanted, str], whole: float) -> Like:
    shared = [wanted for place, wanted in enumerate(words) if getattr(entry, f"w{place}")]
    shared.sort(key=lambda wanted: -words[wanted].weight)
    share = sum(words[wanted].weight for wanted in shared) / whole
    return Like(entry.key, [spelled[wanted] for wanted in shared], share)
