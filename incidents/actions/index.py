"""Keeps the full-text index: each action that changes what is written says so here, in its own transaction."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import islice

from django.db import transaction

from incidents import words
from incidents.models import SearchEntry
from incidents.search.face import face
from incidents.search.kinds import Kind, Source, kind_of, kinds

AT_ONCE = 200
MOST_CHARACTERS = 500_000


@transaction.atomic
def touch(kind: str, *keys: int) -> None:
    """These things were written or rewritten: what the index holds of them is what they say now."""
    _write(kind_of(kind), keys, list(kind_of(kind).sources(keys)))


def _write(kind: Kind, keys: Sequence[int], sources: Sequence[Source]) -> int:
    """How many entries were written or dropped; `keys` without a source are gone."""
    known = {entry.key: entry for entry in SearchEntry.objects.filter(kind=kind.name, key__in=keys).defer("text")}
    there = {source.key for source in sources}
    gone = [entry.pk for key, entry in known.items() if key not in there]
    if gone:
        face().drop(gone)
        SearchEntry.objects.filter(pk__in=gone).delete()
    return len(gone) + sum(_put(kind, source, known.get(source.key)) for source in sources)


def _put(kind: Kind, source: Source, known: SearchEntry | None) -> bool:
    title, text = words.clean(source.title), words.clean(source.text)[:MOST_CHARACTERS]
    mark = sha256(f"{title}\0{text}\0{source.at.isoformat()}".encode()).hexdigest()
    if known and known.mark == mark:
        return False
    held = {"title": title, "text": text, "at": source.at, "mark": mark}
    entry, _made = SearchEntry.objects.update_or_create(kind=kind.name, key=source.key, defaults=held)
    face().put(entry.pk, words.indexed(title), words.indexed(f"{title}\n{text}"))
    return True


def reindex(*, anew: bool = False) -> int:
    """Heal the index, a few things at a time: write what differs, drop what is gone. `anew`: write everything.

    Answers how many entries were written or dropped. Safe to run at any time, and twice.
    """
    if anew:
        SearchEntry.objects.update(mark="")
    return sum(_heal(kind) for kind in kinds())


def _heal(kind: Kind) -> int:
    seen: set[int] = set()
    changed = 0
    for some in _chunks(kind.sources(None)):
        keys = [source.key for source in some]
        seen.update(keys)
        with transaction.atomic():
            changed += _write(kind, keys, some)
    there = SearchEntry.objects.filter(kind=kind.name).values_list("key", flat=True)
    gone = [key for key in there.iterator() if key not in seen]
    for start in range(0, len(gone), AT_ONCE):
        # Asked again: one that came while this ran was not seen.
        touch(kind.name, *gone[start : start + AT_ONCE])
    return changed + len(gone)


def _chunks(sources: Iterator[Source]) -> Iterator[list[Source]]:
    while some := list(islice(sources, AT_ONCE)):
        yield some
