"""Reads shaped for the pages of incidents."""

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from incidents.models import Incident, Involvement, Sighting
from incidents.permissions import visible_incidents, visible_sightings


def incidents_for(user: User, words: str = "") -> QuerySet[Incident]:
    """The list page's rows, newest first; every word must stand in title, impact or a service's name."""
    found = visible_incidents(user)
    for word in words.split()[:8]:
        found = found.filter(Q(title__icontains=word) | Q(impact__icontains=word) | Q(services__name__icontains=word))
    ids = found.values("pk")
    counted = Incident.objects.filter(pk__in=ids).annotate(events_n=Count("events", distinct=True))
    return counted.prefetch_related("services").order_by("-detected_at", "-pk")


def people(incident: Incident) -> list[Involvement]:
    return list(incident.involvements.select_related("user"))


def sightings(incident: Incident, user: User) -> list[Sighting]:
    """The themes seen in it, as far as this person may read where."""
    found = visible_sightings(user).filter(incident=incident).select_related("theme", "event", "item__evidence")
    return list(found.order_by("theme__title", "theme", "event__at", "pk"))
