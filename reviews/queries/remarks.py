"""Threads, their remarks and the people in them, read as plain rows: a thousand model objects would cost more than the page."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from accounts.models import User
from reviews.models import Comment, Thread


class ThreadRow(NamedTuple):
    """What a card asks of its thread; the names mean what they mean in models.Thread."""

    pk: int
    status: str
    start: int
    end: int
    whole: bool
    held_revision: int
    origin_quote: str
    rendered_quote: str
    replacement: str | None
    decision: str
    decided_at: datetime | None
    accepted_in: int | None
    resolved_at: datetime | None
    started_by_id: int | None
    set_by_id: int | None
    resolved_by_id: int | None
    decided_by_id: int | None

    @property
    def writers(self) -> tuple[int | None, ...]:
        return self[-4:]


class Remark(NamedTuple):
    """One comment as a card shows it. by_id: None once its writer has left."""

    pk: int
    thread_id: int
    by_id: int | None
    text: str
    html: str
    made_at: datetime
    edited_at: datetime | None
    taken_back_at: datetime | None


def rows(threads: QuerySet[Thread]) -> list[ThreadRow]:
    """The threads in the order of their places; one query."""
    return [ThreadRow._make(row) for row in threads.values_list(*ThreadRow._fields)]


def of_threads(threads: QuerySet[Thread]) -> dict[int, list[Remark]]:
    """By thread, oldest first; one query."""
    found: dict[int, list[Remark]] = defaultdict(list)
    for row in (
        Comment.objects.filter(thread__in=threads.order_by().values("pk")).order_by("pk").values_list(*Remark._fields)
    ):
        found[row[1]].append(Remark._make(row))
    return found


def people(threads: Collection[ThreadRow], remarks: dict[int, list[Remark]]) -> dict[int, User]:
    """Everyone who wrote in these threads or settled or placed them; one query."""
    keys = {remark.by_id for group in remarks.values() for remark in group}
    for thread in threads:
        keys.update(thread.writers)
    return User.objects.in_bulk(sorted(key for key in keys if key))
