"""The index on PostgreSQL: words as tsvector, made by our own rules and not by a text search configuration.

A word holds nothing but letters, marks and digits (incidents.words), so between quotes it can say nothing to the parser.
"""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import BigIntegerField
from django.db.models.expressions import RawSQL

from incidents.words import Wanted


def _vector(words: Iterable[str]) -> str:
    return " ".join(f"'{word}'" for word in words)


def put(entry: int, title_words: Sequence[str], all_words: Sequence[str]) -> None:
    """Let the entry be found by these words and no others."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE incidents_searchentry SET title_words = %s::tsvector, all_words = %s::tsvector WHERE id = %s",
            [_vector(title_words), _vector(all_words), entry],
        )


def drop(entries: Sequence[int]) -> None:
    """The words stand in the entries' own rows and go with them."""


def entries_with(words: Iterable[Wanted], *, title: bool = False) -> RawSQL:
    """The numbers of the entries that hold all of these words, in their title when `title`: a subquery."""
    asked = " & ".join(f"'{each.word}'{':*' * each.begins}" for each in words)
    column = "title_words" if title else "all_words"
    sql = f"SELECT found.id FROM incidents_searchentry found WHERE found.{column} @@ %s::tsquery"  # noqa: S608
    return RawSQL(sql, [asked], output_field=BigIntegerField())  # noqa: S611 — fixed text, the words are a parameter
