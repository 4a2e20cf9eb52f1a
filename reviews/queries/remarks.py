"""The remarks of threads and the people in them, read as plain rows: a thousand model objects would cost more than the page."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from accounts.models import User
from reviews.models import Comment, Thread


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


def of_threads(threads: QuerySet[Thread]) -> dict[int, list[Remark]]:
    """By thread, oldest first; one query."""
    found: dict[int, list[Remark]] = defaultdict(list)
    for row in (
        Comment.objects.filter(thread__in=threads.order_by().values("pk")).order_by("pk").values_list(*Remark._fields)
    ):
        found[row[1]].append(Remark._make(row))
    return found


def people(threads: Collection[Thread], remarks: dict[int, list[Remark]]) -> dict[int, User]:
    """Everyone who wrote in these threads or settled or placed them; one query."""
    keys = {remark.by_id for group in remarks.values() for remark in group}
    for thread in threads:
        keys |= {thread.started_by_id, thread.resolved_by_id, thread.decided_by_id, thread.set_by_id}
    return User.objects.in_bulk(sorted(key for key in keys if key))
