"""Who wrote what was brought in and is not written down as involved: offered to those who write the incident up."""

from dataclasses import dataclass

from django.db.models import Count

from accounts.models import User
from incidents.models import EvidenceAuthor, EvidenceItem, Incident

MOST = 12


def account_names() -> list[str]:
    """As they stand above messages where somebody copied them."""
    return list(User.objects.filter(is_active=True).exclude(name="").values_list("name", flat=True))


@dataclass
class Spoke:
    """Somebody with `n` messages that may be cited; `user` when their account is known; `key` tells them apart."""

    key: str
    name: str
    user: User | None
    n: int


def not_involved(incident: Incident, items: list[EvidenceItem] | None = None) -> list[Spoke]:
    """Those who wrote most first, of these items alone if given. No bots; whoever has an account is one person."""
    here = EvidenceItem.objects.citable().filter(incident=incident, writer__is_person=True)
    if items is not None:
        here = here.filter(pk__in=[item.pk for item in items])
    counts = dict(here.order_by().values_list("writer").annotate(n=Count("pk")))
    found: dict[str, Spoke] = {}
    if not counts:
        return []
    parts = list(incident.involvements.select_related("user"))
    accounts = {part.user_id for part in parts if part.user_id}
    names = {part.who.casefold() for part in parts}
    for author in EvidenceAuthor.objects.filter(pk__in=counts).select_related("user"):
        user = author.user if author.user and author.user.is_active else None
        if author.user_id in accounts or (user is None and str(author).casefold() in names):
            continue
        key = f"account {user.pk}" if user else f"name {author}".casefold()
        spoke = found.setdefault(key, Spoke(key, str(author), user, 0))
        spoke.n += counts[author.pk]
    return sorted(found.values(), key=lambda each: (-each.n, each.name))[:MOST]
