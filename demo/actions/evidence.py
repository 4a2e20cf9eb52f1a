"""Brings the evidence of the sample story in by the actions that people use, and cites it at its moments."""

from accounts.models import User
from demo.evidence import File, cited, files
from incidents.actions import evidence_citing, evidence_imports, evidence_running
from incidents.models import EvidenceItem, Incident


def build(incident: Incident, people: dict[str, User], by: User) -> None:
    """`people` by name: the transcript of the call has names and no addresses."""
    for file in files():
        _bring_in(file, incident, {name: user.pk for name, user in people.items()}, by)
    items = {
        item.at: item.pk for item in EvidenceItem.objects.visible().filter(incident=incident) if item.at is not None
    }
    for event in incident.events.all():
        numbers = [items[at] for at in cited().get(event.at, [])]
        if numbers:
            evidence_citing.cite(event=event, by=by, numbers=numbers)


def _bring_in(file: File, incident: Incident, people: dict[str, int], by: User) -> None:
    brought = evidence_imports.keep(
        incident=incident,
        by=by,
        pieces=[file.content],
        size=len(file.content),
        name=file.name,
        format_name=file.format,
        title=file.title,
    )
    known = people if file.format == "webvtt" else {}
    evidence_imports.answer(brought=brought, by=by, title=file.title, options=file.options, people=known)
    evidence_imports.bring_in(brought=brought, by=by)
    evidence_running.run_due()
