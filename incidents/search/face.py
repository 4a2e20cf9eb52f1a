"""The one face of the full-text index: which database is asked is known here and nowhere else."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from django.db import connection
from django.db.models.expressions import RawSQL

from incidents.search import postgres, sqlite
from incidents.words import Wanted


class Face(Protocol):
    """What both modules, `postgres` and `sqlite`, can do."""

    def put(self, entry: int, title_words: Sequence[str], all_words: Sequence[str]) -> None: ...

    def drop(self, entries: Sequence[int]) -> None: ...

    def entries_with(self, words: Iterable[Wanted], *, title: bool = False) -> RawSQL: ...


def face() -> Face:
    return postgres if connection.vendor == "postgresql" else sqlite
