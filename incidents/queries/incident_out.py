"""What goes when an incident is taken away that was opened by mistake."""

from dataclasses import dataclass, fields

from incidents.models import Evidence, EvidenceImport, EvidenceItem, Incident, Theme


@dataclass(frozen=True)
class Away:
    """How many of each; only_here: themes that are then seen nowhere; arriving: files that are being brought in just now."""

    events: int
    people: int
    evidence: int
    messages: int
    sightings: int
    only_here: int
    arriving: int

    @property
    def mark(self) -> str:
        """Differs when anything was added or taken off since."""
        return "-".join(str(getattr(self, each.name)) for each in fields(self) if each.name != "arriving")

    @property
    def is_empty(self) -> bool:
        return not (self.events or self.people or self.evidence or self.sightings)


def away(incident: Incident) -> Away:
    """A constant number of queries."""
    seen = Theme.objects.filter(sightings__incident=incident)
    elsewhere = Theme.objects.filter(sightings__incident__in=Incident.objects.exclude(pk=incident.pk))
    ahead = [EvidenceImport.State.RUNNING]
    return Away(
        events=incident.events.count(),
        people=incident.involvements.count(),
        evidence=Evidence.objects.filter(incident=incident).count(),
        messages=EvidenceItem.objects.visible().filter(incident=incident).count(),
        sightings=incident.sightings.count(),
        only_here=seen.exclude(pk__in=elsewhere.values("pk")).distinct().count(),
        arriving=incident.evidence_imports.filter(state__in=ahead).count(),
    )
