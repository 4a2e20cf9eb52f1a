"""Incidents like this one: by the words both speak of, and by themes and services they share."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from accounts.models import User
from incidents.models import Incident
from incidents.permissions import visible_incidents, visible_sightings
from incidents.queries.likeness import like

MOST = 5
MOST_WORDS_SHOWN = 5
MOST_IMPACT = 10_000  # characters; longer ones hold a log
# A shared theme was found by people, so it tells more than any word; a shared service alone tells little.
THEME, SERVICE = 0.5, 0.15
LIKE_FROM = 0.06


@dataclass
class Resembling:
    """One incident and what it shares: words in the spelling of the first, titles of themes, names of services."""

    incident: Incident
    words: list[str] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)
    services: list[str] = field(default_factory=list)


def incidents_like(user: User, incident: Incident) -> list[Resembling]:
    """Those most like it that this person may see, most alike first."""
    services = {service.pk: service.name for service in incident.services.all()}
    events = " \n".join(incident.events.values_list("what", flat=True)[:200])
    # Named twice, so that they are among the words looked for however long the narrative is.
    facts = " \n".join([incident.title, *services.values(), incident.impact[:MOST_IMPACT]])
    words = {
        each.key: each for each in like(user, "incident", f"{facts}\n{facts}\n{events}", without=[incident.pk], most=15)
    }
    themes = _by_theme(user, incident)
    shares = {
        key: (words[key].share if key in words else 0) + THEME * len(themes.get(key, []))
        for key in words.keys() | themes.keys()
    }
    rows = visible_incidents(user).filter(pk__in=shares).prefetch_related("services")
    found = [
        Resembling(
            row,
            words[row.pk].words[:MOST_WORDS_SHOWN] if row.pk in words else [],
            themes.get(row.pk, []),
            [services[service.pk] for service in row.services.all() if service.pk in services],
        )
        for row in rows
    ]
    return _best(found, shares)


def _by_theme(user: User, incident: Incident) -> dict[int, list[str]]:
    here = visible_sightings(user).filter(incident=incident).values("theme")
    others = visible_sightings(user).filter(theme__in=here).exclude(incident=incident)
    pairs: Iterable[tuple[int, str]] = (
        others.values_list("incident", "theme__title").distinct().order_by("theme__title")
    )
    found = defaultdict(list)
    for key, title in pairs:
        found[key].append(title)
    return found


def _best(found: list[Resembling], shares: dict[int, float]) -> list[Resembling]:
    def weight(each: Resembling) -> float:
        return shares[each.incident.pk] + SERVICE * len(each.services)

    alike = [
        each for each in found if weight(each) >= LIKE_FROM and (len(each.words) > 1 or each.themes or each.services)
    ]
    return sorted(alike, key=lambda each: (-weight(each), -each.incident.pk))[:MOST]
