"""How many of each kind of evidence were looked at: as people count them, not as files came."""

from collections import Counter

from django.db.models import Count

from incidents.models import Evidence, EvidenceItem, Incident

Kind = Evidence.Kind


def looked_at(incident: Incident) -> Counter[str]:
    """By kind. Of tickets each issue in a file counts, of channels and alerts each channel and each incident they tell of."""
    seen = EvidenceItem.objects.visible().filter(incident=incident).order_by()
    tickets = seen.filter(evidence__kind=Kind.TICKET, parent_key="").values_list("evidence").annotate(n=Count("pk"))
    places = seen.filter(evidence__kind__in=[Kind.CHANNEL, Kind.ALERT]).exclude(place="")
    parts = dict(tickets) | dict(places.values_list("evidence").annotate(n=Count("place", distinct=True)))
    counted: Counter[str] = Counter()
    for pk, kind in incident.evidence.values_list("pk", "kind"):
        counted[kind] += parts.get(pk, 1)
    return counted
