"""Reads what people switched off: asked when a message is planned, and again at the last moment before it leaves."""

from collections.abc import Collection, Iterable

from accounts.models import User
from outbox import choices
from outbox.models import Message, SwitchedOff
from outbox.planning import Planned


def switched_off(user: User) -> set[str]:
    """The names of the choices that this person switched off."""
    return set(SwitchedOff.objects.filter(user=user).values_list("choice", flat=True))


def declined(message: Message) -> bool:
    """Asks nothing of the database for kinds that cannot be switched off."""
    choice = choices.of_kind(message.kind)
    if choice is None or choice.fixed or message.recipient_id is None:
        return False
    return SwitchedOff.objects.filter(user=message.recipient_id, choice=choice.name).exists()


def people_without(kind: str, people: Iterable[int]) -> set[int]:
    """Those of the people (ids) who switched this kind off; at most one query."""
    choice = choices.of_kind(kind)
    if choice is None or choice.fixed:
        return set()
    return set(SwitchedOff.objects.filter(choice=choice.name, user__in=people).values_list("user_id", flat=True))


def still_asked_for(rows: Iterable[Planned], replanned: Collection[str]) -> list[Planned]:
    """The rows without those that their people switched off; at most one query.

    Only of kinds that are planned again and again, so that a change of mind brings them back; what is planned once
    waits in its row and is asked at the last moment.
    """
    rows = list(rows)
    named = {kind: choice for kind in replanned if (choice := choices.of_kind(kind)) and not choice.fixed}
    if not any(row.kind in named for row in rows):
        return rows
    off = SwitchedOff.objects.filter(choice__in={choice.name for choice in named.values()})
    pairs = set(off.values_list("user_id", "choice"))
    return [
        row
        for row in rows
        if row.kind not in named or row.recipient is None or (row.recipient.pk, named[row.kind].name) not in pairs
    ]
