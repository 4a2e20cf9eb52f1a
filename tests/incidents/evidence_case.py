"""An incident with its facilitator, and files of evidence brought into it as people do."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from accounts.models import User
from incidents.actions import evidence_citing, evidence_imports, evidence_running, incidents
from incidents.models import EvidenceImport, EvidenceItem, Incident, TimelineEvent
from tests.incidents.evidence_formats.cases import said, slack

DAY = "outage/2026-03-02.json"
AT = datetime(2026, 3, 2, 9, 5, tzinfo=UTC)


def opened(by: User, **more: Any) -> Incident:
    return incidents.open_incident(by=by, services=[], title="Orders stuck", time_zone="Europe/Berlin", **more)


def export(*messages: Any) -> bytes:
    """A Slack export of one day of one channel."""
    return slack({DAY: list(messages) or [said("1772442300.1", "The queue is long")]}).getvalue()


def kept(incident: Incident, by: User, data: bytes, format_name: str = "slack", **more: Any) -> EvidenceImport:
    return evidence_imports.keep(
        incident=incident,
        by=by,
        pieces=[data],
        size=len(data),
        name="export",
        format_name=format_name,
        title=more.get("title", "Channel"),
    )


def queued(incident: Incident, by: User, data: bytes, format_name: str = "slack", **more: Any) -> EvidenceImport:
    brought = kept(incident, by, data, format_name, **more)
    evidence_imports.answer(
        brought=brought, by=by, title=brought.title, options=more.get("options", {}), people=more.get("people", {})
    )
    evidence_imports.bring_in(brought=brought, by=by)
    return brought


def brought(incident: Incident, by: User, data: bytes, format_name: str = "slack", **more: Any) -> EvidenceImport:
    """Brought in to its end, by the worker."""
    found = queued(incident, by, data, format_name, **more)
    evidence_running.run_due()
    found.refresh_from_db()
    return found


def texts(incident: Incident) -> list[str]:
    return [item.text for item in EvidenceItem.objects.visible().filter(incident=incident)]


def said_by(author: User, host: User, event: TimelineEvent, word: str) -> dict[str, int]:
    """One message of the author, brought in by the host and cited at the event; as the table of rights names them."""
    text = f"[10:05] <author> {word} words\n[10:06] <vendor> {word} too".encode()
    found = brought(event.incident, host, text, "pasted", title=f"{word} channel", people={"name:author": author.pk})
    item = found.items.get(writer__user=author)
    evidence_citing.cite(event=event, by=host, numbers=[item.pk])
    vendor = event.incident.evidence_authors.get(user=None)
    note = evidence_citing.keep_note(
        incident=event.incident, by=host, at=None, author="", text=f"{word} note", title=f"{word} notes"
    )
    return {
        "evidence import": found.pk,
        "evidence item": item.pk,
        "evidence name": vendor.pk,
        "evidence note": note.pk,
    }


def file(data: bytes, name: str = "export.zip") -> BytesIO:
    """As a browser sends it."""
    sent = BytesIO(data)
    sent.name = name
    return sent
