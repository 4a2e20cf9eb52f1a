"""What of incidents and themes can be found by words, who may find it, and how it is shown."""

from collections.abc import Iterator, Sequence

from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.templatetags.face import day
from incidents.models import Incident, Theme
from incidents.permissions import visible_incidents, visible_names, visible_themes
from incidents.search.kinds import Link, Source

AT_ONCE = 100


def incident_sources(keys: Sequence[int] | None) -> Iterator[Source]:
    """An incident's own words, its services', its moments' and its evidence's; the names of people are left out."""
    found = Incident.objects.order_by("pk") if keys is None else Incident.objects.filter(pk__in=keys)
    rows = found.prefetch_related("services", "events", "evidence", "involvements")
    for incident in rows.iterator(chunk_size=AT_ONCE):
        yield Source(incident.pk, incident.title, _story(incident), incident.detected_at or incident.created_at)


def _story(incident: Incident) -> str:
    lines = [", ".join(service.name for service in incident.services.all()), incident.impact]
    lines += [line for event in incident.events.all() for line in (event.what, event.known_then) if line]
    lines += [one.perspective for one in incident.involvements.all()]
    # What people wrote while it happened is read by those who were there alone, and may be withdrawn: its titles only.
    lines += [evidence.title for evidence in incident.evidence.all()]
    return "\n".join(line for line in lines if line)


def incident_keys(user: User) -> QuerySet[Incident, int]:
    return visible_incidents(user).values_list("pk", flat=True)


def incident_links(user: User, keys: Sequence[int]) -> dict[int, Link]:
    found = Incident.objects.filter(pk__in=keys)
    return {
        incident.pk: Link(
            incident.title,
            reverse("incidents:incident", args=[incident.uid]),
            " · ".join([incident.severity, *([day(incident.detected_at)] if incident.detected_at else [])]),
            incident.restricted,
        )
        for incident in found
    }


def theme_sources(keys: Sequence[int] | None) -> Iterator[Source]:
    """A theme's title and other names, and its description; a merged one has its own, which leads to the other."""
    found = Theme.objects.order_by("pk") if keys is None else Theme.objects.filter(pk__in=keys)
    rows = found.annotate(seen_at=Max("sightings__added_at")).prefetch_related("names")
    for theme in rows.iterator(chunk_size=AT_ONCE):
        names = "\n".join([theme.title, *(each.name for each in theme.names.all())])
        yield Source(theme.pk, names, theme.description, theme.seen_at or theme.created_at)


def theme_keys(user: User) -> QuerySet[Theme, int]:
    """As one query of two, since each alone is a matter of its own."""
    return (visible_themes(user) | visible_names(user)).values_list("pk", flat=True)


def theme_links(user: User, keys: Sequence[int]) -> dict[int, Link]:
    found = Theme.objects.filter(pk__in=keys).select_related("merged_into")
    return {theme.pk: _theme_link(theme) for theme in found}


def _theme_link(theme: Theme) -> Link:
    kept = theme.merged_into
    note = _("another name of “%(title)s”") % {"title": kept.title} if kept else ""
    return Link(theme.title, reverse("themes:theme", args=[kept.pk if kept else theme.pk]), note)
