"""What stayed behind of an import that was taken out: it belongs to the file that brings it again, also where its time was mended."""

from itertools import islice

from incidents.models import EvidenceImport, EvidenceItem, Incident
from incidents.models.evidence import ItemQuerySet

ROWS_AT_ONCE = 500


def imports(incident: Incident) -> set[int | None]:
    """The numbers of the imports that were taken out of this incident."""
    return set(incident.evidence_imports.filter(state=EvidenceImport.State.OUT).values_list("pk", flat=True))


def take_home(staged: EvidenceItem) -> None:
    """The same message by its key: from now on it is of the import of `staged`, in the thread that this one knows."""
    left = EvidenceItem.objects.filter(pk__in=[staged.replaces_id], brought_by__state=EvidenceImport.State.OUT)
    left.update(brought_by=staged.brought_by_id, parent_key=staged.parent_key)


def join(brought: EvidenceImport) -> None:
    """The same words of the same person, with another key since the clock was another: citations and a withdrawal go over to them.

    Where somebody said them more than once, which of them was cited cannot be told; all of them are withdrawn if one was.
    """
    out = EvidenceImport.State.OUT
    left = EvidenceItem.objects.filter(incident=brought.incident_id, brought_by__state=out).order_by("pk")
    numbers = list(left.values_list("pk", flat=True))
    for start in range(0, len(numbers), ROWS_AT_ONCE):
        some = list(left.filter(pk__in=numbers[start : start + ROWS_AT_ONCE]))
        same = EvidenceItem.objects.filter(brought_by=brought, text__in={each.text for each in some})
        found: dict[tuple[int | None, str], list[EvidenceItem]] = {}
        for each in same:
            found.setdefault((each.writer_id, each.text), []).append(each)
        for each in some:
            _hand_over(each, found.get((each.writer_id, each.text), []))


def _hand_over(left: EvidenceItem, to: list[EvidenceItem]) -> None:
    if left.withdrawn_at:
        EvidenceItem.objects.filter(pk__in=[each.pk for each in to]).update(withdrawn_at=left.withdrawn_at)
    twice = EvidenceItem.objects.filter(brought_by=left.brought_by_id, writer=left.writer_id, text=left.text)
    if len(to) != 1 or twice.count() > 1:
        return
    for event in left.events.all():
        event.items.add(to[0])
    left.sightings.update(item=to[0])
    left.delete()


def end_threads_without_beginning(incident: int, replies: ItemQuerySet) -> None:
    """A reply to what nobody brought stands for itself. The difference of two sets is quick however little the database knows
    yet of the rows just written; asked for each reply, it went through all rows each time.
    """
    there = EvidenceItem.objects.filter(incident=incident).order_by()
    replies = replies.filter(incident=incident).exclude(parent_key="").order_by()
    orphans = replies.values_list("parent_key").distinct().difference(there.values_list("key")).iterator(ROWS_AT_ONCE)
    while some := [key for (key,) in islice(orphans, ROWS_AT_ONCE)]:
        replies.filter(parent_key__in=some).update(parent_key="")
