"""What resembles a text: things of a kind that share its telling words, the rarer the better. Two queries and the links'."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log

from django.db.models import Case, Count, F, FloatField, Q, QuerySet, Value, When

from accounts.models import User
from incidents.models import SearchEntry
from incidents.search.face import face
from incidents.search.kinds import kind_of
from incidents.words import Wanted, telling

MOST_WORDS = 16


@dataclass(frozen=True)
class Like:
    """key: of the thing; words: what both speak of, in the spelling of the text; share: how much of the text that is, 0 to 1."""

    key: int
    words: list[str]
    share: float


def like(user: User, kind: str, text: str, *, without: Iterable[int] = (), most: int = 5) -> list[Like]:
    """Of what this person may see, the things of a kind most like the text, those first that share its rarest words.

    Words count by how rare they are among what this person may see: what is hidden from them weighs nothing.
    """
    spelled = telling(text, MOST_WORDS)
    entries = SearchEntry.objects.filter(kind=kind, key__in=kind_of(kind).visible(user))
    weights = _weights(entries, spelled)
    if not weights:
        return []
    others = entries.exclude(key__in=[*without])
    whole = sum(weights.values())
    found = [_like(entry, weights, spelled, whole) for entry in _best(others, weights)[:most]]
    return [each for each in found if each.words]


def _weights(entries: QuerySet[SearchEntry], words: Mapping[Wanted, str]) -> dict[Wanted, float]:
    """How telling each word is: nothing for one that is almost everywhere."""
    if not words:
        return {}
    counts = {f"n{place}": Count("pk", filter=_has(wanted)) for place, wanted in enumerate(words)}
    found = entries.aggregate(all=Count("pk"), **counts)
    weighed = {
        wanted: log((found["all"] + 1) / max(found[f"n{place}"], 0.5))
        for place, wanted in enumerate(words)
        if found[f"n{place}"] <= max(3, found["all"] * 0.3)
    }
    return {wanted: weight for wanted, weight in weighed.items() if weight > 0}


def _has(wanted: Wanted) -> Q:
    return Q(pk__in=face().entries_with([wanted]))


def _best(entries: QuerySet[SearchEntry], weights: Mapping[Wanted, float]) -> QuerySet[SearchEntry]:
    zero = Value(0.0, output_field=FloatField())
    shares = {
        f"w{place}": Case(When(_has(wanted), then=Value(weight)), default=zero, output_field=FloatField())
        for place, (wanted, weight) in enumerate(weights.items())
    }
    score = sum((F(name) for name in shares), start=zero)
    return entries.defer("text").annotate(**shares).annotate(score=score).order_by("-score", "-at")


def _like(entry: SearchEntry, weights: Mapping[Wanted, float], spelled: Mapping[Wanted, str], whole: float) -> Like:
    shared = [wanted for place, wanted in enumerate(weights) if getattr(entry, f"w{place}")]
    shared.sort(key=lambda wanted: -weights[wanted])
    return Like(entry.key, [spelled[wanted] for wanted in shared], sum(weights[wanted] for wanted in shared) / whole)
