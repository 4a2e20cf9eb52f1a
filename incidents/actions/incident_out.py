"""Takes an incident away that was opened by mistake, with all that is written about it."""

from django.db import transaction

from accounts.actions import audit
from accounts.models import User
from incidents import rests_on
from incidents.actions import index
from incidents.models import EvidenceImport, EvidenceItem, Incident, Sighting, TimelineEvent


class StillNeeded(Exception):
    """Something rests on it; the reason in words."""


class Busy(Exception):
    """A file is being brought into it just now."""


@transaction.atomic
def take_away(*, incident: Incident, by: User) -> None:
    """For good. Themes stay, without the places in it; the same incident of another tool may come in again. Raises StillNeeded, Busy."""
    Incident.objects.select_for_update().get(pk=incident.pk)
    if reason := rests_on.reason(by, incident):
        raise StillNeeded(reason)
    if incident.evidence_imports.filter(state=EvidenceImport.State.RUNNING).exists():
        raise Busy
    pk, themes = incident.pk, set(incident.sightings.values_list("theme", flat=True))
    audit.record(by=by, did="incident.taken_away", subject=incident, events=incident.events.count())
    _delete_messages(incident)
    incident.delete()
    index.touch("incident", pk)
    index.touch("theme", *themes)


def _delete_messages(incident: Incident) -> None:
    """Without reading a hundred thousand of them first: what refers to them goes before."""
    Sighting.objects.filter(incident=incident).delete()
    events = TimelineEvent.objects.filter(incident=incident).values("pk")
    TimelineEvent.items.through._default_manager.filter(timelineevent__in=events).delete()
    items = EvidenceItem.objects.filter(incident=incident)
    for some in (items.filter(replaces__isnull=False), items):
        some._raw_delete(some.db)
