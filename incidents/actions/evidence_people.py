"""Who the authors of evidence are: an account for a name, and withdrawing for somebody who has none and asks for it."""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.models import User
from incidents.models import EvidenceAuthor, Incident


@transaction.atomic
def match(*, incident: Incident, by: User, accounts: Mapping[int, User | None], machines: Collection[int] = ()) -> int:
    """The account of each author (by number), None for one who stays a name; how many changed. machines: those that are no person.

    Whoever withdrew messages keeps them: with another account their words would be shown to somebody else.
    """
    rows = EvidenceAuthor.objects.select_for_update().filter(incident=incident, pk__in=accounts)
    changed = 0
    for author in rows:
        is_person = author.pk not in machines
        user = accounts[author.pk] if is_person else None
        same = (author.user_id, author.is_person) == (user.pk if user else None, is_person)
        if same or is_settled(author):
            continue
        EvidenceAuthor.objects.filter(pk=author.pk).update(user=user, is_person=is_person)
        audit.record(by=by, did="evidence.author_matched", subject=incident, author=author.pk)
        changed += 1
    return changed


def is_settled(author: EvidenceAuthor) -> bool:
    """Whether somebody with an account has withdrawn words as this author."""
    return bool(author.user_id) and author.items.filter(withdrawn_at__isnull=False).exists()


@transaction.atomic
def withdraw_all(*, author: EvidenceAuthor, by: User) -> None:
    """As somebody without an account asked: their words are shown to nobody from now on, where they were cited neither."""
    author.items.filter(withdrawn_at=None, deleted=False).update(withdrawn_at=timezone.now())
    audit.record(by=by, did="evidence.withdrawn_for", subject=author.incident, author=author.pk)


@transaction.atomic
def give_back_all(*, author: EvidenceAuthor, by: User) -> None:
    author.items.update(withdrawn_at=None)
    audit.record(by=by, did="evidence.given_back_for", subject=author.incident, author=author.pk)
