"""Reads of the pages of themes, as far as a person may see: constant numbers of queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from incidents import recurrence
from incidents.models import DistinctThemes, Incident, Service, Sighting, Theme, ThemeChange
from incidents.permissions import visible_incidents, visible_names, visible_sightings, visible_themes
from incidents.queries.likeness import like
from incidents.search.places import places

PAGE = 20
# A third of a title's telling words, the rare ones counting more.
ALIKE_FROM = 0.34
MOST_ALIKE = 5


@dataclass(frozen=True)
class Seen:
    """What was seen of a theme in one incident: each sighting with its address."""

    incident: Incident
    sightings: list[tuple[Sighting, str]]


@dataclass
class Recurring:
    """A theme with the incidents in which this person may see it; `more` when the list of them is cut."""

    theme: Theme
    seen: list[Seen] = field(default_factory=list)
    services: list[tuple[Service, int]] = field(default_factory=list)
    months: list[recurrence.Month] = field(default_factory=list)
    direction: str = ""

    @property
    def restricted(self) -> bool:
        """Nobody else but the members of those incidents knows of it."""
        return bool(self.seen) and all(seen.incident.restricted for seen in self.seen)

    @property
    def most(self) -> int:
        return max([month.count for month in self.months] or [0])


@dataclass(frozen=True)
class Common:
    """One page of the themes, those seen in most incidents first."""

    themes: list[Recurring]
    services: list[Service]
    page: int
    more: bool


def common(user: User, service: Service | None = None, page: int = 1) -> Common:
    """With a service: as seen in its incidents alone."""
    sightings = visible_sightings(user)
    if service:
        sightings = sightings.filter(incident__in=service.incidents.values("pk"))
    counted = Count("sightings__incident", filter=Q(sightings__in=sightings.values("pk")), distinct=True)
    found = visible_themes(user).annotate(seen_n=counted).filter(seen_n__gt=0).order_by("-seen_n", "title", "pk")
    start = (page - 1) * PAGE
    themes = list(found[start : start + PAGE + 1])
    return Common(recurring(themes[:PAGE], sightings), services(user), page, len(themes) > PAGE)


def services(user: User) -> list[Service]:
    """Those of incidents in which this person may see a theme."""
    seen = visible_sightings(user).values("incident")
    return list(Service.objects.filter(incidents__in=seen).distinct())


def recurring(themes: Sequence[Theme], sightings: QuerySet[Sighting]) -> list[Recurring]:
    """Each theme with when and where it was seen, the newest incident first."""
    rows = list(
        sightings.filter(theme__in=[theme.pk for theme in themes])
        .select_related("incident", "event", "item__evidence")
        .prefetch_related("incident__services")
        .order_by("-incident__detected_at", "-incident__pk", "event__at", "pk")
    )
    places_of = addresses(rows)
    by_theme: dict[int, dict[int, Seen]] = defaultdict(dict)
    for row in rows:
        seen = by_theme[row.theme_id].setdefault(row.incident_id, Seen(row.incident, []))
        seen.sightings.append((row, places_of[row.pk]))
    today = timezone.localdate()
    return [_recurring(theme, list(by_theme[theme.pk].values()), today) for theme in themes]


def _recurring(theme: Theme, seen: list[Seen], today: date) -> Recurring:
    days = [_day(each.incident) for each in seen]
    counted = Counter(service for each in seen for service in each.incident.services.all())
    return Recurring(
        theme, seen, counted.most_common(), recurrence.months(days, today), recurrence.direction(days, today)
    )


def _day(incident: Incident) -> date:
    return timezone.localdate(incident.detected_at or incident.created_at)


def addresses(sightings: Iterable[Sighting]) -> dict[int, str]:
    """Where each is shown: a passage in its own place, everything else on the incident's page. Each needs its `incident`."""
    found, elsewhere = {}, defaultdict(list)
    for sighting in sightings:
        page = reverse("incidents:incident", args=[sighting.incident.uid])
        found[sighting.pk] = f"{page}#event-{sighting.event_id}" if sighting.event_id else f"{page}#themes"
        elsewhere[sighting.place].append(sighting.pk)
    for place in places():
        if elsewhere[place.name]:
            found |= place.addresses(elsewhere[place.name])
    return found


@dataclass(frozen=True)
class Alike:
    """A theme that may be the same: the words both have, and in how many incidents it is seen."""

    theme: Theme
    words: list[str]
    seen_n: int


def alike(user: User, text: str, to: Theme | None = None) -> list[Alike]:
    """The themes most like a title; with `to` without it and those that somebody said are not the same."""
    without = {to.pk, *told_apart(to).values_list("pk", flat=True)} if to else set()
    found = [each for each in like(user, "theme", text, without=without, most=8) if each.share >= ALIKE_FROM]
    kept = dict(Theme.objects.filter(pk__in=[each.key for each in found]).values_list("pk", "merged_into"))
    words: dict[int, list[str]] = {}
    for each in found:
        words.setdefault(kept[each.key] or each.key, each.words)
    counted = Count("sightings__incident", filter=Q(sightings__in=visible_sightings(user).values("pk")), distinct=True)
    themes = visible_themes(user).filter(pk__in=[key for key in words if key not in without])
    rows = {theme.pk: theme for theme in themes.annotate(seen_n=counted)}
    return [Alike(rows[key], words[key], rows[key].seen_n) for key in words if key in rows][:MOST_ALIKE]


def told_apart(theme: Theme) -> QuerySet[Theme]:
    """Those of which somebody said that they are not the same as this one."""
    pairs = DistinctThemes.objects.filter(Q(one=theme) | Q(other=theme))
    return Theme.objects.exclude(pk=theme.pk).filter(Q(pk__in=pairs.values("one")) | Q(pk__in=pairs.values("other")))


def other_names(user: User, theme: Theme) -> list[str]:
    """What else it is called: names written down, and titles of themes merged into it, as far as this person may know of them."""
    merged = visible_names(user).filter(merged_into=theme).values_list("title", flat=True)
    return list(dict.fromkeys([*theme.names.values_list("name", flat=True), *merged]))


def changes(user: User, theme: Theme) -> QuerySet[ThemeChange]:
    """Its history, newest first, without what only people of a restricted incident may know."""
    known = Q(known_in=None) | Q(known_in__in=visible_incidents(user).values("pk"))
    found = ThemeChange.objects.filter(known, Q(theme=theme) | Q(other=theme))
    return found.select_related("by", "undone_by", "theme", "other")


def named(user: User, words: str, besides: Theme) -> list[Theme]:
    """Themes whose title or other name holds the words, to merge with."""
    rule = Q(title__icontains=words) | Q(names__name__icontains=words)
    return list(visible_themes(user).exclude(pk=besides.pk).filter(rule).distinct()[:PAGE])
