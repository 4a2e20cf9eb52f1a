"""Themes and where they were seen: writing them down, tying them to what shows them, saying that two are not the same."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from accounts.actions import audit
from accounts.models import User
from incidents.actions import index
from incidents.models import DistinctThemes, EvidenceItem, Incident, Sighting, Theme, TimelineEvent
from incidents.permissions import visible_themes


@dataclass(frozen=True)
class Spot:
    """What shows a theme: an event, an evidence item, a quoted passage, or with none of them the incident as a whole."""

    event: TimelineEvent | None = None
    item: EvidenceItem | None = None
    quote: str = ""
    place: str = ""


def known_as(*, title: str, by: User) -> Theme | None:
    """The theme of that title or other name, among those this person may know of."""
    named = Q(title__iexact=title) | Q(names__name__iexact=title)
    return visible_themes(by).filter(named).order_by("pk").first()


@transaction.atomic
def known_or_new(*, title: str, by: User) -> Theme:
    """One that lies in restricted incidents unknown to this person is not told by its name: they make their own."""
    return known_as(title=title, by=by) or _new(title, by)


def _new(title: str, by: User) -> Theme:
    theme = Theme.objects.create(title=title, created_by=by)
    audit.record(by=by, did="theme.made", subject=theme)
    index.touch("theme", theme.pk)
    return theme


@transaction.atomic
def see(*, theme: Theme, incident: Incident, by: User, spot: Spot) -> Sighting:
    """Tie a theme to what shows it; the same once more stays one."""
    where = {"theme": theme, "incident": incident, "event": spot.event, "item": spot.item, "place": spot.place}
    if not (spot.event or spot.item):
        where["quote"] = spot.quote
    found, made = Sighting.objects.get_or_create(**where, defaults={"added_by": by, "quote": spot.quote})
    if made:
        audit.record(by=by, did="incident.theme_seen", subject=incident, sighting=found.pk)
    return found


@transaction.atomic
def tell_apart(*, one: Theme, other: Theme, by: User) -> None:
    """The two are not the same; they are not offered as alike again."""
    first, second = sorted([one, other], key=lambda theme: theme.pk)
    if first.pk == second.pk:
        return
    _row, made = DistinctThemes.objects.get_or_create(one=first, other=second, defaults={"by": by})
    if made:
        audit.record(by=by, did="theme.told_apart", subject=first, other=second.pk)


@transaction.atomic
def allow_alike(*, one: Theme, other: Theme, by: User) -> None:
    """They may be offered as alike again."""
    first, second = sorted([one, other], key=lambda theme: theme.pk)
    if DistinctThemes.objects.filter(one=first, other=second).delete()[0]:
        audit.record(by=by, did="theme.alike_again", subject=first, other=second.pk)
