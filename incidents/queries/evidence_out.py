"""What goes when an import is taken out again, what stays, and what is asked about."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from incidents import spoken_of
from incidents.models import EvidenceImport, EvidenceItem, Sighting, TimelineEvent
from incidents.models.evidence import ItemQuerySet

MOST_EVENTS = 50


@dataclass(frozen=True)
class Out:
    """goes: messages that nothing rests on. cited: those that moments or sightings of themes rest on, asked about; events: these
    moments, all_events: how many; told: how many of them a document or report speaks of; seen: sightings at them.
    withdrawn: stay. later: files brought in afterwards that held messages which were here already."""

    goes: int
    cited: int
    withdrawn: int
    events: list[TimelineEvent]
    all_events: int
    told: int
    seen: int
    later: list[EvidenceImport]


def items(brought: EvidenceImport) -> ItemQuerySet:
    """All that it brought and that is still its."""
    return EvidenceItem.objects.filter(brought_by=brought, replaces=None)


def cited(brought: EvidenceImport) -> ItemQuerySet:
    """Those at which something would be missing. Words that were withdrawn stay in any case."""
    return items(brought).filter(rests_on(), withdrawn_at=None)


def uncited(brought: EvidenceImport) -> ItemQuerySet:
    return items(brought).filter(~rests_on(), withdrawn_at=None)


def rests_on() -> Q:
    """Items that a moment cites, or in which a theme was seen."""
    citation = TimelineEvent.items.through._default_manager.filter(evidenceitem=OuterRef("pk"))
    return Q(Exists(citation)) | Q(Exists(Sighting.objects.filter(item=OuterRef("pk"))))


def events(brought: EvidenceImport) -> QuerySet[TimelineEvent]:
    return TimelineEvent.objects.filter(items__in=cited(brought)).distinct()


def out(brought: EvidenceImport, user: User) -> Out:
    rest_on_it = list(events(brought).only("pk", "incident", "at", "timed", "what", "reference"))
    spoken = spoken_of.references(user, brought.incident) if rest_on_it else set()
    done = EvidenceImport.State.DONE
    later = brought.incident.evidence_imports.filter(state=done, known_n__gt=0, finished_at__gt=brought.finished_at)
    return Out(
        goes=uncited(brought).count(),
        cited=cited(brought).count(),
        withdrawn=items(brought).filter(withdrawn_at__isnull=False).count(),
        events=rest_on_it[:MOST_EVENTS],
        all_events=len(rest_on_it),
        told=sum(each.reference in spoken for each in rest_on_it),
        seen=Sighting.objects.filter(item__in=cited(brought)).count(),
        later=list(later),
    )


def left(brought: EvidenceImport) -> int:
    """How many stayed of one that was taken out."""
    return items(brought).count()
