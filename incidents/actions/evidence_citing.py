"""What people do with items: keep a note, cite them at a moment of the timeline, withdraw their own from being quoted."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.models import User
from incidents.actions import contents
from incidents.evidence_formats.note import kept
from incidents.models import Evidence, EvidenceAuthor, EvidenceItem, Incident, Involvement, TimelineEvent


class MayNotBeCited(Exception):
    """An item was withdrawn by its author, is deleted, or is not of this incident."""


@transaction.atomic
def keep_note(*, incident: Incident, by: User, at: datetime | None, author: str, text: str, title: str) -> EvidenceItem:
    """A single note or link. The very same one a second time adds nothing."""
    found = kept(at, author, text)
    known = EvidenceItem.objects.visible().filter(incident=incident, key=found.key).first()
    if known:
        return known
    evidence, _made = Evidence.objects.get_or_create(incident=incident, title=title, defaults={"added_by": by})
    writer = None
    if found.author_key:
        writer, _made = EvidenceAuthor.objects.get_or_create(
            incident=incident, key=found.author_key, defaults={"name": found.author}
        )
    item = EvidenceItem.objects.create(
        incident=incident, evidence=evidence, writer=writer, at=at, text=found.text, key=found.key
    )
    audit.record(by=by, did="evidence.note_kept", subject=incident, item=item.pk)
    return item


def _to_cite(incident: Incident, numbers: list[int]) -> list[EvidenceItem]:
    # Whoever takes their import out does so before or after.
    Incident.objects.select_for_update().get(pk=incident.pk)
    items = list(
        EvidenceItem.objects.citable().select_for_update(of=("self",)).filter(incident=incident, pk__in=numbers)
    )
    if not items or len(items) != len(set(numbers)):
        raise MayNotBeCited
    return items


@transaction.atomic
def write_cited_event(
    *,
    incident: Incident,
    by: User,
    at: datetime | None,
    what: str,
    people: tuple[Involvement | None, Involvement | None],
    known_then: str = "",
    numbers: list[int],
) -> TimelineEvent:
    """A new moment that cites the items of these numbers. Raises MayNotBeCited."""
    items = _to_cite(incident, numbers)
    titles = {item.evidence.title for item in items}
    title = titles.pop() if len(titles) == 1 else ""
    event = contents.write_event(
        incident=incident, by=by, at=at, what=what, people=people, evidence=title, known_then=known_then
    )
    event.items.set(items)
    return event


@transaction.atomic
def cite(*, event: TimelineEvent, by: User, numbers: list[int]) -> None:
    """At a moment that is there already. Raises MayNotBeCited."""
    event.items.add(*_to_cite(event.incident, numbers))
    audit.record(by=by, did="evidence.cited", subject=event.incident, event=event.pk)


@transaction.atomic
def uncite(*, event: TimelineEvent, item: EvidenceItem, by: User) -> None:
    event.items.remove(item)
    audit.record(by=by, did="evidence.uncited", subject=event.incident, event=event.pk, item=item.pk)


@transaction.atomic
def withdraw(*, item: EvidenceItem, by: User) -> None:
    """By its author: the words are shown to nobody else from now on, where it was cited neither."""
    EvidenceItem.objects.filter(pk=item.pk, withdrawn_at=None).update(withdrawn_at=timezone.now())
    audit.record(by=by, did="evidence.withdrawn", subject=item.incident, item=item.pk)


@transaction.atomic
def give_back(*, item: EvidenceItem, by: User) -> None:
    """Its author lets it be quoted again."""
    EvidenceItem.objects.filter(pk=item.pk).update(withdrawn_at=None)
    audit.record(by=by, did="evidence.given_back", subject=item.incident, item=item.pk)
