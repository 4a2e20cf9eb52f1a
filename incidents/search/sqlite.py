"""The index on SQLite: a table of FTS5 beside the entries, with their numbers as its rows.

A word holds nothing but letters, marks and digits (incidents.words), so between quotes it can say nothing to FTS5.
"""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import BigIntegerField
from django.db.models.expressions import RawSQL

from incidents.words import Wanted


def put(entry: int, title_words: Sequence[str], all_words: Sequence[str]) -> None:
    """Let the entry be found by these words and no others."""
    drop([entry])
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO incidents_searchwords (rowid, title_words, all_words) VALUES (%s, %s, %s)",
            [entry, " ".join(title_words), " ".join(all_words)],
        )


def drop(entries: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM incidents_searchwords WHERE rowid = %s", [[entry] for entry in entries])


def entries_with(words: Iterable[Wanted], *, title: bool = False) -> RawSQL:
    """The numbers of the entries that hold all of these words, in their title when `title`: a subquery."""
    asked = " AND ".join(f'"{each.word}"{" *" * each.begins}' for each in words)
    column = "title_words" if title else "all_words"
    sql = "SELECT rowid FROM incidents_searchwords WHERE incidents_searchwords MATCH %s"
    match = f"{column} : ({asked})"
    return RawSQL(sql, [match], output_field=BigIntegerField())  # noqa: S611 — fixed text, the words are a parameter
