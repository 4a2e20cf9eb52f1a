"""Takes an import out again: the wrong file, or the wrong clock. The same file may be brought in once more."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.actions import audit
from accounts.models import User
from incidents import news
from incidents.actions import evidence_left, index
from incidents.models import (
    Evidence,
    EvidenceAuthor,
    EvidenceImport,
    EvidenceItem,
    Incident,
    Sighting,
    TimelineEvent,
)
from incidents.models.evidence import ItemQuerySet
from incidents.queries import evidence_out as queries

State = EvidenceImport.State


class Busy(Exception):
    """Another file is being brought into this incident; what it says anew may be about these messages."""


@transaction.atomic
def take_out(*, brought: EvidenceImport, by: User, with_cited: bool) -> int:
    """How many messages went. with_cited: those that moments rest on go too, the moments stay. Raises Busy.

    Whoever withdrew words wants them quoted nowhere: these stay, hidden, so that no later file shows them. What an edit or a
    deletion in the file changed of messages that were here before stays as their authors left it.
    """
    Incident.objects.select_for_update().get(pk=brought.incident_id)
    if brought.incident.evidence_imports.filter(state=State.RUNNING).exists():
        raise Busy
    done = EvidenceImport.objects.filter(pk=brought.pk, state=State.DONE)
    if not done.update(state=State.OUT, taken_out_at=timezone.now(), taken_out_by=by):
        return 0
    lost = _let_go(brought) if with_cited else []
    gone = _delete(queries.uncited(brought))
    brought.problems.all().delete()
    evidence_left.end_threads_without_beginning(brought.incident_id, EvidenceItem.objects.all())
    _leave_nothing_empty(brought.incident, brought.evidence_id, lost)
    audit.record(by=by, did="evidence.taken_out", subject=brought.incident, brought=brought.pk, items=gone)
    index.touch("incident", brought.incident_id)
    news.timeline_changed(brought.incident_id)
    return gone


def _let_go(brought: EvidenceImport) -> list[int]:
    """Moments lose these citations, and a theme is no longer seen there; the numbers of these moments."""
    cited = list(queries.cited(brought).values_list("pk", flat=True))
    events = list(queries.events(brought).values_list("pk", flat=True))
    Sighting.objects.filter(item__in=cited).delete()
    TimelineEvent.items.through._default_manager.filter(evidenceitem__in=cited).delete()
    return events


def _delete(going: ItemQuerySet) -> int:
    """Nothing refers to them, so nothing is looked for."""
    return going._raw_delete(going.db)


def _leave_nothing_empty(incident: Incident, evidence: int | None, lost: list[int]) -> None:
    """Authors of nothing, and evidence of which nothing is left; moments that lost their citations do not name it any more."""
    authors = EvidenceAuthor.objects.filter(incident=incident)
    authors.filter(~Exists(EvidenceItem.objects.filter(writer=OuterRef("pk")))).delete()
    empty = Evidence.objects.filter(pk__in=[evidence], items=None).first()
    if empty is None:
        return
    empty.events.filter(pk__in=lost).update(evidence=None)
    if not empty.events.exists():
        empty.delete()


class StillCited(Exception):
    """A moment rests on this note, or a theme was seen in it."""


@transaction.atomic
def take_note_out(*, item: EvidenceItem, by: User) -> None:
    """A note kept by mistake. One that its author withdrew stays, hidden. Raises StillCited."""
    incident = Incident.objects.select_for_update().get(pk=item.incident_id)
    note = EvidenceItem.objects.filter(pk=item.pk, brought_by=None, withdrawn_at=None)
    if note.filter(queries.rests_on()).exists():
        raise StillCited
    if note.delete()[0]:
        _leave_nothing_empty(incident, item.evidence_id, [])
        audit.record(by=by, did="evidence.note_taken_out", subject=incident, item=item.pk)
        index.touch("incident", incident.pk)
