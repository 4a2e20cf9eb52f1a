"""When something is written in the evidence of an incident, close enough to say where nothing is."""

from datetime import datetime, timedelta

from django.core.cache import cache
from django.db.models import Count, DateTimeField, Max, Min
from django.db.models.functions import Trunc

from incidents.models import EvidenceItem, Incident

BY_MINUTE = timedelta(days=14)  # of longer ones the hours are enough
SECONDS_KEPT = 3600


def instants(incident: Incident) -> list[datetime]:
    """The first and last of each minute or hour with something in sight. Kept for an hour, since it changes with imports alone."""
    dated = EvidenceItem.objects.visible().filter(incident=incident, at__isnull=False).order_by()
    ends = dated.aggregate(first=Min("at"), last=Max("at"), newest=Max("pk"), n=Count("pk"))
    if not ends["first"]:
        return []
    span = f"{ends['first'].timestamp()}:{ends['last'].timestamp()}"
    key = f"evidence-instants:{incident.pk}:{ends['newest']}:{ends['n']}:{span}"
    found: list[datetime] | None = cache.get(key)
    if found is None:
        step = "minute" if ends["last"] - ends["first"] <= BY_MINUTE else "hour"
        slots = dated.annotate(slot=Trunc("at", step, output_field=DateTimeField())).values("slot")
        pairs = slots.annotate(first=Min("at"), last=Max("at")).values_list("first", "last")
        found = sorted({at for pair in pairs for at in pair if at})
        cache.set(key, found, SECONDS_KEPT)
    return found
